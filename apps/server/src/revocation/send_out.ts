// Whoever is inside with a token that is revoked is sent out, with the close code for it (spec/room-protocol.md section 7).
import type { Hub } from '@roompass/room/hub'
import type { Verdict } from './cutoff.ts'
import type { TokenFacts } from './scope.ts'

/** @returns how many were sent out */
export function sendOut(hub: Pick<Hub, 'rooms' | 'remove'>, judge: (facts: TokenFacts) => Verdict | null): number {
  let sent = 0
  for (const { appId, roomId, people } of hub.rooms()) {
    for (const { userId, peerId, tid, issuedAt = 0, kid = null } of people) {
      const verdict = judge({ tid, appId, userId, roomId, kid, issuedAt })
      if (verdict !== null && hub.remove(appId, roomId, userId, 'token_revoked', peerId)) sent += 1
    }
  }
  return sent
}

/**
 * Sends people out now, and once more when everything that is under way has gone on: somebody may have been judged a moment before and be taking
 * their seat a moment later.
 */
export function sendOutAll(hub: Pick<Hub, 'rooms' | 'remove'>, judge: (facts: TokenFacts) => Verdict | null): void {
  sendOut(hub, judge)
  setImmediate(() => sendOut(hub, judge))
}
