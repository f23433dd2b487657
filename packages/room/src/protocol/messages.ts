// The messages of roompass.room.v1 as types (spec/room-protocol.md sections 4 and 5). Checking them is parse.ts.
// Times are Unix seconds. A field the types do not name is ignored by both sides.
import type { CloseName } from './close_codes.ts'
import type { RefusedCode } from './refused_codes.ts'

/** A person in a room as others see them. */
export interface Person {
  /** Made by the hub; stays the same while the person keeps the seat, across reconnections. */
  readonly peerId: string
  readonly userId: string
  /** Cleaned by the hub: NFC, no control characters, at most 256 bytes; may be ''. */
  readonly userName: string
  /** Whether the person may send media. */
  readonly publish: boolean
  readonly microphone: boolean
  readonly camera: boolean
  readonly joinedAt: number
}

/** Which devices of a person are on. */
export interface MediaFlags {
  readonly microphone: boolean
  readonly camera: boolean
}

/** An SDP offer or answer; rollback is local and never signalled. */
export interface SessionDescription {
  readonly type: 'offer' | 'answer'
  readonly sdp: string
}

/** An ICE candidate; `candidate: ''` ends a generation. */
export interface IceCandidate {
  readonly candidate: string
  readonly sdpMid: string | null
  readonly sdpMLineIndex: number | null
  readonly usernameFragment: string | null
}

/** What one signal carries: exactly one of the two. A null candidate ends the candidates. */
export type SignalBody =
  | { readonly description: SessionDescription; readonly candidate?: never }
  | { readonly candidate: IceCandidate | null; readonly description?: never }

/** A STUN or TURN server. */
export interface IceServer {
  readonly urls: string | readonly string[]
  readonly username?: string
  readonly credential?: string
}

/** Why somebody is no longer in the room: a close reason, or 'lost' for a connection that did not come back in time. */
export type LeftReason = CloseName | 'lost'

export interface Hello {
  readonly type: 'hello'
  readonly kitToken: string
  readonly userName?: string
  readonly media?: MediaFlags
  /** The ticket of the last welcome. */
  readonly resume?: string
  /** The `seq` of the last signal received before the connection broke; only with `resume`. */
  readonly seen?: number
  /** The client kept none of its links, after a reload for example: the seat is taken anew; only with `resume`. */
  readonly fresh?: boolean
  /** Proves that this client is the one that had the use of a token which is for one use: the last one for this token, or one of its own making. */
  readonly useTicket?: string
}
export interface Renew {
  readonly type: 'renew'
  readonly kitToken: string
  /** As in `hello`, for this token. */
  readonly useTicket?: string
}
export type ClientSignal = { readonly type: 'signal'; readonly to: string; readonly epoch: number } & SignalBody
export interface SetMedia extends MediaFlags {
  readonly type: 'media'
}
export interface Leave {
  readonly type: 'leave'
}
export interface Ping {
  readonly type: 'ping'
  /** The `seq` of the last signal received: what the hub need not keep any longer. */
  readonly seen?: number
}

/** Everything a client may send. */
export type ClientMessage = Hello | Renew | ClientSignal | SetMedia | Leave | Ping

export interface RoomGrant {
  readonly publish: boolean
}
export interface RoomLimits {
  readonly maxPeople: number
  readonly heartbeatSeconds: number
}
export interface Welcome {
  readonly type: 'welcome'
  readonly self: Person
  readonly roomId: string
  /** The others, in the order in which they joined. */
  readonly people: readonly Person[]
  readonly grant: RoomGrant
  readonly expiresAt: number
  readonly serverTime: number
  /** Opens the same seat once, from a new connection. */
  readonly ticket: string
  /** Opens the door again with a token that is for one use; only with such a token. */
  readonly useTicket?: string
  /** True: the seat was kept, links may live on, missed signals follow. False: links start anew. */
  readonly resumed: boolean
  /** How many signals of this person the hub has handled since the seat was taken: later ones were lost and may be sent again. */
  readonly heard: number
  readonly iceServers: readonly IceServer[]
  readonly limits: RoomLimits
}
export interface Joined {
  readonly type: 'joined'
  readonly person: Person
}
export interface Left {
  readonly type: 'left'
  readonly peerId: string
  readonly reason: LeftReason
}
export interface PeerMedia extends MediaFlags {
  readonly type: 'media'
  readonly peerId: string
  /** Whether the person may send media: a renewal or a mute can change it. */
  readonly publish: boolean
}
/** `seq` counts the signals to this person from 1, without gaps, across reconnections. */
export type HubSignal = {
  readonly type: 'signal'
  readonly from: string
  readonly epoch: number
  readonly seq: number
} & SignalBody
export interface Renewed {
  readonly type: 'renewed'
  readonly expiresAt: number
  readonly grant: RoomGrant
  /** As in `welcome`, for the new token. */
  readonly useTicket?: string
}
/** What the person may do changed, without their doing: they were muted, or are no longer. */
export interface Granted {
  readonly type: 'granted'
  readonly grant: RoomGrant
}
export interface Refused {
  readonly type: 'refused'
  readonly of: 'signal' | 'renew' | 'media'
  readonly code: RefusedCode
  /** For developers; never holds a token. */
  readonly message: string
  /** The target of the refused signal. */
  readonly peerId?: string
}
export interface Expiring {
  readonly type: 'expiring'
  readonly expiresAt: number
}
export interface Pong {
  readonly type: 'pong'
}

/** Everything the hub may send. */
export type HubMessage = Welcome | Joined | Left | PeerMedia | HubSignal | Renewed | Granted | Refused | Expiring | Pong
