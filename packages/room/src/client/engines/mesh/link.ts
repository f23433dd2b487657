// The link to one peer: a row of peer connections, one at a time, each with an epoch. What belongs to an earlier epoch is
// dropped; what belongs to a later one replaces what is here.
import type { SignalBody } from '../../../protocol/index.ts'
import type { EngineHost, IncomingSignal, LinkState, TrackKind } from '../engine.ts'
import { limitBitrate } from './bitrate.ts'
import { createMedia, type Media, type Tracks } from './media.ts'
import { createNegotiation, type Negotiation, type NegotiationOptions } from './negotiation.ts'
import type { MeshPorts } from './ports.ts'
import { createRecovery } from './recovery.ts'

export interface LinkOptions {
  readonly peerId: string
  readonly host: EngineHost
  readonly ports: MeshPorts
  /** Names the own stream; its tracks do not matter. */
  readonly stream: MediaStream
  readonly tracks: () => Tracks
  /** Bits per second of video. */
  readonly videoLimit: () => number
}

export interface Link {
  /** Begins, or begins anew, from this side. */
  start(): void
  receive(signal: IncomingSignal): void
  refused(): void
  nudge(): void
  setTrack(kind: TrackKind, track: MediaStreamTrack | null): void
  hostChanged(): void
  /** The room has another size. */
  limit(): void
  readonly audio: RTCRtpReceiver | null
  close(): void
}

interface Session {
  readonly pc: RTCPeerConnection
  readonly media: Media
  readonly negotiation: Negotiation
}

export function createLink({ peerId, host, ports, stream, tracks, videoLimit }: LinkOptions): Link {
  // Peer ids are random: which side is polite says nothing about the people.
  const polite = host.selfPeerId > peerId
  let epoch = 0
  let session: Session | null = null
  let state: LinkState = 'connecting'
  let received: readonly MediaStreamTrack[] = []
  let closed = false

  const become = (next: LinkState): void => {
    if (state === next) return
    state = next
    host.onLink(peerId, next)
  }

  const recovery = createRecovery(host.clock, {
    restartIce: () => session?.pc.restartIce(),
    rebuild: () => start(),
  })

  const drop = (): void => {
    session?.negotiation.close()
    if (session !== null) session.pc.onconnectionstatechange = null
    session?.pc.close()
    session = null
  }

  const open = (at: number, begins: boolean): Session => {
    drop()
    epoch = at
    const pc = ports.createPeerConnection(configurationOf(host))
    const media = createMedia({ pc, stream, tracks, mayPublish: () => host.canPublish })
    const mine: Session = { pc, media, negotiation: createNegotiation(negotiationOf(pc, media, at, begins)) }
    session = mine
    pc.onconnectionstatechange = () => {
      if (session === mine) changed(pc.connectionState)
    }
    if (state === 'connected') become('interrupted')
    recovery.began()
    return mine
  }

  const negotiationOf = (pc: RTCPeerConnection, media: Media, at: number, begins: boolean): NegotiationOptions => ({
    pc,
    polite,
    begins,
    send: (body: SignalBody) => host.send({ to: peerId, epoch: at, ...body }),
    prepareAnswer: () => media.adopt(),
    onSettled() {
      tellStream(media.received())
      limit()
    },
    onYield(bodies: readonly SignalBody[]) {
      const { negotiation } = open(at, false)
      for (const body of bodies) negotiation.receive(body)
    },
    onBroken: () => recovery.broken(),
  })

  const changed = (now: RTCPeerConnectionState): void => {
    if (now === 'connected') become('connected')
    else if ((now === 'disconnected' || now === 'failed') && state === 'connected') become('interrupted')
    recovery.changed(now)
  }

  const tellStream = (next: readonly MediaStreamTrack[]): void => {
    if (next.length === received.length && next.every((track, index) => track === received[index])) return
    received = next
    host.onStream(peerId, next.length === 0 ? null : ports.createStream(next))
  }

  const limit = (): void => {
    const sender = session?.media.sender('camera')
    if (sender) void limitBitrate(sender, videoLimit())
  }

  const start = (): void => {
    if (!closed) open(epoch + 1, true).media.create()
  }

  // A peer that waits for somebody who never comes begins itself.
  recovery.began()

  return {
    start,
    receive(signal) {
      if (closed || signal.epoch < epoch) return
      if (signal.epoch > epoch) {
        // An answer answers an offer of this side, and this side has made none there.
        if (signal.description?.type === 'answer' || !Number.isSafeInteger(signal.epoch + 1)) return
        open(signal.epoch, false)
      }
      session?.negotiation.receive(signal)
    },
    refused: () => recovery.broken(),
    nudge: () => recovery.nudge(),
    setTrack: (kind, track) => session?.media.setTrack(kind, track),
    hostChanged() {
      session?.pc.setConfiguration(configurationOf(host))
      session?.media.redirect()
    },
    limit,
    get audio() {
      return session?.media.receiver('microphone') ?? null
    },
    close() {
      closed = true
      recovery.stop()
      drop()
    },
  }
}

/** One transport for both media: half the candidates, half the signals. */
function configurationOf({ iceServers }: EngineHost): RTCConfiguration {
  return {
    bundlePolicy: 'max-bundle',
    iceServers: iceServers.map(({ urls, ...rest }) => ({
      ...rest,
      urls: typeof urls === 'string' ? urls : [...urls],
    })),
  }
}
