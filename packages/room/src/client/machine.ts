// The life of a connection to a room as a pure function: what each event makes of each state, and what is to be done.
// Doing it is room_client.ts; how long to wait is backoff.ts.
import { closeReasons, type CloseName } from '../protocol/index.ts'
import type { RoomErrorCode, RoomState } from './types.ts'

/** What can happen. `now` is the clock's milliseconds. */
export type RoomEvent =
  | { readonly type: 'join' }
  | { readonly type: 'opened' }
  | { readonly type: 'welcomed'; readonly now: number }
  /** The connection ended; null: by the network. `fresh`: a newer token waits to be used. */
  | { readonly type: 'closed'; readonly why: CloseName | null; readonly fresh: boolean; readonly now: number }
  /** The time before the next attempt is over. */
  | { readonly type: 'retry' }
  /** The network or the page woke up. */
  | { readonly type: 'woke' }
  /** Trying took too long. */
  | { readonly type: 'gaveUp' }
  | { readonly type: 'leave' }

/** What is to be done, in this order. */
export type Effect =
  | { readonly type: 'connect' }
  | { readonly type: 'sayHello' }
  | { readonly type: 'sayLeave' }
  | { readonly type: 'disconnect' }
  /** Try again, the `attempt`-th time, after a close with this reason. */
  | { readonly type: 'scheduleRetry'; readonly attempt: number; readonly why: CloseName | null }
  /** Try again without further waiting, if an attempt is being waited for. */
  | { readonly type: 'hurry' }
  /** Find out whether the connection, and the links in trouble, still live. */
  | { readonly type: 'probe' }
  /** The time for trying begins, or does not count any more. */
  | { readonly type: 'startPatience' }
  | { readonly type: 'stopPatience' }
  | { readonly type: 'resolveJoin' }
  | { readonly type: 'rejectJoin'; readonly code: RoomErrorCode }
  /** Nothing of this stay lives on. */
  | { readonly type: 'endStay' }

export interface Step {
  readonly state: RoomState
  readonly effects: readonly Effect[]
}

/** What `event` makes of `state`. An event that means nothing in a state changes nothing: the same state object comes back. */
export function transition(state: RoomState, event: RoomEvent): Step {
  switch (state.name) {
    case 'idle':
    case 'left':
    case 'ended':
      return outside(state, event)
    case 'connecting':
      return connecting(state, event)
    case 'joined':
      return joined(state, event)
    case 'reconnecting':
      return reconnecting(state, event)
    default:
      return state satisfies never
  }
}

function outside(state: RoomState, event: RoomEvent): Step {
  if (event.type === 'join') {
    return { state: { name: 'connecting', attempt: 1 }, effects: [{ type: 'startPatience' }, { type: 'connect' }] }
  }
  if (event.type === 'leave' && state.name === 'idle') return { state: { name: 'left', why: 'self' }, effects: [] }
  return nothing(state)
}

function connecting(state: Extract<RoomState, { name: 'connecting' }>, event: RoomEvent): Step {
  switch (event.type) {
    case 'opened':
      return { state, effects: [{ type: 'sayHello' }] }
    case 'welcomed':
      return {
        state: { name: 'joined', since: event.now },
        effects: [{ type: 'stopPatience' }, { type: 'resolveJoin' }],
      }
    case 'closed': {
      if (!mayKnockAgain(event.why, event.fresh) && event.why !== null) {
        return end(event.why, [{ type: 'rejectJoin', code: event.why }])
      }
      const attempt = state.attempt + 1
      return { state: { name: 'connecting', attempt }, effects: [retryAfter(attempt, event.why)] }
    }
    case 'leave':
      return leave([{ type: 'rejectJoin', code: 'aborted' }])
    case 'gaveUp':
      return end('unreachable', [{ type: 'disconnect' }, { type: 'rejectJoin', code: 'unreachable' }])
    default:
      return trying(state, event)
  }
}

function joined(state: Extract<RoomState, { name: 'joined' }>, event: RoomEvent): Step {
  switch (event.type) {
    case 'closed':
      if (!mayComeBack(event.why, event.fresh) && event.why !== null) return end(event.why, [])
      return {
        state: { name: 'reconnecting', attempt: 1, since: event.now },
        effects: [{ type: 'startPatience' }, retryAfter(1, event.why)],
      }
    case 'woke':
      return { state, effects: [{ type: 'probe' }] }
    case 'leave':
      return leave([])
    default:
      return nothing(state)
  }
}

function reconnecting(state: Extract<RoomState, { name: 'reconnecting' }>, event: RoomEvent): Step {
  switch (event.type) {
    case 'opened':
      return { state, effects: [{ type: 'sayHello' }] }
    case 'welcomed':
      return { state: { name: 'joined', since: event.now }, effects: [{ type: 'stopPatience' }] }
    case 'closed': {
      if (!mayComeBack(event.why, event.fresh) && event.why !== null) return end(event.why, [])
      const attempt = state.attempt + 1
      return { state: { ...state, attempt }, effects: [retryAfter(attempt, event.why)] }
    }
    case 'leave':
      return leave([])
    case 'gaveUp':
      return end('unreachable', [{ type: 'disconnect' }])
    default:
      return trying(state, event)
  }
}

/** What both ways of trying have in common. */
function trying(state: RoomState, event: RoomEvent): Step {
  if (event.type === 'retry') return { state, effects: [{ type: 'connect' }] }
  if (event.type === 'woke') return { state, effects: [{ type: 'hurry' }] }
  return nothing(state)
}

/** Whoever stands inside comes back whenever the table allows it (spec/room-protocol.md section 7). */
function mayComeBack(why: CloseName | null, fresh: boolean): boolean {
  if (why === null) return true
  const { retry } = closeReasons[why]
  return retry === 'now' || retry === 'later' || (retry === 'new_token' && fresh)
}

/** At the door a full room and a refused crowd are answers for the person, who decides when to try again. */
function mayKnockAgain(why: CloseName | null, fresh: boolean): boolean {
  return why !== 'room_full' && why !== 'rate_limited' && mayComeBack(why, fresh)
}

function retryAfter(attempt: number, why: CloseName | null): Effect {
  return { type: 'scheduleRetry', attempt, why }
}

function leave(more: readonly Effect[]): Step {
  return {
    state: { name: 'left', why: 'self' },
    effects: [{ type: 'stopPatience' }, { type: 'sayLeave' }, { type: 'disconnect' }, { type: 'endStay' }, ...more],
  }
}

function end(why: CloseName | 'unreachable', more: readonly Effect[]): Step {
  return { state: { name: 'ended', why }, effects: [{ type: 'stopPatience' }, { type: 'endStay' }, ...more] }
}

function nothing(state: RoomState): Step {
  return { state, effects: [] }
}
