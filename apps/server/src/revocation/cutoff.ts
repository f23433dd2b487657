// Who may still be inside: the effective cut-off of a token is the maximum over all scopes that fit it. Pure, and kept small in memory.
import type { Revocation } from './revocation.ts'
import { scopeKey, scopeKeysOf, type ScopeKind, type TokenFacts } from './scope.ts'

/** The revocation that decides. */
export interface Verdict {
  readonly id: number
  readonly kind: ScopeKind
  /** Unix seconds: what was issued then or before is refused. Infinity for a token that was revoked by its ID. */
  readonly cutoff: number
}

/** Revocations that count, by what they cover. */
export interface RevocationSet {
  /** Takes a revocation in, or in its newer state: an undone one counts no longer. Answers whether that was news. */
  apply(revocation: Revocation): boolean
  /** The revocation with the latest cut-off among those that fit, whether or not the token is older; null where none fits. */
  latest(facts: TokenFacts): Verdict | null
  /** The revocation that ends this token; null when none does. */
  judge(facts: TokenFacts): Verdict | null
  /** Drops what no token can fall under any more. */
  forget(now: number): void
  readonly size: number
}

/** As little as will do: an operator's words stay in the store. */
interface Kept extends Verdict {
  readonly key: string
  readonly sequence: number
  readonly endsAt: number
  readonly undone: boolean
}

/** Whether a token that was issued then is revoked by this cut-off. The second of the cut-off counts as before it. */
export function isCutOff(issuedAt: number, cutoff: number): boolean {
  return issuedAt <= cutoff
}

export function createRevocationSet(): RevocationSet {
  const byId = new Map<number, Kept>()
  const byScope = new Map<string, readonly Kept[]>()

  const drop = (kept: Kept): void => {
    byId.delete(kept.id)
    const left = (byScope.get(kept.key) ?? []).filter(({ id }) => id !== kept.id)
    if (left.length === 0) byScope.delete(kept.key)
    else byScope.set(kept.key, left)
  }
  const latest = (facts: TokenFacts): Verdict | null => {
    if (byId.size === 0) return null
    let found: Kept | null = null
    for (const key of scopeKeysOf(facts)) {
      for (const kept of byScope.get(key) ?? []) {
        if (!kept.undone && (found === null || kept.cutoff > found.cutoff)) found = kept
      }
    }
    return found === null ? null : { id: found.id, kind: found.kind, cutoff: found.cutoff }
  }

  return {
    apply(revocation) {
      const before = byId.get(revocation.id)
      if (before !== undefined && before.sequence >= revocation.sequence) return false
      if (before !== undefined) drop(before)
      const kept = keptOf(revocation)
      byId.set(kept.id, kept)
      byScope.set(kept.key, [...(byScope.get(kept.key) ?? []), kept])
      return true
    },
    latest,
    judge(facts) {
      const verdict = latest(facts)
      return verdict !== null && isCutOff(facts.issuedAt, verdict.cutoff) ? verdict : null
    },
    forget(now) {
      for (const kept of byId.values()) if (kept.endsAt <= now) drop(kept)
    },
    get size() {
      return byId.size
    },
  }
}

/** The same for a list: what a table can show. */
export function effectiveCutoff(revocations: Iterable<Revocation>, facts: TokenFacts): number | null {
  const set = createRevocationSet()
  for (const revocation of revocations) set.apply(revocation)
  return set.latest(facts)?.cutoff ?? null
}

/** Seconds for which an undone one is remembered, so that an older state of it that was still on its way does not bring it back. */
const undoneFor = 60

function keptOf({ id, appId, scope, until, sequence, endsAt, undone }: Revocation): Kept {
  return {
    id,
    kind: scope.kind,
    key: scopeKey(appId, scope),
    cutoff: scope.kind === 'token' ? Infinity : until,
    sequence,
    endsAt: undone === null ? endsAt : Math.ceil(undone.at / 1000) + undoneFor,
    undone: undone !== null,
  }
}
