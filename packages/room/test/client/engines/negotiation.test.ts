// The mesh on fake peer connections, under random interleavings: whatever happens in whatever order, two people end up
// with one settled, connected link. The clock stands still, so that no timer can come to the rescue.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMeshEngine, type LinkState, type MediaEngine } from '../../../src/client/index.ts'
import { createFakeClock, type FakeClock } from '../../hub/fake_clock.ts'
import { FakePeerConnection, sdpOf, type FakeWorld } from './fake_peer_connection.ts'

type Scheduler = Pick<fc.Scheduler, 'schedule'>

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve()
}

/** Things happen in the order in which they were begun, each after what the one before it set off, as tasks of a browser do. */
const inOrder: Scheduler = {
  async schedule(task) {
    await turns(20)
    return task
  },
}

const settle = (): Promise<void> => turns(3000)

interface Side {
  readonly engine: MediaEngine
  readonly connections: FakePeerConnection[]
  readonly pc: FakePeerConnection
  readonly links: LinkState[]
  readonly epochs: number[]
  canPublish: boolean
}

interface Pair {
  readonly ada: Side
  readonly grace: Side
  readonly world: FakeWorld
  readonly clock: FakeClock
  /** Negotiations that failed. */
  readonly broken: number
}

function createPair(scheduler: Scheduler): Pair {
  const world: FakeWorld = { faults: [], tick: (label) => scheduler.schedule(Promise.resolve(), label) }
  const clock = createFakeClock()
  const sides = new Map<string, Side>()
  let broken = 0

  const create = (peerId: string): Side => {
    const connections: FakePeerConnection[] = []
    const links: LinkState[] = []
    const epochs: number[] = []
    const state = { canPublish: true }
    // Each direction is a queue: the hub keeps the order between two people.
    let wire: Promise<unknown> = Promise.resolve()
    const engine = createMeshEngine({
      ports: {
        createPeerConnection() {
          const pc = new FakePeerConnection(world)
          connections.push(pc)
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the fake has what the mesh uses
          return pc as unknown as RTCPeerConnection
        },
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- passed on, never used
        createStream: (tracks) => ({ tracks }) as unknown as MediaStream,
        createMeter: () => ({ level: () => 0, stop: () => undefined }),
      },
    })({
      selfPeerId: peerId,
      get canPublish() {
        return state.canPublish
      },
      iceServers: [],
      clock: {
        now: () => clock.now(),
        setTimer(at, run) {
          // The wait before a broken link is built anew; no other wait is as long.
          if (at - clock.now() === 1000) broken += 1
          return clock.setTimer(at, run)
        },
      },
      send({ to, ...rest }) {
        epochs.push(rest.epoch)
        wire = deliver(wire, () => sides.get(to)?.engine.receive({ ...rest, from: peerId }))
      },
      onStream: () => undefined,
      onSpeaking: () => undefined,
      onLink: (_, link) => links.push(link),
    })
    const side: Side = {
      engine,
      connections,
      links,
      epochs,
      get pc() {
        const pc = connections.at(-1)
        if (pc === undefined) throw new Error('no connection was made')
        return pc
      },
      get canPublish() {
        return state.canPublish
      },
      set canPublish(value) {
        state.canPublish = value
      },
    }
    sides.set(peerId, side)
    return side
  }
  const deliver = async (before: Promise<unknown>, run: () => void): Promise<void> => {
    await before
    await scheduler.schedule(Promise.resolve(), 'signal')
    run()
  }
  return {
    ada: create('ada'),
    grace: create('grace'),
    world,
    clock,
    get broken() {
      return broken
    },
  }
}

function receiving({ pc }: Side): boolean[] {
  return pc.getTransceivers().map(({ currentDirection }) => /^(sendrecv|recvonly)$/.test(currentDirection ?? ''))
}

/** What two people must have in the end, whatever happened. */
function expectOneGoodLink({ ada, grace, world, broken }: Pair): void {
  expect(world.faults).toEqual([])
  expect(broken).toBe(0)
  for (const side of [ada, grace]) {
    expect(side.pc.signalingState).toBe('stable')
    expect(side.pc.connectionState).toBe('connected')
    expect(side.links.at(-1)).toBe('connected')
    expect(side.pc.getTransceivers().map(({ kind }) => kind)).toEqual(['audio', 'video'])
    expect(side.connections.filter(({ connectionState }) => connectionState !== 'closed')).toHaveLength(1)
  }
  expect(ada.epochs.at(-1)).toBe(grace.epochs.at(-1))
  // Both speak of the same generation, and of the same directions.
  expect(sdpOf(ada.pc.remoteDescription?.sdp ?? '').ufrag).toBe(grace.pc.ufrag)
  expect(sdpOf(grace.pc.remoteDescription?.sdp ?? '').ufrag).toBe(ada.pc.ufrag)
  expect(receiving(ada)).toEqual([grace.canPublish, grace.canPublish])
  expect(receiving(grace)).toEqual([ada.canPublish, ada.canPublish])
}

const roles = fc.constantFrom(['offers', 'waits'] as const, ['waits', 'offers'] as const, ['offers', 'offers'] as const)

const action = fc.record({
  who: fc.constantFrom('ada' as const, 'grace' as const),
  what: fc.constantFrom('restartIce' as const, 'restartLinks' as const, 'publish' as const, 'watch' as const),
})

