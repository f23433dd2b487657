// Revocations for the tests of those who ask about them: a set in memory, which is current unless a test says otherwise.
import { createRevocationSet } from '../../src/revocation/cutoff.ts'
import { endOf, type NewRevocation } from '../../src/revocation/revocation.ts'
import type { RevocationScope } from '../../src/revocation/scope.ts'
import type { Revocations } from '../../src/revocation/revocations.ts'

export interface FakeRevocations extends Pick<Revocations, 'judge'> {
  current: boolean
  /** @param until Unix seconds */
  revoke(appId: number, scope: RevocationScope, until: number): void
}

export function createFakeRevocations(): FakeRevocations {
  const set = createRevocationSet()
  let made = 0
  return {
    current: true,
    judge: (facts) => set.judge(facts),
    revoke(appId, scope, until) {
      made += 1
      const wished: NewRevocation = { appId, scope, until, reason: null, by: 'admin', at: 1 }
      set.apply({ ...wished, id: made, sequence: made, endsAt: endOf(wished), undone: null })
    },
  }
}
