// Takes the use of a token that opens the door once, in the store, so that of all nodes one gives it to one person. The rule is in single_use.ts.
import type { OneUse, Taken } from '@roompass/room/hub'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import { createResumeTicket, holderOf } from './single_use.ts'

export interface OneUseParts {
  readonly store: Pick<Store, 'useOnce' | 'giveBackUse'>
  readonly log: Log
}

/** The part of a pass that says which token it was. */
export interface UsedToken {
  readonly tid: string
  /** Unix seconds. */
  readonly expiresAt: number
}

/**
 * @param refusal asked once more when the use is theirs: writing it took time, in which the token may have been revoked
 */
export function createOneUse(
  { store, log }: OneUseParts,
  { tid, expiresAt }: UsedToken,
  refusal: () => Extract<Taken, { taken: false }> | null,
): OneUse {
  return {
    // Where the store does not answer this rejects, and the hub says to try later: a use that nobody wrote down is none.
    async take(brought) {
      const ticket = createResumeTicket()
      const holder = holderOf(tid, ticket)
      const given = await store.useOnce({
        tid,
        until: expiresAt,
        holder,
        brought: brought === undefined ? null : holderOf(tid, brought),
      })
      if (!given) return { taken: false, close: 'token_used', reason: 'the use of the token is taken' }
      const refused = refusal()
      if (refused === null) return { taken: true, ticket, giveBack: () => giveBack(holder) }
      // Who is told to try later would else find their own use taken by themselves.
      giveBack(holder)
      return refused
    },
  }

  function giveBack(holder: string): void {
    store.giveBackUse({ tid, holder }).catch(() => log.warn('use_not_given_back', {}))
  }
}
