// Who may only watch receives and never sends: not through the kit, and not with a client that lies.
import { describe, expect, it } from 'vitest'
import { setUpJourney } from '../harness/journey.ts'
import { enterDirectly, kitOn, toldInWords } from '../harness/kit.ts'
import { received } from '../harness/media.ts'
import { enterRaw, sayHello } from '../harness/raw_client.ts'
import { mintFor } from '../harness/tokens.ts'

const journey = setUpJourney()
const watcher = { userId: 'vera', roomId: 'stage', userName: 'Vera', publish: false }

/** An offer or an answer of one audio and one video section, each with `direction`. */
function sdpWith(direction: string): string {
  const section = (media: string, mid: number, format: string): string[] => [
    `m=${media} 9 UDP/TLS/RTP/SAVPF ${format.split(' ')[0]}`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${mid}`,
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
    'a=setup:actpass',
    'a=rtcp-mux',
    `a=rtpmap:${format}`,
    ...(direction === '' ? [] : [`a=${direction}`]),
  ]
  const lines = ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1']
  return [...lines, ...section('audio', 0, '111 opus/48000/2'), ...section('video', 1, '96 VP8/90000'), ''].join('\r\n')
}

describe('somebody who may only watch', () => {
  it('sees and hears, is asked for no devices, and sends nothing', async () => {
    const ada = await journey.person()
    await enterDirectly(
      ada,
      mintFor(journey.app, { userId: 'ada', roomId: 'stage', userName: 'Ada' }),
      journey.server.url,
    )
    const vera = await journey.person()
    await enterDirectly(vera, mintFor(journey.app, watcher), journey.server.url)
    await vera.page.getByText('You are watching only').waitFor()
    await kitOn(ada.page).tile('Vera').waitFor()
    await expect.poll(async () => (await received(vera.page)).framesDecoded).toBeGreaterThan(20)
    await expect.poll(async () => (await received(vera.page)).audioEnergy).toBeGreaterThan(0)
    expect(await kitOn(vera.page).controls.getByRole('button').allTextContents()).toEqual(['Leave'])
    expect((await received(ada.page)).bytes).toBe(0)
    const sent = await vera.page.evaluate(() =>
      window.roompassProbe.peers.flatMap((peer) => peer.getSenders().map(({ track }) => track)),
    )
    expect(sent.filter((track) => track !== null)).toEqual([])
  })

  it.each([
    ['an offer that sends', 'offer', 'sendrecv'],
    ['an offer that only sends', 'offer', 'sendonly'],
    ['an offer without a direction, which means to send', 'offer', ''],
    ['an answer that sends', 'answer', 'sendrecv'],
  ])('cannot make others receive with %s', async (_, type, direction) => {
    const ada = await journey.person()
    await enterDirectly(ada, mintFor(journey.app, { userId: 'ada', roomId: 'stage' }), journey.server.url, {
      turnOnCameraWhenJoining: false,
    })
    const liar = await enterRaw(journey.server.url, mintFor(journey.app, watcher))
    await kitOn(ada.page).tile('Vera').waitFor()
    const [person] = (await liar.first('welcome')).people
    liar.say({ type: 'signal', to: person?.peerId, epoch: 1, description: { type, sdp: sdpWith(direction) } })
    expect(await liar.first('refused')).toMatchObject({ of: 'signal', code: 'publish_denied', peerId: person?.peerId })
    await ada.page.waitForTimeout(200)
    expect(ada.frames.filter(({ sent, type: heard }) => !sent && heard === 'signal')).toEqual([])
    expect(await received(ada.page)).toMatchObject({ bytes: 0, framesDecoded: 0 })
    expect(await toldInWords(ada)).toEqual(['onJoinRoom', 'onUserJoin vera'])
    await liar.leave()
  })

  it('may say what only receives', async () => {
    const ada = await enterRaw(journey.server.url, mintFor(journey.app, { userId: 'ada', roomId: 'stage' }))
    const vera = await enterRaw(journey.server.url, mintFor(journey.app, watcher))
    const [person] = (await vera.first('welcome')).people
    const description = { type: 'offer', sdp: sdpWith('recvonly') }
    vera.say({ type: 'signal', to: person?.peerId, epoch: 1, description })
    expect(await ada.first('signal')).toMatchObject({ description })
    await Promise.all([ada.leave(), vera.leave()])
  })

  it('cannot say that a camera is on, neither in hello nor later', async () => {
    const ada = await enterRaw(journey.server.url, mintFor(journey.app, { userId: 'ada', roomId: 'stage' }))
    const media = { microphone: true, camera: true }
    const liar = await sayHello(journey.server.url, mintFor(journey.app, watcher), { media })
    expect(await liar.first('welcome')).toMatchObject({ self: { microphone: false, camera: false, publish: false } })
    expect(await ada.first('joined')).toMatchObject({ person: { microphone: false, camera: false, publish: false } })
    liar.say({ type: 'media', ...media })
    expect(await liar.first('refused')).toMatchObject({ of: 'media', code: 'publish_denied' })
    expect(ada.heard.map(({ type }) => type)).toEqual(['welcome', 'joined'])
    await Promise.all([ada.leave(), liar.leave()])
  })
})
