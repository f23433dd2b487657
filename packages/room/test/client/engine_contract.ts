// What every media engine must do, whatever carries the media. The fake passes it in Node, the mesh in a browser.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../src/client/clock.ts'
import type {
  EngineFactory,
  IncomingSignal,
  LinkState,
  MediaEngine,
  OutgoingSignal,
  TrackKind,
} from '../../src/client/index.ts'
import { maySendMedia } from '../../src/hub/index.ts'

export interface EngineUnderTest {
  readonly createFactory: () => EngineFactory
  readonly createTrack: (kind: TrackKind) => MediaStreamTrack
  /** How long a link may take, ms. */
  readonly patience: number
}

/** One engine and what it reported. */
interface Side {
  readonly peerId: string
  readonly engine: MediaEngine
  readonly sent: OutgoingSignal[]
  readonly links: Map<string, LinkState[]>
  readonly streams: Map<string, (MediaStream | null)[]>
  canPublish: boolean
  calls: number
}

/** Engines that reach each other: signals arrive later, in order, from each to each. */
interface Wire {
  side(peerId: string, canPublish?: boolean): Side
  /** Signals wait until it is false again. */
  held: boolean
  close(): void
}

function createWire(createFactory: () => EngineFactory): Wire {
  const sides = new Map<string, Side>()
  const queue: { readonly to: string; readonly signal: IncomingSignal }[] = []
  let over = false

  const deliver = (): void => {
    const next = wire.held ? undefined : queue.shift()
    if (next !== undefined && !over) sides.get(next.to)?.engine.receive(next.signal)
    if (!over) setTimeout(deliver, next === undefined ? 2 : 0)
  }

  const wire: Wire = {
    held: false,
    side(peerId, canPublish = true) {
      const links: Side['links'] = new Map()
      const streams: Side['streams'] = new Map()
      const sent: OutgoingSignal[] = []
      const state = { canPublish, calls: 0 }
      const engine = createFactory()({
        selfPeerId: peerId,
        get canPublish() {
          return state.canPublish
        },
        iceServers: [],
        clock: systemClock,
        send(signal) {
          state.calls += 1
          sent.push(signal)
          const { to, ...rest } = signal
          // What is not allowed to say never arrives, as with the hub.
          const denied = signal.description && !state.canPublish && maySendMedia(signal.description.sdp)
          if (!denied) queue.push({ to, signal: { ...rest, from: peerId } })
        },
        onStream(from, stream) {
          state.calls += 1
          streams.set(from, [...(streams.get(from) ?? []), stream])
        },
        onSpeaking() {
          state.calls += 1
        },
        onLink(from, link) {
          state.calls += 1
          links.set(from, [...(links.get(from) ?? []), link])
        },
      })
      const side: Side = {
        peerId,
        engine,
        sent,
        links,
        streams,
        get canPublish() {
          return state.canPublish
        },
        set canPublish(value) {
          state.canPublish = value
        },
        get calls() {
          return state.calls
        },
      }
      sides.set(peerId, side)
      return side
    },
    close() {
      over = true
      for (const { engine } of sides.values()) engine.close()
    },
  }
  deliver()
  return wire
}

function linkOf(one: Side, other: Side): LinkState {
  return one.links.get(other.peerId)?.at(-1) ?? 'connecting'
}

function streamOf(one: Side, other: Side): MediaStream | null {
  return one.streams.get(other.peerId)?.at(-1) ?? null
}

function meet(newcomer: Side, host: Side): void {
  host.engine.addPeer(newcomer.peerId, 'waits')
  newcomer.engine.addPeer(host.peerId, 'offers')
}

