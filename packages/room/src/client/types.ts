// What applications see of the room client: states, participants, events, options. No behaviour.
import type { CloseName, OwnRefusedCode, RefusedCode } from '../protocol/index.ts'
import type { ClientClock } from './clock.ts'
import type { EngineFactory, LinkState, TrackKind } from './engines/engine.ts'
import type { UseTickets } from './use_tickets.ts'

/**
 * Where a client is between the door and the end. `attempt` counts from 1; `since` is the clock's milliseconds.
 * While `reconnecting`, media goes on: only the connection to the room is being restored.
 */
export type RoomState =
  | { readonly name: 'idle' }
  | { readonly name: 'connecting'; readonly attempt: number }
  | { readonly name: 'joined'; readonly since: number }
  | { readonly name: 'reconnecting'; readonly attempt: number; readonly since: number }
  | { readonly name: 'left'; readonly why: 'self' }
  | { readonly name: 'ended'; readonly why: CloseName | 'unreachable' }

/** A person in the room at one moment: a frozen copy, replaced when something about the person changes. */
export interface Participant {
  /** Names one stay in the room. */
  readonly peerId: string
  readonly userId: string
  /** May be ''. */
  readonly userName: string
  readonly isSelf: boolean
  /** Whether the person may send media. Of who may not nothing is shown or heard here, whatever they send. */
  readonly publish: boolean
  /** Whether it is on, as the person says. */
  readonly microphone: boolean
  readonly camera: boolean
  readonly speaking: boolean
  /** Audio and video received from the person, or one's own tracks; a new object when the set of tracks changes. */
  readonly stream: MediaStream | null
  /** The media link to the person; always 'connected' for oneself. */
  readonly link: LinkState
}

/** Why `join` or `renew` failed. 'unreachable': no answer in time; 'aborted': `leave` came first. */
export type RoomErrorCode = CloseName | OwnRefusedCode | 'unreachable' | 'aborted'

/** A join or a renewal that failed. Its message never holds a token. */
export class RoomError extends Error {
  readonly code: RoomErrorCode
  constructor(code: RoomErrorCode) {
    super(`the room said no: ${code}`)
    this.name = 'RoomError'
    this.code = code
  }
}

/** The part of a WebSocket's events the client reads: `data` of a message, `code` and `reason` of a close. */
export interface SocketEvent {
  readonly type: string
  readonly data?: unknown
  readonly code?: number
  readonly reason?: string
}

/** The part of a WebSocket the client uses. */
export interface WebSocketLike {
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: SocketEvent) => void): void
  send(text: string): void
  close(): void
}

/** Makes WebSockets: the browser's `WebSocket`, Node's, or that of `ws`. */
export type WebSocketMaker = new (url: string, protocol: string) => WebSocketLike

export interface RoomClientOptions {
  /** Kept in memory, sent in the first message only. */
  readonly kitToken: string
  /** Origin of the server: http, https, ws or wss. A path before `/v1/room` is kept. */
  readonly serverUrl: string
  /** The name to show, if the server grants it. Default: the token's. */
  readonly userName?: string
  /** Where tickets of tokens that are for one use are kept. Default: in memory, so that a reload of the page ends what such a token opens. */
  readonly useTickets?: UseTickets
  /** How media travels. Default: `createMeshEngine()`. */
  readonly engine?: EngineFactory
  /** Default: the global `WebSocket`. */
  readonly webSocket?: WebSocketMaker
  /** Default: the system's. */
  readonly clock?: ClientClock
  /** From 0 up to 1, spreads reconnections. Default: `Math.random`. */
  readonly random?: () => number
}

/** What a client tells. Listeners hear every event after the client's properties show it. */
export interface RoomEvents {
  state: RoomState
  /** Once per person; people who are there already follow right after the state becomes `joined`. */
  participantJoined: Participant
  participantLeft: Participant
  /** Flags, publish, speaking, stream or link changed; also of oneself. */
  participantChanged: Participant
  /** About 30 s before the token expires, once per expiry. Unix seconds. */
  tokenWillExpire: { readonly expiresAt: number }
  /** A message was refused without ending the stay. */
  refused: { readonly of: 'signal' | 'renew' | 'media'; readonly code: RefusedCode; readonly message: string }
}

/** One person's connection to one room. */
export interface RoomClient {
  readonly state: RoomState
  /** Null before the first welcome and after the end. */
  readonly self: Participant | null
  /** The others, in the order in which they joined. */
  readonly participants: readonly Participant[]
  /** What the grant says; false until welcomed. */
  readonly canPublish: boolean
  /** Unix seconds; null until welcomed. */
  readonly expiresAt: number | null
  /** '' until welcomed. */
  readonly roomId: string
  /**
   * Enters the room. Resolves inside; a second call shares the first one's outcome. After the end it enters anew.
   * @throws RoomError with the reason of the refusal, 'unreachable' after 60 s without an answer, or 'aborted' by `leave`.
   */
  join(): Promise<void>
  /** Leaves, or gives up entering. Media ends at once. Never rejects. */
  leave(): Promise<void>
  /**
   * Hands a newer token of the same app, room and user to the room; later reconnections use it. While the connection is
   * being restored it waits, or opens the door when the old token does not any more.
   * @throws RoomError when refused; the stay goes on with the old token.
   */
  renew(kitToken: string): Promise<void>
  /** Sends a track, or nothing for null; may be called before `join`. The caller keeps and stops the track. */
  setTrack(kind: TrackKind, track: MediaStreamTrack | null): void
  /** The name to ask for at the next `join`. */
  setUserName(name: string): void
  /** Listens; gives a function that stops. */
  on<K extends keyof RoomEvents>(event: K, listener: (value: RoomEvents[K]) => void): () => void
}
