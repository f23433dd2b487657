// A seat: what the hub knows about one person in one room. What happens to seats is room.ts.
import type { MediaFlags, Person } from '../protocol/index.ts'
import { createBucket, type Bucket } from './bucket.ts'
import type { Line } from './line.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'
import { cleanName } from './names.ts'
import { createPeerId, createTicket } from './tickets.ts'
import type { HubEventPerson, HubPass, SeatSummary } from './types.ts'
import type { World } from './world.ts'

/** What can be pending for a seat. */
export type TimerName = 'expiry' | 'warning' | 'lapse' | 'heartbeat'

export interface Seat {
  readonly peerId: string
  /** Fixed for the stay: others know the person by it. */
  readonly userName: string
  readonly joinedAt: number
  pass: HubPass
  media: MediaFlags
  /** Null while the person is away and expected back. */
  line: Line | null
  address: string | undefined
  ticket: string
  /** Of the token that the pass came with, where that is for one use. */
  useTicket: string | undefined
  mailbox: Mailbox
  /** The last signal that was handed to a live connection. */
  handed: number
  /** Signals of this person that were handled, refused ones included. */
  heard: number
  /** By the steady time. */
  lastHeardAt: number
  renewing: boolean
  /** The server took the right to publish for this stay. */
  muted: boolean
  readonly messages: Bucket
  readonly signals: Bucket
  readonly signalBytes: Bucket
  readonly timers: Map<TimerName, () => void>
}

export function createSeat(world: World, pass: HubPass, media: MediaFlags): Seat {
  const { clock, limits } = world
  const peerId = createPeerId(world.random)
  return {
    peerId,
    userName: cleanName(pass.userName),
    joinedAt: Math.floor(clock.now() / 1000),
    pass,
    media: allowedMedia(pass.publish, media),
    line: null,
    address: undefined,
    ticket: createTicket(peerId, world.random),
    useTicket: undefined,
    mailbox: createMailbox(limits.mailboxBytes),
    handed: 0,
    heard: 0,
    lastHeardAt: clock.steady(),
    renewing: false,
    muted: false,
    messages: createBucket(clock, limits.messagesPerSecond, limits.messageBurst),
    signals: createBucket(clock, limits.signalsPerSecond, limits.signalBurst),
    signalBytes: createBucket(clock, limits.signalBytesPerSecond, limits.signalByteBurst),
    timers: new Map(),
  }
}

/** Whether the person may send media now: what the pass says, unless they are muted. */
export function mayPublish({ pass, muted }: Seat): boolean {
  return pass.publish && !muted
}

/** The wished flags, as far as they are allowed. */
export function allowedMedia(publish: boolean, media: MediaFlags): MediaFlags {
  return { microphone: publish && media.microphone, camera: publish && media.camera }
}

/** Who someone is, whatever else their pass says. */
export type Identity = Pick<HubPass, 'appId' | 'roomId' | 'userId'>

export function isSamePerson(a: Identity, b: Identity): boolean {
  return a.appId === b.appId && a.roomId === b.roomId && a.userId === b.userId
}

export function personOf(seat: Seat): Person {
  const { peerId, userName, joinedAt, pass, media } = seat
  return { peerId, userId: pass.userId, userName, publish: mayPublish(seat), ...media, joinedAt }
}

export function summaryOf(seat: Seat): SeatSummary {
  const { expiresAt, tid, issuedAt, kid } = seat.pass
  return {
    ...personOf(seat),
    connected: seat.line !== null,
    muted: seat.muted,
    expiresAt,
    tid,
    ...(issuedAt === undefined ? {} : { issuedAt }),
    ...(kid === undefined ? {} : { kid }),
  }
}

export function eventPersonOf(seat: Seat): HubEventPerson {
  const { appId, roomId, userId, tid } = seat.pass
  return { appId, roomId, userId, peerId: seat.peerId, tid }
}
