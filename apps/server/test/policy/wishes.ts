// Who wants what, for tests that change one thing in it.
import { refuse, type PolicyDecision, type PolicyUser, type Wish } from '../../src/policy/policy.ts'

export const ada: PolicyUser = { id: 'ada', name: 'Ada', via: 'jwt', claims: {} }

export const wish: Wish = {
  purpose: 'issue',
  appId: 1_234_567_890,
  roomId: 'lobby',
  proven: false,
  role: null,
  userName: null,
  expiresIn: null,
  at: 1_795_600_000,
}

/** At the door, with a token that proves its room, and with one that does not. */
export const atTheDoor: PolicyUser = { id: 'ada', name: 'Ada', via: 'token', claims: {} }
export const proven: Wish = { ...wish, purpose: 'admit', proven: true }
export const unproven: Wish = { ...wish, purpose: 'admit', proven: false }

/** `publish`, `watch` or why not. */
export function wordOf(decision: PolicyDecision): string {
  if (!decision.granted) return decision.reason
  return decision.publish ? 'publish' : 'watch'
}

export const no: PolicyDecision = refuse('no')
