// What holds for everyone at every page: readable to assistive technology, and silent about tokens and secrets.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect, it } from 'vitest'
import { holdsSecret, leaks, setUpJourney } from '../harness/journey.ts'
import { enterRoom, kitOn } from '../harness/kit.ts'
import { isLoopback, openPerson, type Person } from '../harness/person.ts'
import { bareFor, mintFor } from '../harness/tokens.ts'

const journey = setUpJourney()

async function violations({ page }: Person): Promise<string[]> {
  // The other way opens a page of its own for the results.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations: found } = await axe
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe.each(['light', 'dark'] as const)('in %s, the rules of accessibility hold', (colorScheme) => {
  it('on the demo page, before, in and after the room', async () => {
    const ada = await journey.person(journey.server.url, { colorScheme })
    const kit = kitOn(ada.page)
    expect(await violations(ada)).toEqual([])
    await ada.page.locator('form').getByLabel('Your name').fill('Ada')
    await ada.page.getByRole('button', { name: 'Enter' }).click()
    await kit.join.waitFor()
    await ada.page.locator('video').waitFor()
    expect(await violations(ada)).toEqual([])
    await kit.join.click()
    await kit.controls.waitFor()
    const grace = await journey.person()
    const pass = { userId: 'grace', userName: 'Grace', roomId: 'lobby' }
    await enterRoom(grace, mintFor(journey.app, pass), journey.server.url, { showPreJoinView: false })
    await kit.tile('Grace').waitFor()
    expect(await violations(ada)).toEqual([])
    await kit.leave.click()
    await kit.leaveDialog.waitFor()
    expect(await violations(ada)).toEqual([])
    await kit.leaveDialog.getByRole('button', { name: 'Leave' }).click()
    await kit.rejoin.waitFor()
    expect(await violations(ada)).toEqual([])
  })

  it('where somebody is refused', async () => {
    const person = await journey.person(undefined, { colorScheme })
    await enterRoom(person, bareFor(journey.app, { userId: 'eve', roomId: 'lobby' }), journey.server.url)
    await kitOn(person.page).join.click()
    await kitOn(person.page).refusal.getByText('cannot be proved').waitFor()
    expect(await violations(person)).toEqual([])
  })
})

describe('tokens and secrets', () => {
  it('stand in no file that the server keeps, except the secret in its own', async () => {
    const ada = await journey.person(journey.server.url)
    await ada.page.locator('form').getByLabel('Your name').fill('Ada')
    await ada.page.getByRole('button', { name: 'Enter' }).click()
    await kitOn(ada.page).join.click()
    await kitOn(ada.page).controls.waitFor()
    const entries = await readdir(journey.server.folder, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
    const holding: string[] = []
    for (const file of files) {
      if (holdsSecret(await readFile(file, 'latin1'), [journey.app.serverSecret])) holding.push(file)
    }
    expect(holding).toEqual([join(journey.server.folder, '.roompass', 'app.json')])
  })
})

// The rules that every journey ends with can fail: each is broken once.
describe('the watch over a page notices', () => {
  it('an error, a line in the console, a broken policy, a foreign host and a token where none belongs', async () => {
    const person = await openPerson(journey.browser)
    const kitToken = mintFor(journey.app, { userId: 'ada', roomId: 'lobby' })
    await person.page.goto(`${journey.pages}/given.html?pass=${encodeURIComponent(kitToken)}`)
    await person.page.evaluate((text) => {
      // oxlint-disable-next-line no-console -- what the watch is for
      console.warn(text)
      setTimeout(() => {
        throw new Error('broken')
      })
      document.body.setAttribute('style', 'color: red')
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:stun.example.org' }] })
      peer.close()
      return fetch('https://example.org/').catch(() => undefined)
    }, kitToken)
    await expect.poll(() => person.complaints()).toContain('page error: broken')
    const complaints = await person.complaints()
    for (const what of [/^console warning/, /^policy: style-src/, /^policy: connect-src/, /^foreign host: stun:/]) {
      expect(complaints.some((complaint) => what.test(complaint))).toBe(true)
    }
    expect(leaks([person], '', [])).toEqual(['a URL', 'a console'])
    expect(leaks([], `a line with ${journey.app.serverSecret}`, [journey.app.serverSecret])).toEqual([
      'the log of the server',
    ])
    await person.close()
  })

  it('a control without a name inside of the kit', async () => {
    const person = await journey.person()
    await enterRoom(person, mintFor(journey.app, { userId: 'ada', roomId: 'lobby' }), journey.server.url)
    await kitOn(person.page).join.waitFor()
    await kitOn(person.page).join.evaluate((button) => button.after(document.createElement('button')))
    expect(await violations(person)).toEqual([expect.stringMatching(/^button-name: /)])
  })

  it.each([
    ['http://127.0.0.1:8787/', true],
    ['ws://localhost:1/v1/room', true],
    ['http://[::1]:5/', true],
    ['stun:127.0.0.1:3478', true],
    ['data:,', true],
    ['blob:http://127.0.0.1/1', true],
    ['https://127.0.0.1.example.org/', false],
    ['wss://example.org/', false],
    ['turn:relay.example.org:3478?transport=udp', false],
  ])('where %s leads', (url, stays) => {
    expect(isLoopback(url)).toBe(stays)
  })
})
