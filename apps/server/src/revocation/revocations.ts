// Revoking and taking back, in one order: keep it with its row of the audit, act on it here, wake the other nodes, and only then answer.
import { auditEntry, type AuditEntry } from '../audit/entry.ts'
import type { Bus } from '../bus/bus.ts'
import type { Store } from '../store/store.ts'
import { forGood, type NewRevocation, type Revocation } from './revocation.ts'
import type { RevocationScope } from './scope.ts'
import type { RevocationWatcher } from './watcher.ts'

export interface RevocationWish {
  readonly scope: RevocationScope
  /**
   * Unix seconds until which nothing is issued; {@link forGood} for no end. Default: five seconds from now, which is long enough for clocks that
   * differ: whoever is meant is out, and may come back with a fresh token.
   */
  readonly until?: number
  readonly reason?: string
}

export interface Revocations extends Pick<RevocationWatcher, 'judge' | 'current'> {
  /**
   * When it resolves, the revocation is durable, and on this node whoever it is about is out.
   * @param by who does it, as the audit names them
   * @throws StoreUnavailable; RangeError for a scope or a time that cannot be
   */
  revoke(wish: RevocationWish, by: string): Promise<Revocation>
  /**
   * The same, where it is kept together with something else: `keep` does both, or neither and gives null.
   * @returns what was kept
   */
  revokeBy(
    wish: RevocationWish,
    by: string,
    keep: (revocation: NewRevocation, entry: AuditEntry) => Promise<Revocation | null>,
  ): Promise<Revocation | null>
  /** Takes one back. @returns its new state; null when there is none, or it was undone before */
  undo(id: number, by: string): Promise<Revocation | null>
}

export interface RevocationsParts {
  readonly appId: number
  readonly store: Pick<Store, 'revoke' | 'undoRevocation' | 'findRevocations'>
  readonly watcher: RevocationWatcher
  readonly bus: Pick<Bus, 'hint'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Seconds by which the clocks of nodes may differ. */
const clocksApart = 5

export function createRevocations({ appId, store, watcher, bus, now }: RevocationsParts): Revocations {
  const spread = (revocation: Revocation): void => {
    watcher.take(revocation)
    bus.hint('revocations')
  }
  const wishedBy = ({ scope, until, reason }: RevocationWish, by: string): NewRevocation => {
    const at = now()
    return { appId, scope, until: until ?? Math.floor(at / 1000) + clocksApart, reason: reason ?? null, by, at }
  }

  return {
    judge: (facts) => watcher.judge(facts),
    get current() {
      return watcher.current
    },
    async revoke(wish, by) {
      const wished = wishedBy(wish, by)
      const revocation = await store.revoke(wished, madeOf(wished))
      spread(revocation)
      return revocation
    },
    async revokeBy(wish, by, keep) {
      const wished = wishedBy(wish, by)
      const revocation = await keep(wished, madeOf(wished))
      if (revocation !== null) spread(revocation)
      return revocation
    },
    async undo(id, by) {
      const at = now()
      const [kept] = await store.findRevocations({ appId, before: id + 1, limit: 1 })
      if (kept?.id !== id) return null
      const undone = await store.undoRevocation({ id, by, at }, entryOf('revocation.undone', kept, by, at))
      if (undone !== null) spread(undone)
      return undone
    },
  }
}

function madeOf(wished: NewRevocation): AuditEntry {
  return entryOf('revocation.made', wished, wished.by, wished.at)
}

type Told = Pick<Revocation, 'appId' | 'scope' | 'until' | 'reason'>

function entryOf(
  event: AuditEntry['event'],
  { appId, scope, until, reason }: Told,
  by: string,
  at: number,
): AuditEntry {
  return auditEntry({
    at,
    event,
    actor: by,
    appId,
    userId: 'userId' in scope ? scope.userId : null,
    roomId: 'roomId' in scope ? scope.roomId : null,
    tid: 'tid' in scope ? scope.tid.slice(0, 16) : null,
    kid: 'kid' in scope ? scope.kid : null,
    expiresAt: until === forGood ? null : until,
    reason: reason === null ? scope.kind : `${scope.kind}: ${reason}`,
  })
}
