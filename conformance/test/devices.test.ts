// Microphone and camera during a call: off means that nothing arrives, on means that it arrives again.
import { expect, it } from 'vitest'
import { setUpJourney } from '../harness/journey.ts'
import { enterDirectly, kitOn, toldInWords } from '../harness/kit.ts'
import { received } from '../harness/media.ts'
import { mintFor } from '../harness/tokens.ts'

const journey = setUpJourney()

it('turns a camera and a microphone off and on for those who watch and listen', async () => {
  const ada = await journey.person()
  const grace = await journey.person()
  await enterDirectly(ada, mintFor(journey.app, { userId: 'ada', roomId: 'studio' }), journey.server.url)
  const kitToken = mintFor(journey.app, { userId: 'grace', roomId: 'studio', userName: 'Grace' })
  await enterDirectly(grace, kitToken, journey.server.url)
  const tile = kitOn(ada.page).tile('Grace')
  const sum = async (): Promise<{ frames: number; packets: number }> => {
    const { framesDecoded, audioPackets } = await received(ada.page)
    return { frames: framesDecoded, packets: audioPackets }
  }
  await expect.poll(async () => (await sum()).frames).toBeGreaterThan(5)
  await tile.locator('video').waitFor()

  await grace.page.getByRole('button', { name: 'Camera' }).click()
  await grace.page.getByRole('button', { name: 'Microphone' }).click()
  await ada.page.getByRole('group', { name: /^Grace, microphone off/ }).waitFor()
  await tile.locator('video').waitFor({ state: 'detached' })
  // What was on its way has arrived by now.
  await ada.page.waitForTimeout(500)
  const still = await sum()
  await ada.page.waitForTimeout(1500)
  expect(await sum()).toEqual(still)
  expect(await grace.page.evaluate(() => window.kit.localStream)).toBeNull()

  await grace.page.getByRole('button', { name: 'Camera' }).click()
  await grace.page.getByRole('button', { name: 'Microphone' }).click()
  await tile.locator('video').waitFor()
  await expect.poll(async () => (await sum()).frames).toBeGreaterThan(still.frames + 5)
  await expect.poll(async () => (await sum()).packets).toBeGreaterThan(still.packets + 10)
  expect(await received(ada.page)).toMatchObject({ peersMade: 1, peersOpen: 1 })
  expect(await toldInWords(ada)).toEqual(['onJoinRoom', 'onUserJoin grace'])
})
