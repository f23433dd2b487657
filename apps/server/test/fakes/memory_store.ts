// A store in memory: it keeps the contract of the real ones, and does what a test says: fail, or wait.
import { isFreed, useAfter, type TokenUse } from '../../src/admission/single_use.ts'
import { genesis, linkedAll } from '../../src/audit/chain.ts'
import type { AuditEntry, AuditRow } from '../../src/audit/entry.ts'
import { endOf, type NewRevocation, type Revocation } from '../../src/revocation/revocation.ts'
import { storeOn, type Backend } from '../../src/store/backed.ts'
import {
  StoreUnavailable,
  type AuditCount,
  type AuditQuery,
  type AuditSpan,
  type KeptEnd,
  type NodeSelf,
  type RevocationQuery,
  type Store,
  type Undo,
} from '../../src/store/store.ts'
import { addedKey, changedKeys, type KeyChange, type StoredKey } from '../../src/store/stored_keys.ts'
import { entriesFor, type Write, type WriteResult } from '../../src/store/writes.ts'

/** A row without the links of the chain, which tests of what is recorded do not ask about. */
export type PlainRow = AuditEntry & { readonly seq: number }

export interface MemoryStore extends Store {
  /** What is kept, oldest first. */
  readonly rows: readonly PlainRow[]
  /** Lets time pass by its clock. */
  later(ms: number): void
  /** While it is false every call fails. */
  available: boolean
  /** Writes wait from now on, until the function it gives is called. */
  hold(): () => void
}

export function createMemoryStore(): MemoryStore {
  const memory = createMemory()
  let available = true
  let gate: Promise<unknown> = Promise.resolve()

  const refuseInOutage = (): void => {
    if (!available) throw new StoreUnavailable('the test says so')
  }
  const asked = async <T>(answer: () => T): Promise<T> => {
    refuseInOutage()
    return answer()
  }
  const backend: Backend = {
    async commit(writes) {
      await gate
      return asked(() => memory.commit(writes))
    },
    findAudit: (query) => asked(() => memory.findAudit(query).slice(0, query.limit)),
    countAudit: (span) => asked(() => memory.countAudit(span)),
    auditHead: () => asked(() => memory.rows.at(-1) ?? genesis).then(({ seq, hash }) => ({ seq, hash })),
    revocationsSince: ({ sequence, now, limit }) =>
      asked(() =>
        [...memory.revocations.values()]
          .filter((one) => one.sequence > sequence && (one.endsAt > now || one.undone !== null))
          .toSorted((a, b) => a.sequence - b.sequence)
          .slice(0, limit),
      ),
    findRevocations: (query) => asked(() => memory.findRevocations(query).slice(0, query.limit)),
    keysOf: (appId) => asked(() => memory.keysOf(appId)),
    endedSessions: ({ sequence, limit }) =>
      asked(() => [...memory.ended.values()].filter((one) => one.sequence > sequence).slice(0, limit)),
    announceNode: (node) => asked(() => void memory.nodes.set(node.url, { ...node, seenAt: performance.now() })),
    seenNodes: () =>
      asked(() =>
        [...memory.nodes.values()]
          .map(({ seenAt, ...node }) => ({ ...node, ageMs: performance.now() - seenAt }))
          .toSorted((a, b) => (a.url < b.url ? -1 : 1)),
      ),
    forgetNode: ({ url, id, olderThanMs }) =>
      asked(() => {
        const node = memory.nodes.get(url)
        const lost = node?.id === id && performance.now() - node.seenAt >= olderThanMs
        return lost && memory.nodes.delete(url)
      }),
    check: () => asked(() => undefined),
    close: async () => undefined,
  }
  const store = storeOn(backend)
  return {
    ...store,
    get rows() {
      return memory.rows.map(({ prev: _prev, hash: _hash, ...row }) => row)
    },
    get available() {
      return available
    },
    set available(value) {
      available = value
    },
    later: (ms) => memory.later(ms),
    hold() {
      const held = Promise.withResolvers<undefined>()
      gate = held.promise
      return () => held.resolve(undefined)
    },
  }
}

