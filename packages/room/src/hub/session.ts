// What a person with a seat may say, and what comes of it (spec/room-protocol.md sections 4 and 6).
import {
  parseClientMessage,
  refusedMeanings,
  type ClientMessage,
  type ClientSignal,
  type CloseName,
  type OwnRefusedCode,
  type Refused,
  type Renew,
  type SetMedia,
} from '../protocol/index.ts'
import type { Room } from './room.ts'
import { maySendMedia } from './sdp.ts'
import { isWithinCap } from './seating.ts'
import { isSamePerson, mayPublish, type Seat } from './seat.ts'
import type { HubPass } from './types.ts'
import { hasExpired, type World } from './world.ts'

/** Handles one text from the connection of a seat. */
export function handleMessage(world: World, room: Room, seat: Seat, text: string): void {
  seat.lastHeardAt = world.clock.steady()
  const parsed = parseClientMessage(text)
  if (!parsed.ok) return room.leave(seat, parsed.fault === 'too_large' ? 'too_large' : 'bad_message')
  if (!mayAfford(seat, parsed.message, text.length)) return room.leave(seat, 'rate_limited')
  const { message } = parsed
  switch (message.type) {
    case 'signal':
      return signal(room, seat, message)
    case 'media':
      return setMedia(room, seat, message)
    case 'renew':
      void renew(world, room, seat, message)
      return
    case 'ping':
      if (message.seen !== undefined) seat.mailbox.confirm(message.seen)
      return seat.line?.send({ type: 'pong' })
    case 'leave':
      return room.leave(seat, 'left')
    case 'hello':
      return room.leave(seat, 'bad_message')
  }
}

function mayAfford(seat: Seat, message: ClientMessage, size: number): boolean {
  return message.type === 'signal' ? seat.signals.take() && seat.signalBytes.take(size) : seat.messages.take()
}

function signal(room: Room, seat: Seat, message: ClientSignal): void {
  seat.heard += 1
  const target = room.seats.get(message.to)
  if (target === undefined || target === seat) return refuse(seat, 'signal', 'no_such_peer', message.to)
  const { description } = message
  if (description === undefined) return room.signal(seat, target, message.epoch, { candidate: message.candidate })
  if (!mayPublish(seat) && maySendMedia(description.sdp)) return refuse(seat, 'signal', 'publish_denied', message.to)
  room.signal(seat, target, message.epoch, { description })
}

function setMedia(room: Room, seat: Seat, { microphone, camera }: SetMedia): void {
  if (!mayPublish(seat) && (microphone || camera)) return refuse(seat, 'media', 'publish_denied')
  room.setMedia(seat, { microphone, camera })
}

/** A refused renewal leaves the stay as it was. The seat may have ended, or changed connections, while admission decided. */
async function renew(world: World, room: Room, seat: Seat, message: Renew): Promise<void> {
  if (seat.renewing) return refuse(seat, 'renew', 'renew_pending')
  seat.renewing = true
  try {
    await decideRenewal(world, room, seat, message)
  } finally {
    seat.renewing = false
  }
}

async function decideRenewal(world: World, room: Room, seat: Seat, { kitToken, useTicket }: Renew): Promise<void> {
  const { address } = seat
  const answer = await world.ask(kitToken, {
    purpose: 'renew',
    holder: seat.peerId,
    ...(address === undefined ? {} : { address }),
  })
  if (!room.seats.has(seat.peerId)) return
  if (!answer.admitted) return refuseToken(world, seat, answer.close, answer.reason)
  const { pass, once } = answer
  if (!isSamePerson(seat.pass, pass)) return refuse(seat, 'renew', 'identity_mismatch')
  const before = obstacle(world, room, seat, pass)
  if (before !== null) return refuseToken(world, seat, before, 'renewal')
  const used = seat.pass.tid === pass.tid ? seat.useTicket : undefined
  if (once === undefined || used !== undefined) return room.renew(seat, pass, used)

  const use = await world.take(once, useTicket)
  if (!use.taken) return room.seats.has(seat.peerId) ? refuseToken(world, seat, use.close, use.reason) : undefined
  const isInside = room.seats.has(seat.peerId)
  const after = obstacle(world, room, seat, pass)
  if (isInside && after === null) return room.renew(seat, pass, use.ticket)
  use.giveBack()
  if (isInside && after !== null) refuseToken(world, seat, after, 'renewal')
}

/** Why a token that admission took does not renew a stay. */
function obstacle(world: World, room: Room, seat: Seat, pass: HubPass): CloseName | null {
  if (hasExpired(world, pass)) return 'token_expired'
  return isWithinCap(world, room, seat, pass) ? null : 'room_full'
}

/** Says which close reason the token would meet at the door. */
function refuseToken(world: World, seat: Seat, close: CloseName, reason: string): void {
  const { address } = seat
  world.observe({ type: 'refused', close, reason, ...(address === undefined ? {} : { address }) })
  send(seat, { type: 'refused', of: 'renew', code: close, message: 'the renewal was refused' })
}

function refuse(seat: Seat, of: Refused['of'], code: OwnRefusedCode, peerId?: string): void {
  send(seat, {
    type: 'refused',
    of,
    code,
    message: refusedMeanings[code],
    ...(peerId === undefined ? {} : { peerId }),
  })
}

function send(seat: Seat, message: Refused): void {
  seat.line?.send(message)
}