export function engineContract({ createFactory, createTrack, patience }: EngineUnderTest): void {
  const wires: Wire[] = []
  const newWire = (): Wire => {
    const wire = createWire(createFactory)
    wires.push(wire)
    return wire
  }
  afterEach(() => {
    for (const wire of wires.splice(0)) wire.close()
  })

  const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: patience, interval: 5 })
  const connected = (one: Side, other: Side): Promise<void> =>
    until(() => expect([linkOf(one, other), linkOf(other, one)]).toEqual(['connected', 'connected']))

  describe('links', () => {
    it.each([
      ['a', 'b'],
      ['b', 'a'],
    ])('connect when %s offers and %s waits', async (newcomer, host) => {
      const wire = newWire()
      const [one, other] = [wire.side(newcomer), wire.side(host)]
      meet(one, other)
      expect(one.links.size).toBe(0)
      await connected(one, other)
      expect(one.links.get(host)).toEqual(['connected'])
      expect(other.links.get(newcomer)).toEqual(['connected'])
    })

    it('connect when both offer at the same moment', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      wire.held = true
      one.engine.addPeer('b', 'offers')
      other.engine.addPeer('a', 'offers')
      await until(() => expect(Math.min(one.sent.length, other.sent.length)).toBeGreaterThan(0))
      wire.held = false
      await connected(one, other)
    })

    it('connect everybody with everybody', async () => {
      const wire = newWire()
      const [one, two, three] = [wire.side('a'), wire.side('b'), wire.side('c')]
      meet(two, one)
      meet(three, one)
      meet(three, two)
      await Promise.all([connected(one, two), connected(one, three), connected(two, three)])
    })

    it('say nothing about a peer who is not there', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      one.engine.addPeer('b', 'offers')
      await until(() => expect(one.sent.length).toBeGreaterThan(0))
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(other.calls).toBe(0)
    })

    it('end with a peer, and begin again when the peer comes back', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      meet(one, other)
      await connected(one, other)
      other.engine.removePeer('a')
      one.engine.removePeer('b')
      other.links.clear()
      one.links.clear()
      meet(other, one)
      await connected(one, other)
    })

    it.each(['a', 'b'])('begin anew from %s when signals were lost', async (restarting) => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      meet(one, other)
      await connected(one, other)
      const epochs = Math.max(...one.sent.map(({ epoch }) => epoch))
      const side = restarting === 'a' ? one : other
      side.engine.restartLinks()
      await until(() => expect(side.links.get(restarting === 'a' ? 'b' : 'a')).toContain('interrupted'))
      await connected(one, other)
      expect(Math.max(...side.sent.map(({ epoch }) => epoch))).toBeGreaterThan(epochs)
    })

    it('begin anew when both sides do at the same moment', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      meet(one, other)
      await connected(one, other)
      wire.held = true
      const before = [one.sent.length, other.sent.length]
      one.engine.restartLinks()
      other.engine.restartLinks()
      await until(() => {
        expect(one.sent.length).toBeGreaterThan(before[0] ?? 0)
        expect(other.sent.length).toBeGreaterThan(before[1] ?? 0)
      })
      wire.held = false
      await connected(one, other)
    })

    it('drop what belongs to an earlier epoch', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      meet(one, other)
      await connected(one, other)
      one.engine.restartLinks()
      await until(() => expect(one.links.get('b')).toEqual(['connected', 'interrupted', 'connected']))
      await connected(one, other)
      const stale = one.sent.find(({ description }) => description?.type === 'offer')
      const answers = other.sent.length
      if (stale !== undefined) {
        const { to: _, ...rest } = stale
        other.engine.receive({ ...rest, from: 'a' })
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(other.sent.slice(answers).filter(({ description }) => description)).toEqual([])
      expect(linkOf(other, one)).toBe('connected')
    })
  })

  describe('media', () => {
    it('arrives as one stream from who may publish', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      one.engine.setTrack('microphone', createTrack('microphone'))
      one.engine.setTrack('camera', createTrack('camera'))
      meet(one, other)
      await until(() => expect(streamOf(other, one)).not.toBeNull())
      await until(() => expect(streamOf(one, other)).not.toBeNull())
      await connected(one, other)
    })

    it('does not come from who may not publish, whichever side begins', async () => {
      for (const [newcomer, host] of [
        [true, false],
        [false, true],
        [false, false],
      ] as const) {
        const wire = newWire()
        const [one, other] = [wire.side('a', newcomer), wire.side('b', host)]
        one.engine.setTrack('camera', createTrack('camera'))
        other.engine.setTrack('camera', createTrack('camera'))
        meet(one, other)
        await connected(one, other)
        expect(streamOf(other, one) !== null).toBe(newcomer)
        expect(streamOf(one, other) !== null).toBe(host)
        for (const side of [one, other]) {
          const sending = side.sent.filter(({ description }) => description && maySendMedia(description.sdp))
          expect(sending.length > 0 && !side.canPublish).toBe(false)
        }
        wire.close()
      }
    })

    it('begins and ends with the grant', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a', false), wire.side('b')]
      meet(one, other)
      await connected(one, other)
      expect(streamOf(other, one)).toBeNull()
      one.canPublish = true
      one.engine.hostChanged()
      one.engine.setTrack('camera', createTrack('camera'))
      await until(() => expect(streamOf(other, one)).not.toBeNull())
      one.canPublish = false
      one.engine.setTrack('camera', null)
      one.engine.hostChanged()
      await until(() => expect(streamOf(other, one)).toBeNull())
      expect(linkOf(one, other)).toBe('connected')
    })

    it('is switched without a word to the other side', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      meet(one, other)
      await connected(one, other)
      const words = (): number => one.sent.filter(({ description }) => description).length
      const before = words()
      one.engine.setTrack('camera', createTrack('camera'))
      one.engine.setTrack('camera', createTrack('camera'))
      one.engine.setTrack('camera', null)
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(words()).toBe(before)
    })

    it('leaves tracks running: they belong to who brought them', () => {
      const wire = newWire()
      const one = wire.side('a')
      const track = createTrack('camera')
      one.engine.setTrack('camera', track)
      one.engine.setTrack('camera', null)
      one.engine.close()
      expect(track.readyState).toBe('live')
    })
  })

  describe('after the end', () => {
    it('nothing is said or reported any more, and nothing throws', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      meet(one, other)
      one.engine.close()
      one.engine.close()
      const { calls } = one
      await new Promise((resolve) => setTimeout(resolve, 100))
      one.engine.addPeer('c', 'offers')
      one.engine.receive({ from: 'b', epoch: 9, candidate: null })
      one.engine.removePeer('b')
      one.engine.refused('b')
      one.engine.restartLinks()
      one.engine.nudge()
      one.engine.hostChanged()
      one.engine.setTrack('camera', createTrack('camera'))
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(one.calls).toBe(calls)
    })
  })

  describe('signals without sense', () => {
    it('do no harm', async () => {
      const wire = newWire()
      const [one, other] = [wire.side('a'), wire.side('b')]
      const nonsense: IncomingSignal[] = [
        { from: 'nobody', epoch: 1, description: { type: 'offer', sdp: 'v=0\r\n' } },
        { from: 'b', epoch: 0, candidate: null },
        { from: 'b', epoch: 1, description: { type: 'answer', sdp: 'v=0\r\n' } },
        { from: 'b', epoch: Number.MAX_SAFE_INTEGER, candidate: null },
      ]
      one.engine.addPeer('b', 'waits')
      for (const signal of nonsense) one.engine.receive(signal)
      other.engine.addPeer('a', 'offers')
      await connected(one, other)
      one.engine.receive({ from: 'b', epoch: 7, description: { type: 'answer', sdp: 'v=0\r\n' } })
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(one.links.get('b')).toEqual(['connected'])
    })
  })
}
