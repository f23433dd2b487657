// May they, with what rights, name and lifetime? One question for issuing, renewing and admitting; no HTTP and no SQL here.
import * as v from 'valibot'
import { isUserName } from '@roompass/token'
import { next, type Awaitable } from '../at_once.ts'
import { fewer } from './duplicates.ts'
import { inTime } from '../time_limit.ts'
import { applyRules, type PolicyRule } from './rules.ts'
import { refuseFor } from './reasons.ts'
import {
  allow,
  type DecideFunction,
  type Granted,
  type PolicyDecision,
  type PolicyUser,
  type Trace,
  type Wish,
} from './policy.ts'

export interface PolicySettings {
  readonly rules: readonly PolicyRule[] | null
  readonly decide: DecideFunction | null
  /** What each role may do; a wish for an unknown role is refused. */
  readonly roles: Readonly<Record<string, { readonly publish: boolean }>>
}

/** The roles of ZEGOCLOUD's kits. */
export const defaultRoles: PolicySettings['roles'] = {
  host: { publish: true },
  cohost: { publish: true },
  audience: { publish: false },
}

/** @param trace hears the steps */
export type Policy = (user: PolicyUser, wish: Wish, trace?: Trace) => Awaitable<PolicyDecision>

/** Rules and function must both say yes; where both say how much, the narrower counts. */
export function createPolicy({ rules, decide, roles }: PolicySettings): Policy {
  return (user, wish, trace) => {
    const role = wish.role === null ? null : Object.hasOwn(roles, wish.role) ? roles[wish.role] : undefined
    if (wish.role !== null) trace?.({ step: 'role', role: wish.role, publish: role?.publish ?? null })
    if (role === undefined) return refuseFor('unknown role')
    const ruled = rules === null ? null : applyRules(rules, user, wish, trace)
    if (ruled?.granted === false) return ruled
    const asked = decide === null ? null : inTime(() => decide(user, wish)).then(checked)
    return next(asked, (decided) => {
      if (decided !== null) trace?.({ step: 'function', decision: decided })
      if (decided?.granted === false) return decided
      if (ruled === null && decided === null) return refuseFor('no policy')
      const granted = ruled === null ? decided! : decided === null ? ruled : narrower(ruled, decided)
      if (granted.until !== undefined && granted.until <= wish.at) return refuseFor('closed')
      return role?.publish === false ? { ...granted, publish: false } : granted
    })
  }
}

function narrower(one: Granted, other: Granted): Granted {
  return allow({
    publish: one.publish && other.publish,
    userName: other.userName,
    maxLifetime: smaller(one.maxLifetime, other.maxLifetime),
    until: smaller(one.until, other.until),
    maxPeople: smaller(one.maxPeople, other.maxPeople),
    duplicates: fewer(one.duplicates, other.duplicates),
    once: one.once === true ? true : (other.once ?? one.once),
  })
}

const atLeastOne = v.pipe(v.number(), v.finite(), v.minValue(1))
const decisionSchema = v.variant('granted', [
  v.object({
    granted: v.literal(true),
    publish: v.boolean(),
    userName: v.optional(v.custom<string>(isUserName)),
    maxLifetime: v.optional(atLeastOne),
    until: v.optional(v.pipe(v.number(), v.integer())),
    maxPeople: v.optional(v.pipe(atLeastOne, v.integer())),
    duplicates: v.optional(v.union([v.picklist(['oldest', 'newest']), v.pipe(atLeastOne, v.integer())])),
    once: v.optional(v.boolean()),
  }),
  v.object({ granted: v.literal(false), reason: v.string() }),
])

/** What a function of the application gives is looked at: a wrong answer must not become a right. */
function checked(answer: unknown): PolicyDecision {
  const result = v.safeParse(decisionSchema, answer)
  if (!result.success)
    throw new TypeError(`policy.decide gave no decision: ${v.getDotPath(result.issues[0]) ?? 'it'} is wrong`)
  return result.output.granted ? allow(result.output) : result.output
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b)
}
