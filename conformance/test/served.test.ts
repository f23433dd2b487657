// `roompass serve` behind an app that knows its users: whoever it is, the policy decides, when issuing and again at the door.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { closeCodes } from '@roompass/room/protocol'
import { setUpJourney } from '../harness/journey.ts'
import { enterRoom, kitOn } from '../harness/kit.ts'
import type { Person } from '../harness/person.ts'
import { mintFor } from '../harness/tokens.ts'

const app = { appId: 2_718_281_828, serverSecret: 'w3N~q8Zt!5Lk#Xv2@Rb7$Jm9%Yc4&Fd6' }
const apiKey = `rpk_shop_${randomBytes(32).toString('base64url')}`
const signingSecret = randomBytes(32).toString('base64url')

const config = (pages: string): string => `
export default {
  apps: [{ appId: ${app.appId}, serverSecret: process.env.JOURNEY_SERVER_SECRET }],
  identity: {
    apiKeys: [{ name: 'shop', sha256: '${createHash('sha256').update(apiKey).digest('hex')}' }],
    jwt: [{ issuer: 'the-app', audience: 'rooms', secret: process.env.JOURNEY_SIGNING_SECRET }],
  },
  policy: {
    decide(user, wish) {
      if (wish.roomId === 'vault') return { granted: false, reason: 'nobody may' }
      if (wish.purpose !== 'issue' && user.id === 'mallory') return { granted: false, reason: 'not at the door' }
      return { granted: true, publish: wish.role !== 'audience', maxPeople: 2 }
    },
  },
  http: { allowedOrigins: ['${pages}'] },
}
`

const journey = setUpJourney({
  app,
  secrets: [apiKey, signingSecret],
  start: (pages) => ({
    files: { 'roompass.config.ts': config(pages), 'package.json': '{ "type": "module" }' },
    env: { JOURNEY_SERVER_SECRET: app.serverSecret, JOURNEY_SIGNING_SECRET: signingSecret },
  }),
})

function signedIn(userId: string, userName: string): string {
  const now = Math.floor(Date.now() / 1000)
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { iss: 'the-app', aud: 'rooms', sub: userId, name: userName, iat: now, exp: now + 300 },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  const signature = createHmac('sha256', signingSecret).update(parts.join('.')).digest('base64url')
  return [...parts, signature].join('.')
}

interface Answer {
  readonly status: number
  readonly body: {
    readonly kitToken?: string
    readonly code?: string
    readonly reason?: string
    readonly grant?: object
  }
}

/** Asks for a Kit Token as the page of a signed-in user does. */
function ask({ page }: Person, credential: string | null, wish: Readonly<Record<string, unknown>>): Promise<Answer> {
  return page.evaluate(
    async ([url, bearer, body]) => {
      const headers = {
        'content-type': 'application/json',
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      }
      const response = await fetch(`${url}/v1/kit-tokens`, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: response.status, body: await response.json() }
    },
    [journey.server.url, credential, wish] as const,
  )
}

async function enterWith(person: Person, kitToken: string | undefined): Promise<ReturnType<typeof kitOn>> {
  await enterRoom(person, kitToken ?? '', journey.server.url, { turnOnCameraWhenJoining: false })
  const kit = kitOn(person.page)
  await kit.join.click()
  return kit
}

describe('a page of a signed-in user', () => {
  it('gets a Kit Token for that user and enters under the name the app knows', async () => {
    const ada = await journey.person()
    const { status, body } = await ask(ada, signedIn('ada', 'Ada Lovelace'), { roomId: 'lobby' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ appId: app.appId, userId: 'ada', userName: 'Ada Lovelace', roomId: 'lobby' })
    const kit = await enterWith(ada, body.kitToken)
    await kit.tile('Ada Lovelace (you)').waitFor()
  })

  it('gets none for somebody else, none without signing in, and none where the policy says no', async () => {
    const eve = await journey.person()
    journey.expectConsole(/Failed to load resource: the server responded with a status of 40[13]/)
    const credential = signedIn('eve', 'Eve')
    expect(await ask(eve, credential, { roomId: 'lobby', userId: 'ada' })).toMatchObject({
      status: 403,
      body: { code: 'user_mismatch' },
    })
    expect(await ask(eve, null, { roomId: 'lobby' })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
    expect(await ask(eve, credential, { roomId: 'vault' })).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  it('is let watch only, where the role says so', async () => {
    const vera = await journey.person()
    const { body } = await ask(vera, signedIn('vera', 'Vera'), { roomId: 'lobby', role: 'audience' })
    expect(body.grant).toMatchObject({ join: true, publish: false })
    await enterWith(vera, body.kitToken)
    await vera.page.getByText('You are watching only').waitFor()
  })

  it('cannot ask at all from an origin that the config does not name', async () => {
    const elsewhere = await journey.person(`${journey.pages.replace('127.0.0.1', 'localhost')}/given.html`)
    journey.expectConsole(/CORS policy|Failed to load resource: net::ERR_FAILED|WebSocket connection to/)
    await expect(ask(elsewhere, signedIn('ada', 'Ada'), { roomId: 'lobby' })).rejects.toThrow('Failed to fetch')
    const opened = await elsewhere.page.evaluate(
      (url) =>
        new Promise<boolean>((resolve) => {
          const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/room`, 'roompass.room.v1')
          socket.addEventListener('open', () => resolve(true))
          socket.addEventListener('error', () => resolve(false))
        }),
      journey.server.url,
    )
    expect(opened).toBe(false)
  })
})

describe('an app server with its key', () => {
  it('asks for any of its users, and the page enters with what it was given', async () => {
    const response = await fetch(`${journey.server.url}/v1/kit-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ roomId: 'lobby', userId: 'grace', userName: 'Grace', expiresIn: 600 }),
    })
    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toContain('no-store')
    const { kitToken, expiresAt, refreshAfter } = await response.json()
    const left = expiresAt - Math.floor(Date.now() / 1000)
    expect(left).toBeGreaterThan(590)
    expect(left).toBeLessThanOrEqual(600)
    expect(refreshAfter).toBeLessThan(expiresAt)
    const grace = await journey.person()
    const kit = await enterWith(grace, kitToken)
    await kit.tile('Grace (you)').waitFor()
  })
})

describe('the door asks the policy again', () => {
  it('and keeps out who has a good token, with words of its own', async () => {
    const mallory = await journey.person()
    const { status, body } = await ask(mallory, signedIn('mallory', 'Mallory'), { roomId: 'lobby' })
    expect(status).toBe(201)
    const kit = await enterWith(mallory, body.kitToken)
    await kit.refusal.getByText('You may not enter this room').waitFor()
    await expect.poll(async () => (await mallory.sockets()).at(-1)?.code).toBe(closeCodes.forbidden)
    expect(mallory.frames.map(({ type }) => type)).toEqual(['hello'])
    expect(await mallory.page.evaluate(() => window.told)).toEqual([])
  })

  it('and seats as many as it says', async () => {
    const people: Person[] = []
    for (const userId of ['one', 'two', 'three']) {
      const person = await journey.person()
      people.push(person)
      await enterWith(person, mintFor(app, { userId, roomId: 'small' }))
    }
    const [, second, third] = people.map(({ page }) => kitOn(page))
    await third?.refusal.getByText('The room is full').waitFor()
    await second?.tile('one').waitFor()
    expect(await second?.tile('three').count()).toBe(0)
  })
})
