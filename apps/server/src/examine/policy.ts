// What the policy of a config would say to somebody, step by step, and what comes of it. It asks the policy itself, and gives nothing.
import type { Settings } from '../config/settings.ts'
import { lifetimeOf } from '../issue/lifetime.ts'
import { createPolicy } from '../policy/decide.ts'
import type { Duplicates, PolicyDecision, PolicyStep, PolicyUser, Wish } from '../policy/policy.ts'

export interface PolicyFacts {
  /** In the order in which they were taken; those after the one that decided are not there. */
  readonly steps: readonly PolicyStep[]
  readonly decision: PolicyDecision
  /** With what the config says where the policy does not; null for a refusal. */
  readonly terms: PolicyTerms | null
}

export interface PolicyTerms {
  readonly publish: boolean
  /** Null: the name that was wished for, or that of the credential. */
  readonly userName: string | null
  /** Seconds of a token; null at the door, where it has its end already. */
  readonly lifetime: number | null
  /** Unix seconds; null for no such bound. */
  readonly until: number | null
  readonly maxPeople: number
  readonly duplicates: Duplicates
  readonly once: boolean
}

/** @throws what the function of the app throws, and when its answer is no decision */
export async function examinePolicy(settings: Settings, user: PolicyUser, wish: Wish): Promise<PolicyFacts> {
  const steps: PolicyStep[] = []
  const decision = await createPolicy(settings.policy)(user, wish, (step) => steps.push(step))
  const { room, tokens } = settings
  return {
    steps,
    decision,
    terms: decision.granted
      ? {
          publish: decision.publish,
          userName: decision.userName ?? null,
          lifetime: wish.purpose === 'issue' ? lifetimeOf(wish, decision, tokens) : null,
          until: decision.until ?? null,
          maxPeople: decision.maxPeople ?? room.maxPeople,
          duplicates: decision.duplicates ?? room.duplicates,
          once: decision.once ?? tokens.once,
        }
      : null,
  }
}
