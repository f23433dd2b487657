// Whoever is inside with a token that is revoked is sent out, with the close code for it (spec/room-protocol.md section 7). Whose token is of a
// key that was retired is no suspect: they are asked for a fresh one, and stay when it comes.
import type { Hub } from '@roompass/room/hub'
import type { Verdict } from './cutoff.ts'
import type { TokenFacts } from './scope.ts'

type House = Pick<Hub, 'rooms' | 'remove' | 'shorten'>

/** Who knows what has ended. */
export interface Ends {
  readonly judge: (facts: TokenFacts) => Verdict | null
  /** Unix seconds until which a token of this key that is inside still counts; null while the key does. */
  readonly endOf: (kid: string) => number | null
}

/** @returns how many were sent out */
export function sendOut(hub: House, { judge, endOf }: Ends): number {
  let sent = 0
  for (const { appId, roomId, people } of hub.rooms()) {
    for (const { userId, peerId, tid, issuedAt = 0, kid = null } of people) {
      const end = kid === null ? null : endOf(kid)
      if (end !== null) hub.shorten(peerId, end)
      // What is about the key alone has its time until then; what is about the person has none.
      const verdict = judge({ tid, appId, userId, roomId, kid: end === null ? kid : null, issuedAt })
      if (verdict !== null && hub.remove(appId, roomId, userId, 'token_revoked', peerId)) sent += 1
    }
  }
  return sent
}

/**
 * Sends people out now, and once more when everything that is under way has gone on: somebody may have been judged a moment before and be taking
 * their seat a moment later.
 */
export function sendOutAll(hub: House, ends: Ends): void {
  sendOut(hub, ends)
  setImmediate(() => sendOut(hub, ends))
}
