// Everything that keeps a person out: the right close code, a sentence they understand, and silence for those inside.
import { describe, expect, it } from 'vitest'
import { closeCodes, type CloseName } from '@roompass/room/protocol'
import { setUpJourney } from '../harness/journey.ts'
import { enterDirectly, enterRoom, kitOn, toldInWords } from '../harness/kit.ts'
import type { Person } from '../harness/person.ts'
import { enterRaw } from '../harness/raw_client.ts'
import { bareFor, mintFor, withFlippedBit, withSuffix } from '../harness/tokens.ts'

const journey = setUpJourney()
const roomId = 'lobby'
// Who is kept out needs no picture, and a small machine has none to spare.
const silent = { turnOnCameraWhenJoining: false, turnOnMicrophoneWhenJoining: false }
const now = (): number => Math.floor(Date.now() / 1000)

interface Refused {
  readonly what: string
  readonly close: CloseName
  readonly title: string
  readonly token: () => string
}

const mallory = { userId: 'mallory', roomId, userName: 'Mallory' }

const refused: readonly Refused[] = [
  {
    what: 'a token that has expired',
    close: 'token_expired',
    title: 'Your pass has expired',
    token: () => mintFor(journey.app, { ...mallory, expiresIn: 60, mintedAt: now() - 120 }),
  },
  {
    what: 'a token of another app',
    close: 'token_foreign',
    title: 'Your pass is for another app',
    token: () => mintFor({ ...journey.app, appId: journey.app.appId === 7 ? 8 : 7 }, mallory),
  },
  {
    what: 'a token that another secret made',
    close: 'token_foreign',
    title: 'Your pass is for another app',
    token: () => mintFor({ ...journey.app, serverSecret: 'Tq5!zB8#pL1@xV4$nC7%jH0&dS3*gK6~' }, mallory),
  },
  {
    what: 'a token whose sealed part was changed in one bit',
    close: 'token_invalid',
    title: 'Your pass is not valid',
    token: () => withFlippedBit(mintFor(journey.app, mallory)),
  },
  {
    what: 'a token whose readable name was changed',
    close: 'token_invalid',
    title: 'Your pass is not valid',
    token: () => withSuffix(mintFor(journey.app, mallory), { userName: 'Ada' }),
  },
  {
    what: 'a token as an official generator makes it, which proves nothing',
    close: 'token_unproven',
    title: 'Your pass cannot be proved',
    token: () => bareFor(journey.app, mallory),
  },
  {
    what: 'a token that is sealed for another room than its readable part says',
    close: 'room_mismatch',
    title: 'Your pass is for another room',
    token: () => withSuffix(mintFor(journey.app, { ...mallory, roomId: 'porch' }), { roomID: roomId, sig: undefined }),
  },
  {
    what: 'a token without the privilege to join',
    close: 'no_privilege',
    title: 'Your pass does not let you in',
    token: () => mintFor(journey.app, { ...mallory, join: false }),
  },
]

async function insider(): Promise<{ person: Person; silence: () => Promise<void> }> {
  const person = await journey.person()
  await enterDirectly(person, mintFor(journey.app, { userId: 'ada', roomId }), journey.server.url, silent)
  return {
    person,
    async silence() {
      // What would come late has come by now.
      await person.page.waitForTimeout(150)
      expect(person.frames.filter(({ sent }) => !sent).map(({ type }) => type)).toEqual(['welcome'])
      expect(await toldInWords(person)).toEqual(['onJoinRoom'])
      expect(await person.page.evaluate(() => window.roompassProbe.peers.length)).toBe(0)
    },
  }
}

async function closeCodeOf(person: Person): Promise<number | null | undefined> {
  await expect.poll(async () => (await person.sockets()).at(-1)?.code).not.toBeNull()
  return (await person.sockets()).at(-1)?.code
}

describe('the door refuses', () => {
  it.each(refused)('$what', async ({ token, close, title }) => {
    const inside = await insider()
    const person = await journey.person()
    const kit = kitOn(person.page)
    await enterRoom(person, token(), journey.server.url, silent)
    await kit.join.click()
    await kit.refusal.getByText(title).waitFor()
    expect((await kit.refusal.textContent())?.length).toBeGreaterThan(title.length + 20)
    expect(await closeCodeOf(person)).toBe(closeCodes[close])
    expect(person.frames.map(({ type }) => type)).toEqual(['hello'])
    expect(await toldInWords(person)).toEqual([])
    expect(await person.page.evaluate(() => window.roompassProbe.peers.length)).toBe(0)
    await inside.silence()
  })

  it('the same user a second time, who gets in when the first has left', async () => {
    const inside = await insider()
    const person = await journey.person()
    const kit = kitOn(person.page)
    await enterRoom(person, mintFor(journey.app, { userId: 'ada', roomId }), journey.server.url, silent)
    await kit.join.click()
    await kit.refusal.getByText('You are already in this room').waitFor()
    expect(await closeCodeOf(person)).toBe(closeCodes.already_joined)
    await inside.silence()
    await inside.person.page.evaluate(() => window.kit.leaveRoom())
    await kit.join.click()
    await kit.controls.waitFor()
  })

  it('a seventh person, who gets in when somebody has left', async () => {
    const ids = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6']
    const seated = await Promise.all(
      ids.map((userId) => enterRaw(journey.server.url, mintFor(journey.app, { userId, roomId: 'full' }))),
    )
    const last = seated.at(-1)
    await expect.poll(() => last?.heard.length).toBeGreaterThanOrEqual(1)
    await expect.poll(() => seated.map(({ heard }) => heard.length).reduce((a, b) => a + b)).toBe(6 + 15)
    const person = await journey.person()
    const kit = kitOn(person.page)
    await enterRoom(person, mintFor(journey.app, { ...mallory, roomId: 'full' }), journey.server.url, silent)
    await kit.join.click()
    await kit.refusal.getByText('The room is full').waitFor()
    expect(await closeCodeOf(person)).toBe(closeCodes.room_full)
    expect(seated.map(({ heard }) => heard.length).reduce((a, b) => a + b)).toBe(6 + 15)
    await last?.leave()
    await kit.join.click()
    await kit.controls.waitFor()
    await Promise.all(seated.map((client) => client.leave()))
  })

  it('in the leaving view, where there is no pre-join view, and offers no second try with the same pass', async () => {
    const person = await journey.person()
    const kit = kitOn(person.page)
    await enterRoom(person, bareFor(journey.app, mallory), journey.server.url, { showPreJoinView: false })
    await kit.heading.getByText('Your pass cannot be proved').waitFor()
    expect(await kit.rejoin.count()).toBe(0)
    expect(await toldInWords(person)).toEqual([])
  })

  it('what is no Kit Token at all, without asking the server', async () => {
    const person = await journey.person()
    await enterRoom(person, 'hello', journey.server.url)
    await kitOn(person.page).heading.getByText('Your pass is not valid').waitFor()
    expect(await person.sockets()).toEqual([])
  })
})
