// From a new connection to a seat, or to a refusal (spec/room-protocol.md section 2). A connection that closes while
// admission decides leaves nothing behind; a hello that fails touches nobody else.
import { longerThan, parseClientMessage, wireLimits, type CloseName, type Hello } from '../protocol/index.ts'
import { createBucket } from './bucket.ts'
import { createLine } from './line.ts'
import { cleanName } from './names.ts'
import type { Room } from './room.ts'
import { isWithinCap, seatingOf } from './seating.ts'
import { isSamePerson, type Identity, type Seat } from './seat.ts'
import { handleMessage } from './session.ts'
import type { Connection, ConnectionHandler, HubPass } from './types.ts'
import { hasExpired, type Answer, type World } from './world.ts'

/** A seat and the room it stands in. */
export interface Place {
  readonly room: Room
  readonly seat: Seat
}

/** What the door knows of the house. */
export interface House {
  /** The seat that a resume ticket opens. */
  opensTo(ticket: string | undefined): Place | undefined
  /** The room with this key if there is one, or a new one that joins the house with its first seat. */
  roomFor(pass: HubPass): Room
}

export interface Door extends ConnectionHandler {
  /** Ends the connection, if it has no seat yet. */
  shut(name: CloseName): void
  /** Refuses this person, should an admission under way turn out to be theirs. */
  forbid(person: Identity, why: CloseName): void
}

type Admitted = Extract<Answer, { admitted: true }>

interface Obstacle {
  readonly close: CloseName
  readonly reason: string
}

type Vacancy =
  | { readonly kept: Place }
  | { readonly room: Room; readonly ends: readonly Seat[]; readonly own: readonly Seat[] }

type Stage = { readonly at: 'waiting' | 'admitting' | 'over' } | ({ readonly at: 'seated' } & Place)

