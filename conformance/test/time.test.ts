// The end of a token: out within a second after it and never before; a fresh one keeps a person in, unnoticed.
import { describe, expect, it } from 'vitest'
import { generateKitTokenForProduction, read } from '@roompass/token'
import { closeCodes } from '@roompass/room/protocol'
import { setUpJourney } from '../harness/journey.ts'
import { enterDirectly, kitOn, told, toldInWords } from '../harness/kit.ts'
import { longestFreeze, received } from '../harness/media.ts'
import { enterRaw } from '../harness/raw_client.ts'
import { mintFor } from '../harness/tokens.ts'

const journey = setUpJourney()
const nowSeconds = (): number => Math.floor(Date.now() / 1000)

describe('a token of a few seconds', () => {
  it('puts the person out within a second after its end, never early, and says why', async () => {
    const ada = await enterRaw(journey.server.url, mintFor(journey.app, { userId: 'ada', roomId: 'dusk' }))
    const grace = await journey.person()
    const { token } = await (await fetch(`${journey.server.url}/v1/token?userID=grace&expired_ts=4`)).json()
    const kitToken = generateKitTokenForProduction(journey.app.appId, token, 'dusk', 'grace', 'Grace')
    const expiresAt = read(kitToken).expiresAt * 1000
    await enterDirectly(grace, kitToken, journey.server.url, { turnOnCameraWhenJoining: false })
    await kitOn(grace.page).heading.getByText('Your pass has expired').waitFor()
    const [socket] = await grace.sockets()
    expect(socket).toMatchObject({ code: closeCodes.token_expired, reason: 'token_expired' })
    expect((socket?.closedAt ?? 0) - expiresAt).toBeGreaterThanOrEqual(0)
    expect((socket?.closedAt ?? 0) - expiresAt).toBeLessThanOrEqual(1000)
    expect(await toldInWords(grace)).toEqual(['onJoinRoom', 'onUserJoin ada', 'onTokenWillExpire', 'onLeaveRoom'])
    expect(await kitOn(grace.page).rejoin.count()).toBe(0)
    expect(await grace.sockets()).toHaveLength(1)
    expect(await ada.first('left')).toMatchObject({ reason: 'token_expired' })
    expect(ada.heard.filter(({ type }) => type === 'left')).toHaveLength(1)
    await ada.leave()
  })

  it('is outlived with a fresh one: pictures go on, and nobody hears of it', async () => {
    const ada = await journey.person()
    const grace = await journey.person()
    await enterDirectly(ada, mintFor(journey.app, { userId: 'ada', roomId: 'dawn' }), journey.server.url)
    const mintedAt = nowSeconds()
    const short = mintFor(journey.app, { userId: 'grace', roomId: 'dawn', expiresIn: 8, mintedAt })
    await enterDirectly(grace, short, journey.server.url)
    for (const { page } of [ada, grace]) {
      await expect.poll(async () => (await received(page)).framesDecoded).toBeGreaterThan(5)
    }
    const before = { ada: await toldInWords(ada), grace: await toldInWords(grace) }
    expect(before.grace).toContain('onTokenWillExpire')

    const freeze = longestFreeze(
      ada.page,
      async () => {
        const fresh = mintFor(journey.app, { userId: 'grace', roomId: 'dawn', expiresIn: 600 })
        expect(await grace.page.evaluate((kitToken) => window.kit.renewToken(kitToken), fresh)).toBe(true)
        await grace.page.waitForTimeout((mintedAt + 8) * 1000 - Date.now() + 1200)
      },
      0,
    )
    expect(await freeze).toBeLessThan(1500)
    expect(await toldInWords(ada)).toEqual(before.ada)
    expect(await toldInWords(grace)).toEqual(before.grace)
    expect(await kitOn(grace.page).controls.isVisible()).toBe(true)
    expect(await received(ada.page)).toMatchObject({ peersMade: 1, peersOpen: 1 })
    expect((await told(ada)).filter(({ name }) => name === 'onUserLeave')).toEqual([])
  })

  it('is not outlived with a token of somebody else, of another room, or with none', async () => {
    const grace = await journey.person()
    await enterDirectly(grace, mintFor(journey.app, { userId: 'grace', roomId: 'noon' }), journey.server.url, {
      turnOnCameraWhenJoining: false,
    })
    const renew = (kitToken: string): Promise<boolean> =>
      grace.page.evaluate((token) => window.kit.renewToken(token), kitToken)
    expect(await renew(mintFor(journey.app, { userId: 'ada', roomId: 'noon' }))).toBe(false)
    expect(await renew(mintFor(journey.app, { userId: 'grace', roomId: 'dusk' }))).toBe(false)
    expect(await renew('hello')).toBe(false)
    expect(await kitOn(grace.page).controls.isVisible()).toBe(true)
    expect(await renew(mintFor(journey.app, { userId: 'grace', roomId: 'noon' }))).toBe(true)
  })
})
