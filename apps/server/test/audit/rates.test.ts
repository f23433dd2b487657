import { describe, expect, it } from 'vitest'
import { auditEntry } from '../../src/audit/entry.ts'
import { createRates } from '../../src/audit/rates.ts'
import type { AuditSpan } from '../../src/store/store.ts'
import { createMemoryStore } from '../fakes/memory_store.ts'
import { asBackend, asOperator, serve, wordOf } from '../service.ts'

const minute = 60_000
const start = 30_000_000 * minute

function rates() {
  const [store, spans] = [createMemoryStore(), [] as AuditSpan[]]
  let time = start
  const counted = {
    countAudit: (span: AuditSpan) => {
      spans.push(span)
      return store.countAudit(span)
    },
  }
  return {
    ...createRates(counted, () => time),
    spans,
    pass: (minutes: number) => (time += minutes * minute),
    record: (event: 'token.issued' | 'token.refused' | 'room.joined' | 'room.refused' | 'room.left', ago = 0) =>
      store.recordAudit(auditEntry({ at: time - ago * minute, event })),
  }
}

describe('rates', () => {
  it('have a number for each minute, also for those in which nothing happened', async () => {
    const { newest, record } = rates()
    await Promise.all([record('token.issued'), record('token.issued'), record('token.refused', 2), record('room.left')])
    await Promise.all([record('room.joined', 2), record('room.refused', 1), record('token.issued', 4)])
    const nothing = { issued: 0, refused: 0, joined: 0, turnedAway: 0 }
    expect(await newest(4)).toEqual([
      { ...nothing, at: start - 3 * minute },
      { ...nothing, at: start - 2 * minute, refused: 1, joined: 1 },
      { ...nothing, at: start - minute, turnedAway: 1 },
      { ...nothing, at: start, issued: 2 },
    ])
  })

  it('count a minute that is over for a while only once', async () => {
    const { newest, record, pass, spans } = rates()
    await record('token.issued', 10)
    const first = await newest(60)
    pass(1)
    await record('token.refused')
    const second = await newest(60)
    expect(spans.map(({ since, to }) => (to - since) / minute)).toEqual([60, 5])
    expect(second.slice(0, -1)).toEqual(first.slice(1))
    expect(second.at(-1)?.refused).toBe(1)
  })

  it('see a row that comes two minutes late', async () => {
    const { newest, record, pass } = rates()
    await newest(10)
    pass(2)
    await record('token.issued', 2)
    expect((await newest(3))[0]?.issued).toBe(1)
  })
})

describe('rates over HTTP', () => {
  it('are for keys that may read the audit', async () => {
    const service = await serve()
    await service.post({ roomId: 'lobby', userId: 'ada' }, asBackend)
    const { minutes } = await (await service.get('/v1/stats', asOperator)).json()
    expect(minutes).toHaveLength(60)
    expect(minutes.at(-1)).toMatchObject({ issued: 1, refused: 0, joined: 0, turnedAway: 0 })
    expect(await wordOf(await service.get('/v1/stats', asBackend))).toBe('403 scope_missing')
    expect(await wordOf(await service.get('/v1/stats?minutes=1441', asOperator))).toBe('400 query_invalid')
  })
})
