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
  const line = createLine(connection, limits.bufferedBytes, () => lost())
  const stopWaiting = clock.setTimer(clock.now() + limits.helloSeconds * 1000, () =>
    refuse('hello_timeout', 'no hello in time'),
  )

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

  const ask = (hello: Hello, purpose: 'join' | 'resume'): Promise<Answer> =>
    world.ask(hello.kitToken, {
      purpose,
      ...(hello.userName === undefined ? {} : { wishedUserName: cleanName(hello.userName) }),
      ...(address === undefined ? {} : { address }),
    })

  /** The place that the ticket opens for exactly this person. */
  const placeKept = (hello: Hello, pass: HubPass): Place | undefined => {
    const place = house.opensTo(hello.resume)
    return place !== undefined && isSamePerson(place.seat.pass, pass) ? place : undefined
  }

  const admit = async (hello: Hello): Promise<void> => {
    const resuming = house.opensTo(hello.resume) !== undefined
    let answer = await ask(hello, resuming ? 'resume' : 'join')
    // The seat may have ended meanwhile, or belong to somebody else: then this is a newcomer like any other.
    if (resuming && answer.admitted && placeKept(hello, answer.pass) === undefined) answer = await ask(hello, 'join')
    if (stage.at !== 'admitting') return
    if (!answer.admitted) return refuse(answer.close, answer.reason)
    if (hasExpired(world, answer.pass)) return refuse('token_expired', 'expired while it was admitted')
    const { pass } = answer
    const ban = forbidden.find(({ person }) => isSamePerson(person, pass))
    if (ban !== undefined) return refuse(ban.why, 'removed while being admitted')
    sit(hello, answer)
  }

  const sit = (hello: Hello, { pass, iceServers }: Extract<Answer, { admitted: true }>): void => {
    const kept = placeKept(hello, pass)
    if (kept !== undefined && hello.fresh !== true) {
      const { room, seat } = kept
      if (!isWithinCap(world, room, seat, pass)) return refuse('room_full', 'the room was made smaller')
      stage = { at: 'seated', room, seat }
      room.attach(seat, line, address)
      return room.welcomeBack(seat, { pass, iceServers, media: hello.media, seen: hello.seen })
    }
    const room = house.roomFor(pass)
    const own = kept === undefined ? [] : [kept.seat]
    const seating = seatingOf(world, room, { hello, pass, own })
    if (!seating.seated) return refuse(seating.close, seating.reason)
    // Whoever lost the links has a new stay: the others must not wait for the old one.
    for (const seat of seating.ends) room.leave(seat, own.includes(seat) ? 'already_joined' : 'replaced')
    const seat = room.enter(pass, hello.media ?? { microphone: false, camera: false })
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
