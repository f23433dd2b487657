// Who comes through the door: the token is verified, its grant looked at, the policy asked again, and the revocations, in this order. Where the
// token is for one use, the hub takes that last, for somebody who has a seat.
import type { Admission, AdmitContext, HubOptions, Taken } from '@roompass/room/hub'
import type { CloseName } from '@roompass/room/protocol'
import { KitTokenError, verify, type Keyring, type KitTokenErrorCode, type Pass } from '@roompass/token'
import type { FailureBudget, Wrongdoer } from '../limits/failures.ts'
import { networkOf } from '../network.ts'
import type { KeysInUse } from '../keys/keys.ts'
import type { Policy } from '../policy/decide.ts'
import type { PolicyUser, Wish } from '../policy/policy.ts'
import type { Revocations } from '../revocation/revocations.ts'
import { closeOf } from './close.ts'
import { createOneUse, type OneUseParts } from './one_use.ts'
import { roomOf } from './room_of.ts'

export interface AdmissionParts extends OneUseParts {
  readonly keys: KeysInUse
  readonly policy: Policy
  readonly revocations: Pick<Revocations, 'judge' | 'current'>
  readonly failures: FailureBudget
  /** The least trust that opens a room. */
  readonly accept: 'signed' | 'sealed'
  /** Seconds. */
  readonly maxLifetime: number
  /** Whether tokens are for one use where the policy does not say. */
  readonly once: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A policy that fails is no answer: it rejects, and the hub tells the person to try later. */
export function createAdmission(parts: AdmissionParts): HubOptions['admit'] {
  const { keys, policy, failures, maxLifetime, now } = parts
  const check = (kitToken: string, accept = parts.accept): Pass | KitTokenErrorCode => {
    try {
      return verify(kitToken, keys.current(), { accept, maxLifetime, now: now() / 1000 })
    } catch (error) {
      if (!(error instanceof KitTokenError)) throw error
      return error.code
    }
  }
  return async (kitToken, context) => {
    const who = wrongdoerOf(context)
    // While the budget is spent only a signature opens the door, which nobody finds by trying; all else is one answer, right or wrong.
    const exhausted = failures.spent(who) > 0
    let pass = check(kitToken, exhausted ? 'signed' : parts.accept)
    if (exhausted && typeof pass === 'string') return refused('rate_limited', 'too many tokens that were wrong')
    if (pass === 'key_unknown' || pass === 'token_undecryptable') {
      // Another node may have changed the keys a moment ago.
      if (!(await keys.refresh())) return refused('try_later', 'the keys are not known')
      pass = check(kitToken)
    }
    if (typeof pass === 'string') {
      // An expiry is public: it proves nothing, and people come with old tokens.
      if (pass !== 'token_expired') failures.failed(who)
      return refused(closeOf[pass], pass)
    }
    if (!pass.grant.join) return refused('no_privilege', 'the grant does not allow to join')
    const roomId = roomOf(pass)
    if (roomId === null) return refused('room_mismatch', 'the token names no room')

    const userName = context.wishedUserName || (pass.userName ?? pass.claimed?.userName ?? '')
    const decision = await policy(userOf(pass), wishOf(pass, roomId, userName, context, now))
    if (!decision.granted) return refused('forbidden', decision.reason)
    // Last, and at once before the answer: nothing that takes time lies between this look and the seat.
    const ended = endOf(parts, pass, roomId)
    if (ended !== null) return refused(ended.close, ended.reason)
    const { appId, userId, tid, kid, issuedAt, expiresAt } = pass
    const isForOnce = decision.once ?? parts.once
    return {
      admitted: true,
      ...(isForOnce ? { once: createOneUse(parts, pass, () => usedUp(endOf(parts, pass, roomId))) } : {}),
      pass: {
        appId,
        userId,
        userName: decision.userName ?? userName,
        roomId,
        publish: pass.grant.publish && decision.publish,
        expiresAt: Math.min(expiresAt, decision.until ?? expiresAt),
        tid,
        issuedAt,
        kid,
        ...(decision.maxPeople === undefined ? {} : { maxPeople: decision.maxPeople }),
        ...(decision.duplicates === undefined ? {} : { duplicates: decision.duplicates }),
      },
    }
  }
}

type Why = Pick<Extract<Admission, { admitted: false }>, 'close' | 'reason'>

/** What has ended a token since it was verified, by its key or by a revocation; null for nothing. */
function endOf({ keys, revocations }: AdmissionParts, pass: Pass, roomId: string): Why | null {
  if (!revocations.current) return { close: 'try_later', reason: 'the revocations are not known' }
  const { appId, userId, tid, kid, issuedAt } = pass
  if (keys.endOf(kid) !== null) return { close: closeOf.key_unknown, reason: 'key_unknown' }
  const revoked = revocations.judge({ appId, userId, roomId, tid, kid, issuedAt })
  return revoked === null ? null : { close: 'token_revoked', reason: `revocation ${revoked.id}` }
}

function usedUp(why: Why | null): Extract<Taken, { taken: false }> | null {
  return why === null ? null : { taken: false, ...why }
}

/** Who has a seat answers for themselves; of all others nothing is known but where they come from. */
function wrongdoerOf({ holder, address }: AdmitContext): Wrongdoer {
  if (holder !== undefined) return { holder }
  return { network: address === undefined ? null : networkOf(address) }
}

function refused(close: CloseName, reason: string): Admission {
  return { admitted: false, close, reason }
}

function userOf({ userId, userName }: Pass): PolicyUser {
  return { id: userId, name: userName, via: 'token', claims: {} }
}

/** A room that nothing proves is what the holder of the token wrote: a wish, which the policy may refuse (spec R31). */
function wishOf(
  { appId, roomId: proven }: Pass,
  roomId: string,
  userName: string,
  { purpose }: AdmitContext,
  now: () => number,
): Wish {
  return {
    purpose: purpose === 'renew' ? 'renew' : 'admit',
    appId,
    roomId,
    proven: proven !== null,
    role: null,
    userName,
    expiresIn: null,
    at: Math.floor(now() / 1000),
  }
}

/** The room that a token proves, without a word on whether it opens the door; null where it proves none. */
export function provenRoomOf(kitToken: string, keys: Keyring): string | null {
  try {
    return verify(kitToken, keys).roomId
  } catch (error) {
    if (!(error instanceof KitTokenError)) throw error
    return null
  }
}
