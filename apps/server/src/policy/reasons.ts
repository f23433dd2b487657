// Why the policy says no of itself. A denying rule says its name instead, a function of the application what it likes.
import { refuse, type Refused } from './policy.ts'

/** As the audit and spec/http-api.md section 7.1 have them; `…` is a moment. */
export const policyReasons = {
  'no rule fits': { meaning: 'no rule is about this user and this room' },
  'closed until …': { meaning: 'of a rule that fits only the hours do not; … is their next opening, in UTC' },
  closed: { meaning: 'the function of the app bounds what it allows by a moment that is over' },
  'unknown role': { meaning: 'the role is none of the config' },
  'no policy': { meaning: 'the server has neither rules nor a function' },
} as const

export type PolicyReason = keyof typeof policyReasons

export function refuseFor(reason: Exclude<PolicyReason, 'closed until …'>): Refused {
  return refuse(reason)
}

/** @param opensAt Unix seconds */
export function refuseUntil(opensAt: number): Refused {
  return refuse(`closed until ${new Date(opensAt * 1000).toISOString().replace('.000Z', 'Z')}`)
}
