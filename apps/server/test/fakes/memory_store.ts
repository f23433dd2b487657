// A store in memory: it keeps the contract of the real ones, and does what a test says: fail, or wait.
import type { AuditRow } from '../../src/audit/entry.ts'
import { limitOf, StoreUnavailable, type AuditQuery, type Store } from '../../src/store/store.ts'

export interface MemoryStore extends Store {
  /** What is kept, oldest first. */
  readonly rows: readonly AuditRow[]
  /** While it is false every call fails. */
  available: boolean
  /** Writes wait from now on, until the function it gives is called. */
  hold(): () => void
}

export function createMemoryStore(): MemoryStore {
  const rows: AuditRow[] = []
  let available = true
  let closed = false
  let gate: Promise<unknown> = Promise.resolve()
  let writes: Promise<unknown> = Promise.resolve()

  const refuseIfClosed = (): void => {
    if (closed) throw new StoreUnavailable('it is closed')
  }
  const refuseInOutage = (): void => {
    if (!available) throw new StoreUnavailable('the test says so')
  }

  return {
    rows,
    get available() {
      return available
    },
    set available(value) {
      available = value
    },
    hold() {
      const held = Promise.withResolvers<undefined>()
      gate = held.promise
      return () => held.resolve(undefined)
    },
    async recordAudit(entry) {
      refuseIfClosed()
      const turn = Promise.all([writes, gate])
      const write = async (): Promise<void> => {
        await turn
        refuseInOutage()
        rows.push({ ...entry, seq: rows.length + 1 })
      }
      const written = write()
      writes = written.catch(() => undefined)
      await written
    },
    async findAudit({ limit, ...query }) {
      refuseIfClosed()
      refuseInOutage()
      const most = limitOf(limit)
      return rows
        .filter((row) => fits(row, query))
        .toReversed()
        .slice(0, most)
    },
    async check() {
      refuseIfClosed()
      refuseInOutage()
    },
    async close() {
      closed = true
      await writes
    },
  }
}

function fits(row: AuditRow, { before = Infinity, event, appId, userId, roomId, tid }: AuditQuery): boolean {
  const wanted = [
    [event, row.event],
    [appId, row.appId],
    [userId, row.userId],
    [roomId, row.roomId],
    [tid, row.tid],
  ]
  return row.seq < before && wanted.every(([value, kept]) => value === undefined || value === kept)
}
