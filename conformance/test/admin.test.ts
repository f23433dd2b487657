// The admin page in a real browser against a real server: each view does what it says, for everybody who looks at it.
import { createHash, randomBytes } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { describe, expect, it, onTestFinished } from 'vitest'
import { closeCodes } from '@roompass/room/protocol'
import { setUpJourney } from '../harness/journey.ts'
import { enterRaw, type RawClient } from '../harness/raw_client.ts'
import { mintFor } from '../harness/tokens.ts'
import type { PersonOptions } from '../harness/person.ts'

const app = { appId: 2_718_281_828, serverSecret: 'w3N~q8Zt!5Lk#Xv2@Rb7$Jm9%Yc4&Fd6' }
const keyOf = (name: string): string => `rpk_${name}_${randomBytes(32).toString('base64url')}`
const [operator, reader, encryptionKey] = [keyOf('night'), keyOf('reader'), randomBytes(32).toString('hex')]
const hash = (key: string): string => createHash('sha256').update(key).digest('hex')

const config = `
export default {
  apps: [{ appId: ${app.appId}, serverSecret: process.env.JOURNEY_SERVER_SECRET }],
  keys: { encryptionKey: process.env.JOURNEY_ENCRYPTION_KEY },
  identity: {
    apiKeys: [
      { name: 'night', sha256: '${hash(operator)}', scopes: ['rooms', 'revocations', 'audit', 'keys'] },
      { name: 'reader', sha256: '${hash(reader)}', scopes: ['audit'] },
    ],
  },
  policy: { rules: [{ rooms: '*', publish: true }] },
}
`

const journey = setUpJourney({
  app,
  secrets: [operator, reader, encryptionKey],
  start: () => ({
    files: { 'roompass.config.ts': config, 'package.json': '{ "type": "module" }' },
    env: { JOURNEY_SERVER_SECRET: app.serverSecret, JOURNEY_ENCRYPTION_KEY: encryptionKey },
  }),
})

/** At a view of the page, logged in by keyboard. */
async function at(view: string, key = operator, options: PersonOptions = {}): Promise<Page> {
  // Who is logged in is asked before somebody is, and Chromium says so.
  journey.expectConsole(/status of 401/)
  const { page } = await journey.person(`${journey.server.url}/admin#/${view}`, options)
  await page.getByLabel('API key').focus()
  await page.keyboard.type(key)
  await page.keyboard.press('Enter')
  await page.locator('h1#title').waitFor()
  return page
}

/** Somebody in a room, until the end of the test. */
async function enter(userId: string, roomId: string, userName = userId): Promise<RawClient> {
  const client = await enterRaw(journey.server.url, mintFor(app, { userId, roomId, userName }))
  onTestFinished(() => client.leave())
  return client
}

const views = ['rooms', 'rates', 'keys', 'revocations', 'audit', 'inspector'] as const