function act(side: Side, what: 'restartIce' | 'restartLinks' | 'publish' | 'watch'): void {
  if (what === 'restartLinks') return side.engine.restartLinks()
  if (what === 'restartIce') return side.connections.at(-1)?.restartIce()
  side.canPublish = what === 'publish'
  side.engine.hostChanged()
}

describe('negotiation under random interleavings', () => {
  it('connects, whoever offers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), roles, async (scheduler, [adas, graces]) => {
        const pair = createPair(scheduler)
        pair.ada.engine.addPeer('grace', adas)
        pair.grace.engine.addPeer('ada', graces)
        await scheduler.waitIdle()
        expectOneGoodLink(pair)
      }),
      { numRuns: 300 },
    )
  })

  it('settles after both sides did anything at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        roles,
        fc.array(action, { maxLength: 6 }),
        async (scheduler, [adas, graces], script) => {
          const pair = createPair(scheduler)
          pair.ada.engine.addPeer('grace', adas)
          pair.grace.engine.addPeer('ada', graces)
          scheduler.scheduleSequence(
            script.map(({ who, what }) => ({ label: `${who} ${what}`, builder: async () => act(pair[who], what) })),
          )
          await scheduler.waitIdle()
          expectOneGoodLink(pair)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('settles both sides’ ICE restarts on the connections there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const pair = createPair(scheduler)
        pair.ada.engine.addPeer('grace', 'waits')
        pair.grace.engine.addPeer('ada', 'offers')
        await scheduler.waitIdle()
        const before = [pair.ada.pc.ufrag, pair.grace.pc.ufrag]
        pair.ada.pc.restartIce()
        pair.grace.pc.restartIce()
        await scheduler.waitIdle()
        expectOneGoodLink(pair)
        expect([pair.ada.connections.length, pair.grace.connections.length]).toEqual([1, 1])
        expect(pair.ada.pc.ufrag).not.toBe(before[0])
        expect(pair.grace.pc.ufrag).not.toBe(before[1])
      }),
      { numRuns: 300 },
    )
  })
})

async function connect(): Promise<Pair> {
  const pair = createPair(inOrder)
  pair.ada.engine.addPeer('grace', 'waits')
  pair.grace.engine.addPeer('ada', 'offers')
  await settle()
  expectOneGoodLink(pair)
  return pair
}

describe('who may not publish', () => {
  it.each([
    ['offers', 'waits'],
    ['waits', 'offers'],
  ] as const)('sends no track, whatever is switched on, when this side %s', async (adas, graces) => {
    const pair = createPair(inOrder)
    pair.ada.canPublish = false
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- passed on, never used
    const camera = { kind: 'video' } as MediaStreamTrack
    pair.ada.engine.setTrack('camera', camera)
    pair.ada.engine.addPeer('grace', adas)
    pair.grace.engine.addPeer('ada', graces)
    await settle()
    expectOneGoodLink(pair)
    const tracks = (): unknown[] => pair.ada.pc.getTransceivers().map(({ sender }) => sender.track)
    expect(tracks()).toEqual([null, null])
    pair.ada.canPublish = true
    pair.ada.engine.hostChanged()
    await settle()
    expect(tracks()).toEqual([null, camera])
    expectOneGoodLink(pair)
  })
})

describe('a link whose network fails', () => {
  it('is interrupted, restarts on the same connection, and is connected again', async () => {
    const pair = await connect()
    const before = pair.ada.pc.ufrag
    pair.ada.pc.turn('disconnected')
    expect(pair.ada.links).toEqual(['connected', 'interrupted'])
    pair.clock.advance(2000)
    await settle()
    expect(pair.ada.links).toEqual(['connected', 'interrupted', 'connected'])
    expect(pair.ada.pc.ufrag).not.toBe(before)
    expect(pair.ada.connections).toHaveLength(1)
    expectOneGoodLink(pair)
  })

  it('is built anew with the next epoch after restarts have not helped', async () => {
    const pair = await connect()
    for (let time = 0; time < 4; time += 1) {
      pair.grace.pc.turn('connecting')
      pair.grace.pc.turn('failed')
    }
    await settle()
    expect(pair.grace.epochs.at(-1)).toBe(2)
    expect([pair.ada.connections.length, pair.grace.connections.length]).toEqual([2, 2])
    expectOneGoodLink(pair)
  })

  it('is begun by who waits when nobody comes for half a minute', async () => {
    const pair = createPair(inOrder)
    pair.ada.engine.addPeer('grace', 'waits')
    pair.grace.engine.addPeer('ada', 'waits')
    await settle()
    expect(pair.ada.connections).toHaveLength(0)
    pair.clock.advance(30_000)
    await settle()
    expectOneGoodLink(pair)
  })

  it('is built anew a second after the hub refused a description', async () => {
    const pair = await connect()
    pair.ada.canPublish = false
    pair.ada.engine.refused('grace')
    pair.clock.advance(1000)
    await settle()
    expect(pair.ada.epochs.at(-1)).toBe(2)
    expect(receiving(pair.grace)).toEqual([false, false])
    expect(receiving(pair.ada)).toEqual([true, true])
  })

  it('survives nonsense from the peer: it is built anew', async () => {
    const pair = await connect()
    pair.ada.engine.receive({ from: 'grace', epoch: 1, description: { type: 'offer', sdp: 'no sdp' } })
    await settle()
    expect(pair.broken).toBe(1)
    pair.clock.advance(1000)
    await settle()
    expect(pair.ada.epochs.at(-1)).toBe(2)
    expect(pair.ada.pc.connectionState).toBe('connected')
  })
})
