// Every state meets every event. A row says what comes of it; a pair without a row must change nothing.
import { describe, expect, it } from 'vitest'
import { transition, type RoomEvent, type RoomState } from '../../src/client/index.ts'
import { closeReasons, isCloseName } from '../../src/protocol/index.ts'

const states = {
  idle: { name: 'idle' },
  connecting: { name: 'connecting', attempt: 3 },
  joined: { name: 'joined', since: 100 },
  reconnecting: { name: 'reconnecting', attempt: 3, since: 200 },
  left: { name: 'left', why: 'self' },
  ended: { name: 'ended', why: 'removed' },
} as const satisfies Record<RoomState['name'], RoomState>

const closed = { type: 'closed', fresh: false, now: 900 } as const
const events = {
  join: { type: 'join' },
  opened: { type: 'opened' },
  welcomed: { type: 'welcomed', now: 900 },
  'dropped by the network': { ...closed, why: null },
  'closed for now': { ...closed, why: 'restart' },
  'closed until later': { ...closed, why: 'try_later' },
  'closed for good': { ...closed, why: 'removed' },
  'closed, room full': { ...closed, why: 'room_full' },
  'closed, token void': { ...closed, why: 'token_expired' },
  'closed, token void, a fresh one waits': { ...closed, why: 'token_expired', fresh: true },
  retry: { type: 'retry' },
  woke: { type: 'woke' },
  gaveUp: { type: 'gaveUp' },
  leave: { type: 'leave' },
} as const satisfies Record<string, RoomEvent>

type Name = keyof typeof states
type Happening = keyof typeof events

const knock = { to: { name: 'connecting', attempt: 1 }, does: ['startPatience', 'connect'] }
const goes = { to: { name: 'left', why: 'self' }, does: ['stopPatience', 'sayLeave', 'disconnect', 'endStay'] }
const inside = { name: 'joined', since: 900 }
const outOfReach = { name: 'ended', why: 'unreachable' }
const knocking = { name: 'connecting', attempt: 4 }
const back = { name: 'reconnecting', attempt: 1, since: 900 }
const again = { name: 'reconnecting', attempt: 4, since: 200 }
const over = (why: string, ...more: string[]): Row => ({
  to: { name: 'ended', why },
  does: ['stopPatience', 'endStay', ...more],
})

interface Row {
  readonly to: object
  readonly does: readonly string[]
}

const table: Record<Name, Partial<Record<Happening, Row>>> = {
  idle: { join: knock, leave: { to: { name: 'left', why: 'self' }, does: [] } },
  connecting: {
    opened: { to: states.connecting, does: ['sayHello'] },
    welcomed: { to: inside, does: ['stopPatience', 'resolveJoin'] },
    'dropped by the network': { to: knocking, does: ['scheduleRetry 4 null'] },
    'closed for now': { to: knocking, does: ['scheduleRetry 4 restart'] },
    'closed until later': { to: knocking, does: ['scheduleRetry 4 try_later'] },
    'closed for good': over('removed', 'rejectJoin removed'),
    'closed, room full': over('room_full', 'rejectJoin room_full'),
    'closed, token void': over('token_expired', 'rejectJoin token_expired'),
    'closed, token void, a fresh one waits': { to: knocking, does: ['scheduleRetry 4 token_expired'] },
    retry: { to: states.connecting, does: ['connect'] },
    woke: { to: states.connecting, does: ['hurry'] },
    gaveUp: { to: outOfReach, does: ['stopPatience', 'endStay', 'disconnect', 'rejectJoin unreachable'] },
    leave: { ...goes, does: [...goes.does, 'rejectJoin aborted'] },
  },
  joined: {
    'dropped by the network': { to: back, does: ['startPatience', 'scheduleRetry 1 null'] },
    'closed for now': { to: back, does: ['startPatience', 'scheduleRetry 1 restart'] },
    'closed until later': { to: back, does: ['startPatience', 'scheduleRetry 1 try_later'] },
    'closed for good': over('removed'),
    'closed, room full': { to: back, does: ['startPatience', 'scheduleRetry 1 room_full'] },
    'closed, token void': over('token_expired'),
    'closed, token void, a fresh one waits': { to: back, does: ['startPatience', 'scheduleRetry 1 token_expired'] },
    woke: { to: states.joined, does: ['probe'] },
    leave: goes,
  },
  reconnecting: {
    opened: { to: states.reconnecting, does: ['sayHello'] },
    welcomed: { to: inside, does: ['stopPatience'] },
    'dropped by the network': { to: again, does: ['scheduleRetry 4 null'] },
    'closed for now': { to: again, does: ['scheduleRetry 4 restart'] },
    'closed until later': { to: again, does: ['scheduleRetry 4 try_later'] },
    'closed for good': over('removed'),
    'closed, room full': { to: again, does: ['scheduleRetry 4 room_full'] },
    'closed, token void': over('token_expired'),
    'closed, token void, a fresh one waits': { to: again, does: ['scheduleRetry 4 token_expired'] },
    retry: { to: states.reconnecting, does: ['connect'] },
    woke: { to: states.reconnecting, does: ['hurry'] },
    gaveUp: { to: outOfReach, does: ['stopPatience', 'endStay', 'disconnect'] },
    leave: goes,
  },
  left: { join: knock },
  ended: { join: knock },
}

const pairs = Object.entries(states).flatMap(([name, state]) =>
  Object.entries(events).map(([happening, event]) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries forgets the keys' types
    const row = table[name as Name][happening as Happening]
    return { name, happening, state, event, row }
  }),
)

describe('transition', () => {
  it.each(pairs.filter(({ row }) => row !== undefined))('$name, $happening', ({ state, event, row }) => {
    const step = transition(state, event)
    const does = step.effects.map((effect) => Object.values(effect).map(String).join(' '))
    expect({ to: step.state, does }).toEqual(row)
  })

  it.each(pairs.filter(({ row }) => row === undefined))('$name, $happening: nothing', ({ state, event }) => {
    const step = transition(state, event)
    expect(step.state).toBe(state)
    expect(step.effects).toEqual([])
  })

  it.each(Object.keys(closeReasons).filter(isCloseName))('ends or comes back after %s as the table says', (why) => {
    const { state } = transition(states.joined, { ...closed, why })
    const comesBack = closeReasons[why].retry === 'now' || closeReasons[why].retry === 'later'
    expect(state.name).toBe(comesBack ? 'reconnecting' : 'ended')
  })
})
