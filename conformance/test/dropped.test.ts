// A connection to the room that breaks: pictures and sound go on between the browsers, and nobody is said to have left.
// After a restart of the server everybody is back by themselves.
import { describe, expect, it } from 'vitest'
import { closeCodes } from '@roompass/room/protocol'
import { setUpJourney } from '../harness/journey.ts'
import { enterDirectly, kitOn, toldInWords } from '../harness/kit.ts'
import { longestFreeze, received } from '../harness/media.ts'
import type { Person } from '../harness/person.ts'
import { mintFor } from '../harness/tokens.ts'

const journey = setUpJourney()

/** Ada on a good network, Grace on one that can break; both see and hear. */
async function together(roomId: string): Promise<{ ada: Person; grace: Person; calm: () => Promise<void> }> {
  const ada = await journey.person()
  const grace = await journey.person()
  await enterDirectly(ada, mintFor(journey.app, { userId: 'ada', roomId, userName: 'Ada' }), journey.server.url)
  await enterDirectly(grace, mintFor(journey.app, { userId: 'grace', roomId, userName: 'Grace' }), journey.network.url)
  for (const { page } of [ada, grace]) {
    await expect.poll(async () => (await received(page)).framesDecoded).toBeGreaterThan(5)
  }
  const heard = ada.frames.filter(({ sent }) => !sent).length
  return {
    ada,
    grace,
    async calm() {
      expect(await toldInWords(ada)).toEqual(['onJoinRoom', 'onUserJoin grace'])
      expect(await toldInWords(grace)).toEqual(['onJoinRoom', 'onUserJoin ada'])
      const since = ada.frames.filter(({ sent }) => !sent).slice(heard)
      expect(since.map(({ type }) => type).filter((type) => type !== 'pong' && type !== 'signal')).toEqual([])
      for (const { page } of [ada, grace]) {
        expect(await received(page)).toMatchObject({ peersMade: 1, peersOpen: 1 })
      }
    },
  }
}

function welcomes({ frames }: Person): boolean[] {
  return frames.filter(({ type }) => type === 'welcome').map(({ text }) => text.includes('"resumed":true'))
}

describe('a WebSocket that breaks', () => {
  it('is opened anew on the same seat, and no picture is missed', async () => {
    const { ada, grace, calm } = await together('bridge')
    const [adaFreeze, graceFreeze] = await Promise.all([
      longestFreeze(ada.page, async () => {}, 4000),
      longestFreeze(grace.page, async () => journey.network.cut(), 4000),
    ])
    expect(welcomes(grace)).toEqual([false, true])
    expect(adaFreeze).toBeLessThan(1500)
    expect(graceFreeze).toBeLessThan(1500)
    await calm()
  })

  it('says that it reconnects when that takes a while, and stops saying so', async () => {
    journey.expectConsole(/WebSocket connection to/)
    const { grace, calm } = await together('tunnel')
    journey.network.block(true)
    journey.network.cut()
    await grace.page.getByText('Connection lost. Reconnecting…').waitFor()
    const before = (await received(grace.page)).framesDecoded
    await grace.page.waitForTimeout(1000)
    expect((await received(grace.page)).framesDecoded).toBeGreaterThan(before)
    journey.network.block(false)
    await grace.page.getByText('Connection lost. Reconnecting…').waitFor({ state: 'detached', timeout: 15_000 })
    expect(welcomes(grace).at(-1)).toBe(true)
    await calm()
    await kitOn(grace.page).leave.click()
    await kitOn(grace.page).leaveDialog.getByRole('button', { name: 'Leave' }).click()
    await kitOn(grace.page).heading.getByText('You left the room').waitFor()
  })
})

describe('a server that restarts', () => {
  it('finds everybody again, who saw each other meanwhile', async () => {
    journey.expectConsole(/WebSocket connection to/)
    const { ada, grace } = await together('quay')
    const frames = async ({ page }: Person): Promise<number> => (await received(page)).framesDecoded
    await journey.restart(async () => {
      const before = await frames(ada)
      await expect.poll(() => frames(ada)).toBeGreaterThan(before + 5)
    })
    expect((await ada.sockets())[0]).toMatchObject({ code: closeCodes.restart, reason: 'restart' })
    for (const person of [ada, grace]) {
      await expect.poll(() => received(person.page), { timeout: 20_000 }).toMatchObject({ peersMade: 2, peersOpen: 1 })
      await expect.poll(() => frames(person)).toBeGreaterThan(5)
    }
    expect(await toldInWords(ada)).toEqual(['onJoinRoom', 'onUserJoin grace', 'onUserLeave grace', 'onUserJoin grace'])
    expect(await toldInWords(grace)).toEqual(['onJoinRoom', 'onUserJoin ada', 'onUserLeave ada', 'onUserJoin ada'])
  })
})
