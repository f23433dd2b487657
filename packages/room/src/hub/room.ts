// One room: who sits in it, and what the others are told (spec/room-protocol.md sections 5 and 8).
// Nothing here waits: every change is complete, and announced, before anything else can happen.
import type {
  CloseName,
  HubMessage,
  IceServer,
  LeftReason,
  MediaFlags,
  SignalBody,
  Welcome,
} from '../protocol/index.ts'
import type { Line } from './line.ts'
import { createMailbox } from './mailbox.ts'
import { allowedMedia, createSeat, eventPersonOf, mayPublish, personOf, type Seat } from './seat.ts'
import { createTicket } from './tickets.ts'
import type { HubPass } from './types.ts'
import { createVigil } from './vigil.ts'
import type { World } from './world.ts'

export interface Room {
  readonly appId: number
  readonly roomId: string
  /** By peer id, in the order in which people joined. */
  readonly seats: ReadonlyMap<string, Seat>
  /** The seats of a user, in that order; more than one only where the policy allows it. */
  seatsOf(userId: string): readonly Seat[]
  /** Gives a seat to a newcomer. The caller has made sure that there is one for them (seating.ts). */
  enter(pass: HubPass, media: MediaFlags, useTicket: string | undefined): Seat
  /** Puts a connection on a seat; one that is there already is closed with `already_joined`. */
  attach(seat: Seat, line: Line, address: string | undefined): void
  /** Greets a newcomer, then tells the others. */
  welcome(seat: Seat, iceServers: readonly IceServer[]): void
  /** Greets someone who came back; the others notice only what changed. */
  welcomeBack(seat: Seat, back: ComingBack): void
  /** The connection is gone; the seat is kept. */
  drop(seat: Seat, line: Line): void
  /** The stay ends, once; closes the connection with the same reason. */
  leave(seat: Seat, reason: LeftReason): void
  /** Everybody's stay ends at once; nobody is told of the others, so that links between them may live on. */
  dissolve(reason: CloseName): void
  /** A renewed pass of the same person. */
  renew(seat: Seat, pass: HubPass, useTicket: string | undefined): void
  /** Takes the right to publish for the rest of the stay, or gives it back. False when that changes nothing. */
  mute(seat: Seat, muted: boolean): boolean
  /** The pass ends sooner than it said. */
  shorten(seat: Seat, expiresAt: number): void
  setMedia(seat: Seat, media: MediaFlags): void
  signal(from: Seat, to: Seat, epoch: number, body: SignalBody): void
}

/** What someone brings who comes back. */
export interface ComingBack {
  readonly pass: HubPass
  readonly useTicket: string | undefined
  readonly iceServers: readonly IceServer[]
  readonly media: MediaFlags | undefined
  readonly seen: number | undefined
}

/** Told when a seat is taken and when it is free again. */
export interface RoomBook {
  taken(room: Room, seat: Seat): void
  freed(room: Room, seat: Seat): void
}

