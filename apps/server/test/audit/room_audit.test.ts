import { createLimiter } from '../../src/limits/limiter.ts'
import { describe, expect, it } from 'vitest'
import type { HubEvent } from '@roompass/room/hub'
import { createRoomAudit } from '../../src/audit/room_audit.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { createMemoryStore } from '../fakes/memory_store.ts'

const tid = '0123456789abcdef'.repeat(4)
const who = { appId: 7, roomId: 'lobby', userId: 'ada', peerId: 'p1', tid } as const
const nothing = {
  actor: null,
  appId: null,
  userId: null,
  roomId: null,
  tid: null,
  kid: null,
  expiresAt: null,
  reason: null,
  network: null,
}
const person = { ...nothing, actor: 'token:ada', appId: 7, userId: 'ada', roomId: 'lobby', tid: '0123456789abcdef' }

async function rowsOf(...events: readonly HubEvent[]) {
  const store = createMemoryStore()
  const observe = createRoomAudit(
    store,
    createCapturedLog(),
    () => 1_800_000_000_123,
    createLimiter({ name: 'rows', perMinute: 60 }, () => 1_800_000_000_123),
  )
  for (const event of events) observe(event)
  await store.close()
  return store.rows
}

describe('the audit of a room', () => {
  it.each<[HubEvent, object]>([
    [
      { type: 'joined', ...who },
      { ...person, event: 'room.joined' },
    ],
    [
      { type: 'resumed', ...who },
      { ...person, event: 'room.resumed' },
    ],
    [
      { type: 'renewed', ...who },
      { ...person, event: 'room.renewed' },
    ],
    [
      { type: 'left', reason: 'token_expired', ...who },
      { ...person, event: 'room.left', reason: 'token_expired' },
    ],
    [
      { type: 'refused', close: 'token_invalid', reason: 'signature_invalid', address: '203.0.113.77' },
      { ...nothing, event: 'room.refused', reason: 'token_invalid: signature_invalid', network: '203.0.113.0/24' },
    ],
    [
      { type: 'refused', close: 'hello_timeout', reason: 'no hello in time' },
      { ...nothing, event: 'room.refused', reason: 'hello_timeout: no hello in time' },
    ],
  ])('keeps what happened: %o', async (event, row) => {
    expect(await rowsOf(event)).toEqual([{ seq: 1, at: 1_800_000_000_123, ...row }])
  })

  it('does not keep that a connection broke: whoever comes back was not away', async () => {
    expect(await rowsOf({ type: 'dropped', ...who })).toEqual([])
  })

  it('keeps of a token what finds it, and of an address its network', async () => {
    const rows = await rowsOf(
      { type: 'joined', ...who },
      { type: 'refused', close: 'forbidden', reason: 'no', address: '2001:db8:1:2:3:4:5:6' },
    )
    expect(JSON.stringify(rows)).not.toContain(tid)
    expect(JSON.stringify(rows)).not.toContain('3:4:5:6')
    expect(rows[1]?.network).toBe('2001:db8:1:2::/64')
  })

  it('keeps sixty refusals a minute of a network, and loses nothing else to them', async () => {
    const refused = { type: 'refused', close: 'bad_message', reason: 'x' } as const
    const rows = await rowsOf(
      ...Array.from({ length: 100 }, () => ({ ...refused, address: '203.0.113.7' })),
      { ...refused, address: '198.51.100.7' },
      { type: 'joined', ...who },
    )
    expect(rows.map(({ event }) => event)).toEqual([...Array(61).fill('room.refused'), 'room.joined'])
  })

  it('keeps the order of what happened', async () => {
    const rows = await rowsOf(
      { type: 'joined', ...who },
      { type: 'renewed', ...who },
      { type: 'left', reason: 'left', ...who },
    )
    expect(rows.map(({ event }) => event)).toEqual(['room.joined', 'room.renewed', 'room.left'])
  })

  it('says in the log what it could not keep, and does not hold up the room', async () => {
    const [store, log] = [createMemoryStore(), createCapturedLog()]
    store.available = false
    createRoomAudit(
      store,
      log,
      Date.now,
      createLimiter({ name: 'rows', perMinute: 60 }, Date.now),
    )({ type: 'joined', ...who })
    await new Promise((later) => setTimeout(later, 5))
    expect(log.events).toEqual(['error audit_lost'])
    expect(JSON.parse(log.lines[0] ?? '')).toMatchObject({ entry: 'room.joined' })
    expect(log.lines.join('')).not.toContain('ada')
  })
})
