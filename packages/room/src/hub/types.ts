// What the hub asks of its surroundings and gives to them. No socket, no HTTP, no token library: those are adapters' words.
import type { CloseName, IceServer, LeftReason, Person } from '../protocol/index.ts'
import type { HubLimits } from './limits.ts'

/** A connection that can carry text. No method may throw; `close` may call the handler's `closed` at once or later. */
export interface Connection {
  send(text: string): void
  close(code: number, reason: string): void
  /** Bytes handed to `send` that the network has not taken yet. */
  readonly bufferedAmount: number
}

/** What the transport reports about a connection. */
export interface ConnectionHandler {
  message(text: string): void
  closed(): void
}

/** Time as the hub sees it. */
export interface Clock {
  /** Wall clock, milliseconds since 1970. */
  now(): number
  /** Milliseconds from any beginning, of a time that nobody sets forward or back: for how long something takes. */
  steady(): number
  /**
   * Runs once at `at` (wall clock, ms), however far away that is, and no later than it was away when this was called, so that a clock that is set
   * back makes nothing last longer; gives a function that cancels.
   */
  setTimer(at: number, run: () => void): () => void
  /** Runs once when so many milliseconds have passed, whatever the clock is set to; gives a function that cancels. */
  after(ms: number, run: () => void): () => void
}

/** What admission proved about the holder of a Kit Token. */
export interface HubPass {
  readonly appId: number
  readonly userId: string
  /** The name to show; the hub cleans it. */
  readonly userName: string
  readonly roomId: string
  readonly publish: boolean
  /** Unix seconds; at this instant the person is out. */
  readonly expiresAt: number
  /** Token id: for the audit, never shown to other people. */
  readonly tid: string
  /** Unix seconds, and the id of the key: for whoever revokes tokens. The hub only hands them back. */
  readonly issuedAt?: number
  readonly kid?: string
  /** Seats of this room; default: the hub's limit. */
  readonly maxPeople?: number
  /** When this user is in the room already; default: the hub's. */
  readonly duplicates?: Duplicates
}

/**
 * What becomes of a user who comes into a room in which they are already. `oldest`: the newcomer is refused. `newest`: the newcomer gets in, and the
 * one inside is out. A number: that many of them may be inside, and one more is refused.
 */
export type Duplicates = 'oldest' | 'newest' | number

/** The one use of a token, which is taken only for somebody who is about to get a seat, or another token. */
export interface OneUse {
  /** Takes it, or takes it over with the ticket of whoever has it. `brought` is that ticket, or one of the client's own making. */
  take(brought: string | undefined): Promise<Taken>
}

/** The use is theirs, and `ticket` takes it over next time; or it is somebody else's, or the token counts no longer. */
export type Taken =
  | {
      readonly taken: true
      readonly ticket: string
      /** They got no seat after all. Whoever brought a ticket keeps the use with it, whoever brought none can come anew. */
      giveBack(): void
    }
  | { readonly taken: false; readonly close: CloseName; readonly reason: string }

/** The answer of `admit`. `reason` goes to the observer only. With `once` the use must be taken as well before anything comes of it. */
export type Admission =
  | { readonly admitted: true; readonly pass: HubPass; readonly once?: OneUse }
  | { readonly admitted: false; readonly close: CloseName; readonly reason: string }

/** Why admission is asked. 'resume' is used only with a ticket that opens a seat of this hub. */
export interface AdmitContext {
  readonly wishedUserName?: string
  readonly purpose: 'join' | 'renew' | 'resume'
  readonly address?: string
  /** The stay of whoever renews or resumes: they have shown that it is theirs. */
  readonly holder?: string
}

/** Who an event is about. */
export interface HubEventPerson {
  readonly appId: number
  readonly roomId: string
  readonly userId: string
  readonly peerId: string
  readonly tid: string
}

/** What an observer hears, for metrics and the audit. Never holds a Kit Token or a ticket. */
export type HubEvent =
  | ({ readonly type: 'joined' | 'resumed' | 'dropped' | 'renewed' } & HubEventPerson)
  | ({ readonly type: 'left'; readonly reason: LeftReason } & HubEventPerson)
  | { readonly type: 'refused'; readonly close: CloseName; readonly reason: string; readonly address?: string }

export interface HubOptions {
  /** Decides who comes in. A rejection counts as `try_later`. */
  admit(kitToken: string, context: AdmitContext): Promise<Admission>
  /** Default: `systemClock`. */
  readonly clock?: Clock
  readonly limits?: Partial<HubLimits>
  /** When a user is in the room already and the pass does not say. Default: `oldest`. */
  readonly duplicates?: Duplicates
  /** STUN and TURN servers for one person; default: none. */
  iceServers?(pass: HubPass): readonly IceServer[]
  /** Random bytes fit for secrets; default: Web Crypto. */
  random?(length: number): Uint8Array
  /** Hears what happened, after it happened. An error it throws is dropped. */
  observe?(event: HubEvent): void
}

/** A person as an administrator sees them. */
export interface SeatSummary extends Person {
  /** False while the seat is kept for someone who lost the connection. */
  readonly connected: boolean
  /** The server took the right to publish for this stay. */
  readonly muted: boolean
  readonly expiresAt: number
  readonly tid: string
  /** Of the Kit Token that counts now, where admission told them. */
  readonly issuedAt?: number
  readonly kid?: string
}
export interface RoomSummary {
  readonly appId: number
  readonly roomId: string
  /** In the order in which they joined. */
  readonly people: readonly SeatSummary[]
}

/** Why an administrator ends a person's stay. */
export type RemovalReason = Extract<CloseName, 'removed' | 'token_revoked' | 'forbidden'>

export interface Hub {
  /** Takes a new connection; the transport reports to the handler it gets back. */
  opened(connection: Connection, context?: { readonly address?: string }): ConnectionHandler
  /** People with a seat, connected or expected back. */
  readonly size: number
  /** Rooms with somebody in them. */
  readonly roomCount: number
  rooms(): RoomSummary[]
  /** Ends a person's stay, all of them where there are several, or the one with this `peerId` alone; false when they have no seat there. */
  remove(appId: number, roomId: string, userId: string, why?: RemovalReason, peerId?: string): boolean
  /** Takes the right to publish for the rest of a person's stays, or gives it back; false when they have no seat there, or it is so already. */
  mute(appId: number, roomId: string, userId: string, muted: boolean): boolean
  /**
   * Brings the end of one stay forward to `expiresAt` (Unix seconds), unless a fresh Kit Token is accepted before; the person is told by `expiring`.
   * False when it ends before that anyway, or there is none with this `peerId`.
   */
  shorten(peerId: string, expiresAt: number): boolean
  /** Ends a room with 1012, all of it at once: its people come back together. False when there is none. */
  dissolve(appId: number, roomId: string): boolean
  /**
   * Takes no further connection and ends the rooms with 1012, evenly over `spreadMs`, each as a whole: who was in it comes back together.
   * @returns when the last one has ended
   */
  drain(spreadMs: number): Promise<void>
  /** Closes every connection with 1012 and forgets every room; later connections are closed with 1012 as well. */
  close(): void
}