/** `over` is called once the connection has no use for the door any longer. */
export function createDoor(
  world: World,
  house: House,
  connection: Connection,
  address: string | undefined,
  over: () => void,
): Door {
  const { clock, limits } = world
  let stage: Stage = { at: 'waiting' }
  const forbidden: { readonly person: Identity; readonly why: CloseName }[] = []
  const idle = createBucket(clock, limits.messagesPerSecond, limits.messageBurst)
  const line = createLine(connection, limits, clock, () => lost())
  const stopWaiting = clock.after(limits.helloSeconds * 1000, () => refuse('hello_timeout', 'no hello in time'))

  const end = (): void => {
    stopWaiting()
    stage = { at: 'over' }
    over()
  }
  const lost = (): void => {
    const last = stage
    end()
    if (last.at === 'seated') last.room.drop(last.seat, line)
  }
  const refuse = (close: CloseName, reason: string): void => {
    end()
    line.close(close)
    world.observe({ type: 'refused', close, reason, ...(address === undefined ? {} : { address }) })
  }

  const ask = (hello: Hello, resuming?: Place): Promise<Answer> =>
    world.ask(hello.kitToken, {
      ...(resuming === undefined ? { purpose: 'join' } : { purpose: 'resume', holder: resuming.seat.peerId }),
      ...(hello.userName === undefined ? {} : { wishedUserName: cleanName(hello.userName) }),
      ...(address === undefined ? {} : { address }),
    })

  /** The place that the ticket opens for exactly this person. */
  const placeKept = (hello: Hello, pass: HubPass): Place | undefined => {
    const place = house.opensTo(hello.resume)
    return place !== undefined && isSamePerson(place.seat.pass, pass) ? place : undefined
  }

  const admit = async (hello: Hello): Promise<void> => {
    const resuming = house.opensTo(hello.resume)
    let answer = await ask(hello, resuming)
    // The seat may have ended meanwhile, or belong to somebody else: then this is a newcomer like any other.
    if (resuming !== undefined && answer.admitted && placeKept(hello, answer.pass) === undefined)
      answer = await ask(hello)
    if (!isAdmitting()) return
    if (!answer.admitted) return refuse(answer.close, answer.reason)
    const before = placeFor(hello, answer)
    if ('close' in before) return refuse(before.close, before.reason)
    const { pass, once } = answer
    const kept = placeKept(hello, pass)
    // The token that the seat came with was used for it: taking the seat up again is no second use.
    const used = kept?.seat.pass.tid === pass.tid ? kept.seat.useTicket : undefined
    if (once === undefined || used !== undefined) return sit(before, hello, answer, used)

    const use = await world.take(once, hello.useTicket)
    if (!use.taken) return isAdmitting() ? refuse(use.close, use.reason) : undefined
    // Whatever was true before may be so no longer.
    const after = isAdmitting() ? placeFor(hello, answer) : null
    const isGone = kept !== undefined && placeKept(hello, pass) === undefined
    if (after !== null && !('close' in after) && !isGone) return sit(after, hello, answer, use.ticket)
    use.giveBack()
    if (after === null) return
    if ('close' in after) refuse(after.close, after.reason)
    else refuse('going_away', 'the seat ended while the use of the token was taken')
  }

  // A function, because what it tells changes while admission waits.
  const isAdmitting = (): boolean => stage.at === 'admitting'

  /** The seat to take up again, or the room that has one free and the stays that end for it; or why there is none. Changes nothing. */
  const placeFor = (hello: Hello, { pass, once }: Admitted): Vacancy | Obstacle => {
    if (hasExpired(world, pass)) return { close: 'token_expired', reason: 'expired while it was admitted' }
    const ban = forbidden.find(({ person }) => isSamePerson(person, pass))
    if (ban !== undefined) return { close: ban.why, reason: 'removed while being admitted' }
    const kept = placeKept(hello, pass)
    if (kept !== undefined && hello.fresh !== true)
      return isWithinCap(world, kept.room, kept.seat, pass)
        ? { kept }
        : { close: 'room_full', reason: 'the room was made smaller' }
    const room = house.roomFor(pass)
    // Of a token that is for one use every stay is that of whoever has the use: this person, or they are refused for that.
    const before = once === undefined ? [] : room.seatsOf(pass.userId).filter((seat) => seat.pass.tid === pass.tid)
    const own = kept === undefined ? before.filter(({ useTicket }) => useTicket !== undefined) : [kept.seat]
    const seating = seatingOf(world, room, { hello, pass, own })
    return seating.seated ? { room, ends: seating.ends, own } : seating
  }

  const sit = (place: Vacancy, hello: Hello, { pass, iceServers }: Admitted, useTicket: string | undefined): void => {
    if ('kept' in place) {
      const { room, seat } = place.kept
      stage = { at: 'seated', room, seat }
      room.attach(seat, line, address)
      return room.welcomeBack(seat, { pass, useTicket, iceServers, media: hello.media, seen: hello.seen })
    }
    const { room, ends, own } = place
    // Whoever lost the links has a new stay: the others must not wait for the old one.
    for (const seat of ends) room.leave(seat, own.includes(seat) ? 'already_joined' : 'replaced')
    const seat = room.enter(pass, hello.media ?? { microphone: false, camera: false }, useTicket)
    stage = { at: 'seated', room, seat }
    room.attach(seat, line, address)
    room.welcome(seat, iceServers)
  }

  /** The first message is a small hello. */
  const greeted = (text: string): void => {
    if (longerThan(text, wireLimits.helloBytes)) return refuse('too_large', 'hello too large')
    const parsed = parseClientMessage(text)
    if (!parsed.ok) return refuse('bad_message', parsed.detail)
    if (parsed.message.type !== 'hello') return refuse('bad_message', 'the first message is no hello')
    stopWaiting()
    stage = { at: 'admitting' }
    void admit(parsed.message)
  }

  /** Until the welcome a client may only keep the line alive, or change its mind. */
  const meanwhile = (text: string): void => {
    const parsed = longerThan(text, wireLimits.helloBytes) ? undefined : parseClientMessage(text)
    if (!idle.take()) return refuse('rate_limited', 'too many messages before the welcome')
    if (parsed?.ok && parsed.message.type === 'ping') return line.send({ type: 'pong' })
    if (parsed?.ok && parsed.message.type === 'leave') return refuse('left', 'left before the welcome')
    refuse('bad_message', 'a message before the welcome')
  }

  return {
    message(text) {
      if (!line.open) return
      if (stage.at === 'waiting') greeted(text)
      else if (stage.at === 'admitting') meanwhile(text)
      else if (stage.at === 'seated') handleMessage(world, stage.room, stage.seat, text)
    },
    closed() {
      line.hungUp()
      if (stage.at !== 'over') lost()
    },
    forbid(person, why) {
      if (stage.at === 'admitting') forbidden.push({ person, why })
    },
    shut(name) {
      if (stage.at === 'waiting' || stage.at === 'admitting') {
        end()
        line.close(name)
      }
    },
  }
}
