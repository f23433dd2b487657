// The fake engine keeps the contract, and does what a test tells it.
import { describe, expect, it } from 'vitest'
import { createFakeEngine } from '../../../src/client/index.ts'
import { createNetwork, enter } from '../network.ts'
import { engineContract } from '../engine_contract.ts'

describe('the fake engine', () => {
  engineContract({
    createFactory: () =>
      createFakeEngine({
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fake only passes it on
        createStream: (peerId) => ({ id: peerId }) as MediaStream,
      }),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fake only passes it on
    createTrack: (kind) => ({ kind, readyState: 'live' }) as unknown as MediaStreamTrack,
    patience: 1000,
  })

  it('connects real clients through the hub, those who only watch among them', async () => {
    const network = createNetwork()
    const ada = await enter(network)
    const grace = await enter(network, { userId: 'grace', publish: false })
    expect(ada.client.participants).toMatchObject([{ userId: 'grace', link: 'connected', publish: false }])
    expect(grace.client.participants).toMatchObject([{ userId: 'ada', link: 'connected' }])
    expect(grace.events.refused).toEqual([])
  })

  it('says nothing for who is not there', () => {
    const fake = createFakeEngine()
    fake.emitSpeaking('x', true)
    fake.emitLink('x', 'connected')
    fake.emitStream('x', null)
    expect([fake.peers, fake.made, fake.running]).toEqual([[], 0, false])
  })
})