export function createRoom(world: World, book: RoomBook, appId: number, roomId: string): Room {
  const { clock, limits } = world
  const seats = new Map<string, Seat>()

  const toOthers = (seat: Seat, message: HubMessage): void => {
    const text = JSON.stringify(message)
    for (const other of seats.values()) if (other !== seat) other.line?.sendText(text)
  }

  /** Frees the seat and ends its connection; false when that has happened before. */
  const free = (seat: Seat, reason: LeftReason): boolean => {
    if (!seats.delete(seat.peerId)) return false
    vigil.over(seat)
    const line = seat.line
    seat.line = null
    book.freed(room, seat)
    line?.close(reason === 'lost' ? 'going_away' : reason)
    world.observe({ type: 'left', reason, ...eventPersonOf(seat) })
    return true
  }

  const leave = (seat: Seat, reason: LeftReason): void => {
    if (free(seat, reason)) toOthers(seat, { type: 'left', peerId: seat.peerId, reason })
  }

  const drop = (seat: Seat, line: Line): void => {
    if (seat.line !== line) return
    seat.line = null
    vigil.away(seat)
    world.observe({ type: 'dropped', ...eventPersonOf(seat) })
  }

  const vigil = createVigil(world, {
    leave,
    silent(seat) {
      const line = seat.line
      if (line === null) return
      drop(seat, line)
      line.close('going_away')
    },
  })

  /** Takes a pass and flags; the others hear of it when something they see has changed. */
  const adopt = (seat: Seat, pass: HubPass, media: MediaFlags, muted = seat.muted): void => {
    const before = personOf(seat)
    seat.pass = pass
    seat.muted = muted
    seat.media = allowedMedia(mayPublish(seat), media)
    const { peerId, publish, microphone, camera } = personOf(seat)
    if (before.publish === publish && before.microphone === microphone && before.camera === camera) return
    toOthers(seat, { type: 'media', peerId, microphone, camera, publish })
  }

  const greet = (seat: Seat, resumed: boolean, iceServers: readonly IceServer[]): void => {
    seat.line?.send({
      ...snapshot(seat, seats.values()),
      roomId,
      serverTime: Math.floor(clock.now() / 1000),
      resumed,
      iceServers,
      limits: { maxPeople: seat.pass.maxPeople ?? limits.maxPeople, heartbeatSeconds: limits.heartbeatSeconds },
    })
  }

  const room: Room = {
    appId,
    roomId,
    seats,
    seatsOf: (userId) => [...seats.values()].filter(({ pass }) => pass.userId === userId),
    leave,
    drop,
    dissolve(reason) {
      for (const seat of seats.values()) free(seat, reason)
    },
    enter(pass, media, useTicket) {
      const seat = createSeat(world, pass, media)
      seat.useTicket = useTicket
      seats.set(seat.peerId, seat)
      book.taken(room, seat)
      return seat
    },
    attach(seat, line, address) {
      const old = seat.line
      seat.line = line
      seat.address = address
      seat.lastHeardAt = clock.steady()
      vigil.connected(seat)
      old?.close('already_joined')
    },
    welcome(seat, iceServers) {
      greet(seat, false, iceServers)
      toOthers(seat, { type: 'joined', person: personOf(seat) })
      world.observe({ type: 'joined', ...eventPersonOf(seat) })
      vigil.expiry(seat)
    },
    welcomeBack(seat, back) {
      // A ticket opens once: the next welcome brings the next one.
      seat.ticket = createTicket(seat.peerId, world.random)
      adopt(seat, back.pass, back.media ?? seat.media)
      seat.useTicket = back.useTicket
      const missed = seat.mailbox.after(back.seen ?? seat.handed)
      if (missed === null) forgetLinks(seat, limits.mailboxBytes)
      greet(seat, missed !== null, back.iceServers)
      for (const text of missed ?? []) seat.line?.sendText(text)
      if (seat.line !== null) seat.handed = seat.mailbox.last
      world.observe({ type: 'resumed', ...eventPersonOf(seat) })
      vigil.expiry(seat)
    },
    renew(seat, pass, useTicket) {
      adopt(seat, pass, seat.media)
      seat.useTicket = useTicket
      const grant = { publish: mayPublish(seat) }
      seat.line?.send({ type: 'renewed', expiresAt: pass.expiresAt, grant, ...useTicketOf(seat) })
      world.observe({ type: 'renewed', ...eventPersonOf(seat) })
      vigil.expiry(seat)
    },
    mute(seat, muted) {
      if (seat.muted === muted) return false
      adopt(seat, seat.pass, seat.media, muted)
      seat.line?.send({ type: 'granted', grant: { publish: mayPublish(seat) } })
      return true
    },
    shorten(seat, expiresAt) {
      seat.pass = { ...seat.pass, expiresAt }
      vigil.expiry(seat)
    },
    setMedia: (seat, media) => adopt(seat, seat.pass, media),
    signal(from, to, epoch, body) {
      const text = to.mailbox.add((seq) =>
        JSON.stringify({ type: 'signal', from: from.peerId, epoch, seq, ...body } satisfies HubMessage),
      )
      to.line?.sendText(text)
      // A line that failed while sending has dropped its seat: the signal then waits in the mailbox.
      if (to.line !== null) to.handed = to.mailbox.last
    },
  }
  return room
}

/** Signals were lost: both counts start again, and so do the person's links. */
function forgetLinks(seat: Seat, mailboxBytes: number): void {
  seat.mailbox = createMailbox(mailboxBytes)
  seat.handed = 0
  seat.heard = 0
}

function snapshot(
  seat: Seat,
  everyone: Iterable<Seat>,
): Pick<Welcome, 'type' | 'self' | 'people' | 'grant' | 'expiresAt' | 'ticket' | 'useTicket' | 'heard'> {
  return {
    type: 'welcome',
    self: personOf(seat),
    people: [...everyone].filter((other) => other !== seat).map(personOf),
    grant: { publish: mayPublish(seat) },
    expiresAt: seat.pass.expiresAt,
    ticket: seat.ticket,
    ...useTicketOf(seat),
    heard: seat.heard,
  }
}

function useTicketOf({ useTicket }: Seat): { readonly useTicket?: string } {
  return useTicket === undefined ? {} : { useTicket }
}