describe('the admin page', () => {
  it('removes, mutes and bans people who are in a room', async () => {
    const [ada, bob] = [await enter('ada', 'lobby', 'Ada'), await enter('bob', 'lobby', 'Bob')]
    const page = await at('rooms')
    const room = page.getByRole('region', { name: 'Room lobby' })
    await room.getByRole('button', { name: 'Mute Ada' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Mute' }).click()
    await expect.poll(() => room.getByRole('row', { name: /Ada/ }).textContent()).toContain('muted')
    await room.getByRole('button', { name: 'Remove Bob' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    expect((await bob.closed).code).toBe(closeCodes.removed)
    await room.getByRole('button', { name: 'Ban Ada' }).click()
    await page.getByLabel('Reason (for operators)').fill('spam')
    await page.getByRole('dialog').getByRole('button', { name: 'Ban' }).click()
    await ada.closed
    await expect.poll(() => page.getByText('Nobody is inside.').count()).toBe(1)
    await expect(enter('ada', 'lobby')).rejects.toThrow()
    await page.goto(`${journey.server.url}/admin#/revocations`)
    await page.getByRole('button', { name: 'Undo ada in lobby' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.getByRole('row', { name: /ada in lobby/ }).textContent()).toContain('undone')
    await enter('ada', 'lobby')
  })

  it('says what is wrong with a revocation, with its code, and makes it when it is right', async () => {
    const page = await at('revocations')
    await page.getByRole('button', { name: 'Revoke…' }).click()
    await page.getByLabel('User ID').fill('not a user')
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('body_invalid')
    journey.expectConsole(/status of 400/)
    await page.getByLabel('User ID').fill('mallory')
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await expect.poll(() => page.getByRole('row', { name: /User mallory/ }).textContent()).toContain('in force')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('rotates the secret, and revokes what it made only when the word is typed', async () => {
    const page = await at('keys')
    await expect.poll(() => page.getByRole('row').count()).toBe(2)
    await page.getByRole('button', { name: 'Rotate…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click()
    await expect.poll(() => page.getByRole('row').count()).toBe(3)
    await page.getByRole('button', { name: 'Rotate and revoke…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Rotate and revoke' }).click()
    expect(await dialog.getByRole('alert').textContent()).toContain('not_confirmed')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('row').count()).toBe(3)
  })

  it('finds rows of the audit, exports them, and shows the rates in bars and as a table', async () => {
    const page = await at('audit', reader)
    await page.getByLabel('Event').selectOption('session.begun')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect.poll(() => page.getByRole('row', { name: /api_key:reader/ }).count()).toBeGreaterThan(0)
    expect(await page.getByRole('row', { name: /room\./ }).count()).toBe(0)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as JSON lines' }).click(),
    ])
    expect(download.url()).toContain('event=session.begun')
    expect(await download.failure()).toBeNull()
    await page.getByRole('link', { name: 'Rates' }).click()
    await expect.poll(() => page.getByRole('img', { name: /^Tokens, 60 minutes/ }).count()).toBe(1)
    await page.getByText('As a table').first().click()
    expect(await page.getByRole('region', { name: 'Tokens' }).getByRole('row').count()).toBeGreaterThan(60)
  })

  it('finds rows of the audit by their time', async () => {
    const page = await at('audit', reader, { timezoneId: 'Asia/Kolkata' })
    await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(1)
    const search = async (from: string, before: string) => {
      await page.getByLabel('From').fill(from)
      await page.getByLabel('Before').fill(before)
      await page.getByRole('button', { name: 'Search' }).click()
    }
    await search('', '2020-01-01T00:00')
    await expect.poll(() => page.getByText('Nothing fits.').count()).toBe(1)
    const kolkata = (minutes: number) => new Date(Date.now() + (330 + minutes) * 60_000).toISOString().slice(0, 16)
    await search(kolkata(-10), kolkata(10))
    await expect.poll(() => page.getByRole('row').count()).toBeGreaterThan(1)
    await search(kolkata(10), '')
    await expect.poll(() => page.getByText('Nothing fits.').count()).toBe(1)
  })

  it('shows older revocations under the newest, until that is all, and keeps the focus there', async () => {
    const revoke = async (n: number) => {
      const response = await fetch(`${journey.server.url}/v1/revocations`, {
        method: 'POST',
        headers: { authorization: `Bearer ${operator}`, 'content-type': 'application/json' },
        body: JSON.stringify({ scope: { kind: 'user', userId: `paged-${n}` } }),
      })
      expect(response.status).toBe(201)
    }
    for (let n = 0; n <= 50; n += 1) await revoke(n)
    const page = await at('revocations')
    await expect.poll(() => page.getByRole('row').count()).toBe(51)
    expect(await page.getByRole('row', { name: /paged-0 / }).count()).toBe(0)
    await page.getByRole('button', { name: 'Older' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('row', { name: /paged-0 / }).count()).toBe(1)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^\d+ revocations, that is all$/)
  })

  it('shows as locked what the key may not', async () => {
    const page = await at('keys', reader)
    expect(await page.locator('h1').textContent()).toBe('Rates')
    const links = await page.getByRole('navigation').getByRole('link').allTextContents()
    expect(links).toEqual(['Rates', 'Audit', 'Inspector'])
    await page.getByRole('button', { name: 'Log out' }).click()
    await page.getByLabel('API key').waitFor()
  })

  it('refuses a key that is none, with what mends it', async () => {
    journey.expectConsole(/status of 401/)
    const { page } = await journey.person(`${journey.server.url}/admin`)
    await page.getByLabel('API key').fill(keyOf('night'))
    await page.getByRole('button', { name: 'Log in' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('credentials_invalid')
  })

  it('explains a token without sending it anywhere', async () => {
    const page = await at('inspector')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.getByLabel('Paste a Kit Token or a Token04').fill(mintFor(app, { userId: 'ada', roomId: 'lobby' }))
    await expect.poll(() => page.getByRole('region', { name: 'What it says' }).textContent()).toContain('lobby')
    await page.getByLabel('Paste a Kit Token or a Token04').fill('hello')
    await expect.poll(() => page.getByRole('region', { name: 'What it says' }).textContent()).toContain('wrong with it')
    expect(asked).toEqual([])
  })

  it.each(['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '"><svg onload=alert(1)>', '{{7*7}}'])(
    'shows %s as text, wherever it stands',
    async (name) => {
      await enter('mallory2', 'r<b>x</b>', name)
      const page = await at('rooms')
      page.on('dialog', (dialog) => expect.fail(`a script ran: ${dialog.message()}`))
      await expect.poll(() => page.getByRole('row', { name: /mallory2/ }).textContent()).toContain(name)
      expect(await page.locator('main :is(img, script, b)').count()).toBe(0)
      await page.getByRole('button', { name: /^Remove / }).click()
      expect(await page.getByRole('dialog').textContent()).toContain(name)
    },
  )

  it('can be walked by keyboard: into a view, into a dialog, and back to where one was', async () => {
    await enter('cyd', 'lobby', 'Cyd')
    const page = await at('rates')
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('To the content')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Live rooms')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('title')
    expect(await focused()).toBe('Live rooms')
    await page.getByRole('button', { name: 'Remove Cyd' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Mute')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('dialog').count()).toBe(1)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await focused()).toBe('Mute')
  })

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 390],
  ] as const)(
    'has nothing that axe finds, in %s at %i pixels, and never scrolls sideways',
    async (colorScheme, width) => {
      await enter('dan', 'standup', 'Dan')
      const page = await at('rooms', operator, { colorScheme, viewport: { width, height: 800 } })
      for (const view of views) {
        await page.goto(`${journey.server.url}/admin#/${view}`)
        await page.waitForLoadState('networkidle')
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
        expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html}`)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
      }
    },
  )

  it.each(['light', 'dark'] as const)(
    'has nothing that axe finds in its dialogs either, in %s on a phone',
    async (colorScheme) => {
      await enter('fay', 'standup', 'Fay')
      const page = await at('rooms', operator, { colorScheme, viewport: { width: 390, height: 800 } })
      for (const [view, button] of [
        ['rooms', /^Ban Fay/],
        ['keys', 'Rotate and revoke…'],
        ['revocations', 'Revoke…'],
      ] as const) {
        await page.goto(`${journey.server.url}/admin#/${view}`)
        await page.getByRole('button', { name: button }).click()
        await page.getByRole('dialog').waitFor()
        const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
        expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html}`)).toEqual([])
        await page.keyboard.press('Escape')
      }
    },
  )

  // The buttons of a row once stood still over the columns that scrolled under them: on a phone nobody saw who was muted.
  it.each([390, 1280])('shows whole, at %i pixels, what a row says beside what can be done', async (width) => {
    await enter('someone-with-a-long-id@example.org', 'a-rather-long-room-name-for-the-weekly-standup', 'Eve')
    const page = await at('rooms', operator, { viewport: { width, height: 800 } })
    await page.getByRole('button', { name: /^Ban Eve/ }).waitFor()
    const cells = page.getByRole('row', { name: /Eve/ }).locator('th, td')
    const boxes = await Promise.all((await cells.all()).map((cell) => cell.boundingBox()))
    expect(boxes).toHaveLength(6)
    for (const [i, box] of boxes.entries()) {
      expect(box).not.toBeNull()
      const { x = 0, y = 0, width: wide = 0, height = 0 } = box ?? {}
      expect([x >= 0, x + wide <= width]).toEqual([true, true])
      for (const other of boxes.slice(i + 1)) {
        if (other === null) continue
        const apart = x + wide <= other.x + 1 || other.x + other.width <= x + 1 || y + height <= other.y + 1
        expect(apart, `cell ${i}`).toBe(true)
      }
    }
  })
})
