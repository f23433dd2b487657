// What every store does alike, whatever is behind it: writes are checked and grouped, limits are filled in, and a closed store refuses.
import type { ChainHead } from '../audit/chain.ts'
import { keepable, type AuditRow } from '../audit/entry.ts'
import { inOwnTrace } from '../observe/trace.ts'
import { keepableRevocation, type Revocation } from '../revocation/revocation.ts'
import { createGroupCommit } from './group_commit.ts'
import { keepableAttempt, keepableChange, keepableGivenBack, keepableKey, keepableUndo, whole } from './keepable.ts'
import { rowsLost } from './steps.ts'
import {
  limitOf,
  spanOf,
  StoreUnavailable,
  type AuditCount,
  type AuditQuery,
  type AuditSpan,
  type EndedSession,
  type KeptEnd,
  type LostNode,
  type NodeSelf,
  type RevocationQuery,
  type SeenNode,
  type Since,
  type Store,
} from './store.ts'
import type { StoredKey } from './stored_keys.ts'
import type { Write, WriteResult, WriteResults } from './writes.ts'

type Limited<Q extends { readonly limit?: number }> = Q & { readonly limit: number }

/** What a database has to do. Each call may reject with StoreUnavailable. */
export interface Backend {
  /** Keeps all of it, in this order, or nothing. Where the reason may be one write alone, the error says so: `ofOneWrite`. */
  commit(writes: readonly Write[]): Promise<readonly WriteResult[]>
  findAudit(query: Limited<AuditQuery>): Promise<AuditRow[]>
  countAudit(span: AuditSpan): Promise<AuditCount[]>
  auditHead(): Promise<ChainHead>
  revocationsSince(since: Limited<Since>): Promise<Revocation[]>
  findRevocations(query: Limited<RevocationQuery>): Promise<Revocation[]>
  keysOf(appId: number): Promise<StoredKey[]>
  endedSessions(since: Limited<Omit<Since, 'now'>>): Promise<KeptEnd[]>
  announceNode(node: NodeSelf): Promise<void>
  seenNodes(): Promise<SeenNode[]>
  forgetNode(lost: LostNode): Promise<boolean>
  check(): Promise<void>
  /** Called once, when nothing is being written any more. */
  close(): Promise<void>
}

/** A commit that was tried: how many writes, for how long, and whether they were kept. */
export type OnCommit = (commit: { readonly writes: number; readonly ms: number; readonly kept: boolean }) => void

/** A store on a database. */
export function storeOn(backend: Backend, committed: OnCommit = () => undefined): Store {
  const commits = createGroupCommit((batch: readonly Write[]) => timed(backend, batch, committed))
  const reads = new Set<Promise<unknown>>()
  let closing: Promise<void> | null = null

  const refuseIfClosed = (): void => {
    if (closing !== null) throw new StoreUnavailable('it is closed')
  }
  const write = <W extends Write>(one: W): Promise<WriteResults[W['do']]> => {
    refuseIfClosed()
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- writes.ts says which result a write has
    return commits.write(one) as Promise<WriteResults[W['do']]>
  }
  const read = async <T>(answer: () => Promise<T>): Promise<T> => {
    refuseIfClosed()
    const one = answer()
    reads.add(one)
    try {
      return await one
    } finally {
      reads.delete(one)
    }
  }
  /** What is followed by numbers, and was seen to be lost: they mean something else from then on, also when they are as high again. */
  const lost = new Set<keyof Backend>()
  const follow = async <T>(verb: keyof Backend, sequence: number, answer: () => Promise<T>): Promise<T> => {
    if (lost.has(verb)) throw new StoreUnavailable(rowsLost, { code: 'rows_lost' })
    try {
      return await read(answer)
    } catch (error) {
      const isGone = error instanceof StoreUnavailable && (error.code === 'tables_older' || error.code === 'rows_lost')
      // Who knew of none misses none.
      if (isGone && sequence > 0) lost.add(verb)
      throw error
    }
  }
  const closeAll = async (): Promise<void> => {
    await commits.idle()
    await Promise.allSettled(reads)
    await backend.close()
  }

  return {
    async recordAudit(entry) {
      await write({ do: 'record', entry: keepable(entry) })
    },
    async findAudit(query) {
      return read(() => backend.findAudit({ ...query, limit: limitOf(query.limit) }))
    },
    async countAudit(span) {
      return read(() => backend.countAudit(spanOf(span)))
    },
    async auditHead() {
      return read(() => backend.auditHead())
    },
    async revoke(revocation, entry) {
      return write({ do: 'revoke', revocation: keepableRevocation(revocation), entry: keepable(entry) })
    },
    async undoRevocation(undo, entry) {
      return write({ do: 'undo', undo: keepableUndo(undo), entry: keepable(entry) })
    },
    async revocationsSince(since) {
      return follow('revocationsSince', since.sequence, () =>
        backend.revocationsSince({ ...since, limit: limitOf(since.limit ?? 1000) }),
      )
    },
    async findRevocations(query) {
      return read(() => backend.findRevocations({ ...query, limit: limitOf(query.limit) }))
    },
    async useOnce(attempt) {
      return write({ do: 'use', attempt: keepableAttempt(attempt) })
    },
    async giveBackUse(given) {
      return write({ do: 'give_back', given: keepableGivenBack(given) })
    },
    async addKey(key, entry) {
      return write({ do: 'add_key', key: keepableKey(key), entry: keepable(entry) })
    },
    async changeKeys(change, entry) {
      return write({ do: 'change_keys', change: keepableChange(change), entry: keepable(entry) })
    },
    async replaceKey(change, entry, revocation, revoked) {
      const revoking = { revocation: keepableRevocation(revocation), revoked: keepable(revoked) }
      return write({ do: 'replace_key', change: keepableChange(change), entry: keepable(entry), ...revoking })
    },
    async keysOf(appId) {
      return read(() => backend.keysOf(appId))
    },
    async endSession(session, entry) {
      return write({ do: 'end_session', session: keepableEnd(session), entry: keepable(entry) })
    },
    async endedSessions(since) {
      return follow('endedSessions', since.sequence, () =>
        backend.endedSessions({ ...since, limit: limitOf(since.limit ?? 1000) }),
      )
    },
    // Nodes are not written with the rest: a heartbeat waits for no commit.
    async announceNode(node) {
      await read(() => backend.announceNode(node))
    },
    async seenNodes() {
      return read(() => backend.seenNodes())
    },
    async forgetNode(node) {
      return read(() => backend.forgetNode(node))
    },
    async sweep(now) {
      while (await write({ do: 'sweep', now: whole('now', now) })) continue
    },
    async check() {
      await read(() => backend.check())
    },
    close() {
      closing ??= closeAll()
      return closing
    },
  }
}

/** @throws RangeError */
function keepableEnd({ id, until }: EndedSession): EndedSession {
  if (!/^[A-Za-z0-9_-]{22}$/.test(id)) throw new RangeError('id must be 22 characters of base64url')
  if (!Number.isSafeInteger(until) || until < 0) throw new RangeError('until must be Unix seconds')
  return { id, until }
}

async function timed(backend: Backend, batch: readonly Write[], committed: OnCommit): Promise<readonly WriteResult[]> {
  const began = performance.now()
  let kept = false
  try {
    const attributes = { 'db.operation.batch.size': batch.length }
    const results = await inOwnTrace('roompass.commit', attributes, () => backend.commit(batch))
    kept = true
    return results
  } finally {
    committed({ writes: batch.length, ms: performance.now() - began, kept })
  }
}
