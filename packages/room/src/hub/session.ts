// What a person with a seat may say, and what comes of it (spec/room-protocol.md sections 4 and 6).
import {
  parseClientMessage,
  refusedMeanings,
  type ClientMessage,
  type ClientSignal,
  type OwnRefusedCode,
  type Refused,
  type SetMedia,
} from '../protocol/index.ts'
import type { Room } from './room.ts'
import { maySendMedia } from './sdp.ts'
import { isWithinCap } from './seating.ts'
import { isSamePerson, mayPublish, type Seat } from './seat.ts'
import { hasExpired, type World } from './world.ts'

/** Handles one text from the connection of a seat. */
export function handleMessage(world: World, room: Room, seat: Seat, text: string): void {
  seat.lastHeardAt = world.clock.now()
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
      void renew(world, room, seat, message.kitToken)
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
async function renew(world: World, room: Room, seat: Seat, kitToken: string): Promise<void> {
  if (seat.renewing) return refuse(seat, 'renew', 'renew_pending')
  seat.renewing = true
  const { address } = seat
  const answer = await world.ask(kitToken, { purpose: 'renew', ...(address === undefined ? {} : { address }) })
  seat.renewing = false
  if (!room.seats.has(seat.peerId)) return
  if (!answer.admitted) {
    world.observe({ type: 'refused', close: answer.close, reason: answer.reason, ...(address ? { address } : {}) })
    return send(seat, { type: 'refused', of: 'renew', code: answer.close, message: 'the renewal was refused' })
  }
  if (!isSamePerson(seat.pass, answer.pass)) return refuse(seat, 'renew', 'identity_mismatch')
  if (hasExpired(world, answer.pass))
    return send(seat, { type: 'refused', of: 'renew', code: 'token_expired', message: 'the new Kit Token has expired' })
  if (!isWithinCap(world, room, seat, answer.pass))
    return send(seat, { type: 'refused', of: 'renew', code: 'room_full', message: 'the room was made smaller' })
  room.renew(seat, answer.pass)
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
