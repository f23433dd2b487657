// An engine without media: links connect as soon as two sides have exchanged signals, and a test says who speaks, what is
// received and which link breaks. Its signals pass the hub's rules as real ones do.
import type { SessionDescription } from '../../protocol/index.ts'
import type { EngineFactory, EngineHost, IncomingSignal, LinkState, MediaEngine, TrackKind } from './engine.ts'

/** A factory for one client that keeps what it made in a test's hands. */
export interface FakeEngine extends EngineFactory {
  /** Everybody there is a link to, in the order in which they came. */
  readonly peers: readonly string[]
  readonly tracks: Readonly<Record<TrackKind, MediaStreamTrack | null>>
  /** How many engines it has made: one for each seat. */
  readonly made: number
  /** False before the first and after the end of the last engine. */
  readonly running: boolean
  emitStream(peerId: string, stream: MediaStream | null): void
  emitSpeaking(peerId: string, speaking: boolean): void
  emitLink(peerId: string, link: LinkState): void
}

export interface FakeEngineOptions {
  /** What is received from a peer who may send. Default: an empty MediaStream, null where there is none. */
  readonly createStream?: (peerId: string) => MediaStream | null
}

/** A fake engine; `emit…` speak for the engine made last and do nothing when none runs. */
export function createFakeEngine(options: FakeEngineOptions = {}): FakeEngine {
  const createStream = options.createStream ?? emptyStream
  let last: Fake | null = null
  let made = 0
  const factory = (host: EngineHost): MediaEngine => {
    made += 1
    last = createFake(host, createStream)
    return last
  }
  const host = (): EngineHost | null => (last?.running === true ? last.host : null)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- defineProperties does not say what it defined
  return Object.defineProperties(factory, {
    peers: { get: () => [...(last?.links.keys() ?? [])] },
    tracks: { get: () => last?.tracks ?? { microphone: null, camera: null } },
    made: { get: () => made },
    running: { get: () => last?.running === true },
    emitStream: { value: (peerId: string, stream: MediaStream | null) => host()?.onStream(peerId, stream) },
    emitSpeaking: { value: (peerId: string, speaking: boolean) => host()?.onSpeaking(peerId, speaking) },
    emitLink: { value: (peerId: string, link: LinkState) => last?.setLink(peerId, link) },
  }) as FakeEngine
}

interface FakeLink {
  epoch: number
  state: LinkState
  /** Whether the peer's last description said that it sends. */
  receives: boolean
}

interface Fake extends MediaEngine {
  readonly host: EngineHost
  readonly links: ReadonlyMap<string, FakeLink>
  readonly tracks: Record<TrackKind, MediaStreamTrack | null>
  readonly running: boolean
  setLink(peerId: string, state: LinkState): void
}

function createFake(host: EngineHost, createStream: (peerId: string) => MediaStream | null): Fake {
  const links = new Map<string, FakeLink>()
  const tracks: Record<TrackKind, MediaStreamTrack | null> = { microphone: null, camera: null }
  let running = true
  let published = host.canPublish

  const describe = (to: string, epoch: number, type: SessionDescription['type']): void =>
    host.send({ to, epoch, description: { type, sdp: sdpOf(host.canPublish) } })

  const setLink = (peerId: string, state: LinkState): void => {
    const link = links.get(peerId)
    if (link === undefined || link.state === state) return
    link.state = state
    host.onLink(peerId, state)
  }
  const offer = (peerId: string, link: FakeLink): void => {
    if (link.state === 'connected') setLink(peerId, 'interrupted')
    link.epoch += 1
    describe(peerId, link.epoch, 'offer')
  }
  const take = (peerId: string, link: FakeLink, { sdp }: SessionDescription): void => {
    const receives = sdp.includes('a=sendrecv')
    if (receives !== link.receives) {
      link.receives = receives
      host.onStream(peerId, receives ? createStream(peerId) : null)
    }
    setLink(peerId, 'connected')
  }
  const receive = ({ from, epoch, description }: IncomingSignal): void => {
    const link = links.get(from)
    if (link === undefined || description === undefined || epoch < link.epoch) return
    if (description.type === 'answer' && epoch > link.epoch) return
    link.epoch = epoch
    take(from, link, description)
    if (description.type === 'offer') describe(from, epoch, 'answer')
  }

  return {
    host,
    links,
    tracks,
    get running() {
      return running
    },
    setLink,
    addPeer(peerId, role) {
      if (!running || links.has(peerId) || peerId === host.selfPeerId) return
      const link: FakeLink = { epoch: 0, state: 'connecting', receives: false }
      links.set(peerId, link)
      if (role === 'offers') offer(peerId, link)
    },
    removePeer: (peerId) => void links.delete(peerId),
    receive,
    refused(peerId) {
      const link = links.get(peerId)
      if (link !== undefined) offer(peerId, link)
    },
    restartLinks() {
      for (const [peerId, link] of links) offer(peerId, link)
    },
    nudge() {
      for (const [peerId, link] of links) if (link.state === 'interrupted') offer(peerId, link)
    },
    setTrack(kind, track) {
      if (running) tracks[kind] = track
    },
    hostChanged() {
      if (published === host.canPublish) return
      published = host.canPublish
      for (const [peerId, link] of links) if (link.epoch > 0) describe(peerId, link.epoch, 'offer')
    },
    close() {
      running = false
      links.clear()
    },
  }
}

/** The least that says whether its sender sends media. */
function sdpOf(sends: boolean): string {
  const direction = sends ? 'sendrecv' : 'recvonly'
  return ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', `a=${direction}`, ''].join('\r\n')
}

function emptyStream(): MediaStream | null {
  return typeof MediaStream === 'undefined' ? null : new MediaStream()
}
