// What carries media between people: the interface every engine implements and what it gets from the client.
// Engines know links and tracks; who is in the room and who may do what is the client's and the hub's.
import type { IceServer, SignalBody } from '../../protocol/index.ts'
import type { ClientClock } from '../clock.ts'

/** `interrupted`: it was connected and is being restored. */
export type LinkState = 'connecting' | 'connected' | 'interrupted'

/** The two things a person can send. */
export type TrackKind = 'microphone' | 'camera'

/** A signal to a peer. */
export type OutgoingSignal = { readonly to: string; readonly epoch: number } & SignalBody

/** A signal from a peer. */
export type IncomingSignal = { readonly from: string; readonly epoch: number } & SignalBody

/** What an engine gets. The engine calls none of these after `close`. */
export interface EngineHost {
  readonly selfPeerId: string
  /** May change; `hostChanged` tells. */
  readonly canPublish: boolean
  /** May change; `hostChanged` tells. */
  readonly iceServers: readonly IceServer[]
  readonly clock: ClientClock
  /** Signals arrive in order, also after a break of the connection to the room. */
  send(signal: OutgoingSignal): void
  /** What is received from a peer now; null for nothing. A new object when the set of tracks changes. */
  onStream(peerId: string, stream: MediaStream | null): void
  /** A peer, or oneself by `selfPeerId`, began or stopped speaking. */
  onSpeaking(peerId: string, speaking: boolean): void
  /** A link begins as 'connecting' without being told. */
  onLink(peerId: string, link: LinkState): void
}

/** The media side of one stay. No method throws; signals and calls about unknown peers are ignored. */
export interface MediaEngine {
  /** A person is there. `offers`: this side begins; else it waits for the peer's first signal. */
  addPeer(peerId: string, role: 'offers' | 'waits'): void
  removePeer(peerId: string): void
  receive(signal: IncomingSignal): void
  /** The hub refused a description to this peer: what was agreed on is void. */
  refused(peerId: string): void
  /** Signals were lost: every link begins anew from this side. */
  restartLinks(): void
  /** The network, or the connection to the room, is back: links in trouble try again at once. */
  nudge(): void
  /** Null: off. */
  setTrack(kind: TrackKind, track: MediaStreamTrack | null): void
  /** `canPublish` or `iceServers` of the host have changed. */
  hostChanged(): void
  /** Ends every link; tracks stay the caller's. */
  close(): void
}

/** Makes the engine of one stay. */
export type EngineFactory = (host: EngineHost) => MediaEngine