function createMemory() {
  const rows: AuditRow[] = []
  const revocations = new Map<number, Revocation>()
  const uses = new Map<string, TokenUse>()
  const ended = new Map<string, KeptEnd>()
  const nodes = new Map<string, NodeSelf & { readonly seenAt: number }>()
  let keys: readonly StoredKey[] = []
  let sequence = 0
  let aheadMs = 0

  const clock = (): number => Date.now() + aheadMs
  const keysOf = (appId: number): StoredKey[] =>
    keys
      .filter((key) => key.appId === appId)
      .map((key) => ({ ...key, isDue: key.retireAt !== null && key.retireAt <= clock() }))
  const changeKeys = (change: KeyChange): boolean => {
    const { appId } = change
    const changed = changedKeys(keysOf(appId), change, clock())
    if (changed !== null) keys = [...keys.filter((key) => key.appId !== appId), ...changed]
    return changed !== null
  }
  const revoke = (made: NewRevocation): Revocation => {
    sequence += 1
    const whole = { ...made, id: sequence, sequence, endsAt: endOf(made), undone: null }
    revocations.set(whole.id, whole)
    return whole
  }
  const undo = ({ id, at, by }: Undo): Revocation | null => {
    const kept = revocations.get(id)
    if (kept === undefined || kept.undone !== null) return null
    sequence += 1
    const undone = { ...kept, sequence, undone: { at, by } }
    revocations.set(id, undone)
    return undone
  }
  const carryOut = (write: Write): WriteResult => {
    if (write.do === 'revoke') return revoke(write.revocation)
    if (write.do === 'undo') return undo(write.undo)
    if (write.do === 'use') {
      const after = useAfter(uses.get(write.attempt.tid) ?? null, write.attempt)
      if (after !== null) uses.set(after.tid, after)
      return after !== null
    }
    if (write.do === 'give_back') {
      const { tid } = write.given
      return isFreed(uses.get(tid) ?? null, write.given) && uses.delete(tid)
    }
    if (write.do === 'add_key') {
      const added = addedKey(keysOf(write.key.appId), write.key)
      if (added !== null) keys = [...keys, added]
      return added !== null
    }
    if (write.do === 'change_keys') return changeKeys(write.change)
    if (write.do === 'replace_key') return changeKeys(write.change) ? revoke(write.revocation) : null
    if (write.do === 'end_session') {
      const { session } = write
      if (ended.has(session.id)) return false
      sequence += 1
      ended.set(session.id, { ...session, sequence })
      return true
    }
    if (write.do === 'sweep') {
      const now = Math.min(write.now, Date.now() / 1000)
      for (const { tid, until } of uses.values()) if (until < now - 60) uses.delete(tid)
      for (const { id, until } of ended.values()) if (until < now - 60) ended.delete(id)
      return false
    }
    return true
  }

  return {
    rows,
    revocations,
    ended,
    nodes,
    keysOf,
    later: (ms: number) => void (aheadMs += ms),
    commit(writes: readonly Write[]): WriteResult[] {
      const results = writes.map(carryOut)
      const entries = writes.flatMap((write, i) => entriesFor(write, results[i]!))
      rows.push(...linkedAll(entries, rows.at(-1) ?? genesis))
      return results
    },
    findAudit(query: AuditQuery): AuditRow[] {
      const found = rows.filter((row) => fits(row, query))
      return query.order === 'oldest' ? found : found.toReversed()
    },
    countAudit({ since, to }: AuditSpan): AuditCount[] {
      const counts = new Map<string, AuditCount>()
      for (const { at, event } of rows.filter((row) => row.at >= since && row.at < to)) {
        const minute = at - (at % 60_000)
        const key = `${minute} ${event}`
        counts.set(key, { minute, event, count: (counts.get(key)?.count ?? 0) + 1 })
      }
      return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
    },
    findRevocations(query: RevocationQuery): Revocation[] {
      return [...revocations.values()].filter((one) => isMeant(one, query)).toReversed()
    },
  }
}

function fits(row: AuditRow, query: AuditQuery): boolean {
  const { before = Infinity, after = 0, since = 0, to = Infinity, tid, event, appId, userId, roomId } = query
  const wanted = [
    [event, row.event],
    [appId, row.appId],
    [userId, row.userId],
    [roomId, row.roomId],
  ]
  return (
    row.seq < before &&
    row.seq > after &&
    row.at >= since &&
    row.at < to &&
    (tid === undefined || (row.tid?.startsWith(tid) ?? false)) &&
    wanted.every(([value, kept]) => value === undefined || value === kept)
  )
}

function isMeant(one: Revocation, query: RevocationQuery): boolean {
  const { appId, kind, userId, roomId, activeAt, before = Infinity } = query
  const { scope } = one
  const wanted = [
    [appId, one.appId],
    [kind, scope.kind],
    [userId, 'userId' in scope ? scope.userId : null],
    [roomId, 'roomId' in scope ? scope.roomId : null],
  ]
  const active = activeAt === undefined || (one.endsAt > activeAt && one.undone === null)
  return one.id < before && active && wanted.every(([value, kept]) => value === undefined || value === kept)
}
