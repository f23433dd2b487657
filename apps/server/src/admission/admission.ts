// Who comes through the door: the token is verified, its grant looked at, and the policy asked again, in this order.
import type { Admission, AdmitContext, HubOptions } from '@roompass/room/hub'
import type { CloseName } from '@roompass/room/protocol'
import { KitTokenError, verify, type Keyring, type Pass } from '@roompass/token'
import type { Policy } from '../policy/decide.ts'
import type { PolicyUser, Wish } from '../policy/policy.ts'
import { closeOf } from './close.ts'

export interface AdmissionParts {
  readonly keys: Keyring
  readonly policy: Policy
  /** The least trust that opens a room. */
  readonly accept: 'signed' | 'sealed'
  /** Seconds. */
  readonly maxLifetime: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A policy that fails is no answer: it rejects, and the hub tells the person to try later. */
export function createAdmission({ keys, policy, accept, maxLifetime, now }: AdmissionParts): HubOptions['admit'] {
  return async (kitToken, context) => {
    let pass: Pass
    try {
      pass = verify(kitToken, keys, { accept, maxLifetime, now: now() / 1000 })
    } catch (error) {
      if (!(error instanceof KitTokenError)) throw error
      return refused(closeOf[error.code], error.code)
    }
    if (!pass.grant.join) return refused('no_privilege', 'the grant does not allow to join')
    const roomId = pass.roomId ?? pass.claimed?.roomId ?? null
    if (roomId === null) return refused('room_mismatch', 'the token names no room')

    const userName = context.wishedUserName || (pass.userName ?? pass.claimed?.userName ?? '')
    const decision = await policy(userOf(pass), wishOf(pass, roomId, userName, context))
    if (!decision.granted) return refused('forbidden', decision.reason)
    return {
      admitted: true,
      pass: {
        appId: pass.appId,
        userId: pass.userId,
        userName: decision.userName ?? userName,
        roomId,
        publish: pass.grant.publish && decision.publish,
        expiresAt: pass.expiresAt,
        tid: pass.tid,
        ...(decision.maxPeople === undefined ? {} : { maxPeople: decision.maxPeople }),
      },
    }
  }
}

function refused(close: CloseName, reason: string): Admission {
  return { admitted: false, close, reason }
}

function userOf({ userId, userName }: Pass): PolicyUser {
  return { id: userId, name: userName, via: 'token', claims: {} }
}

/** A room that nothing proves is what the holder of the token wrote: a wish, which the policy may refuse (spec R31). */
function wishOf({ appId, roomId: proven }: Pass, roomId: string, userName: string, { purpose }: AdmitContext): Wish {
  return {
    purpose: purpose === 'renew' ? 'renew' : 'admit',
    appId,
    roomId,
    proven: proven !== null,
    role: null,
    userName,
    expiresIn: null,
  }
}
