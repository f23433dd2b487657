// The hub's surroundings with every default filled in, and the one place where foreign code is called.
import type { IceServer } from '../protocol/index.ts'
import { systemClock } from './clock.ts'
import { hubLimits, type HubLimits } from './limits.ts'
import { webRandom } from './tickets.ts'
import type {
  AdmitContext,
  Admission,
  Clock,
  Duplicates,
  HubEvent,
  HubOptions,
  HubPass,
  OneUse,
  Taken,
} from './types.ts'

export interface World {
  readonly clock: Clock
  readonly limits: HubLimits
  readonly duplicates: Duplicates
  readonly random: (length: number) => Uint8Array
  /** Never rejects: a failing admission, or failing ICE configuration, is a refusal with `try_later`. */
  ask(kitToken: string, context: AdmitContext): Promise<Answer>
  /** Never rejects: where nobody knows whether the use is free, the answer is `try_later`. */
  take(use: OneUse, brought: string | undefined): Promise<Taken>
  /** Never throws. */
  observe(event: HubEvent): void
}

/** An admission together with what the person needs to connect. */
export type Answer =
  | {
      readonly admitted: true
      readonly pass: HubPass
      readonly once?: OneUse
      readonly iceServers: readonly IceServer[]
    }
  | Extract<Admission, { readonly admitted: false }>

export function createWorld(options: HubOptions): World {
  return {
    clock: options.clock ?? systemClock,
    limits: hubLimits(options.limits),
    duplicates: options.duplicates ?? 'oldest',
    random: (length) => options.random?.(length) ?? webRandom(length),
    async ask(kitToken, context) {
      try {
        const admission = await options.admit(kitToken, context)
        if (!admission.admitted) return admission
        return { ...admission, iceServers: options.iceServers?.(admission.pass) ?? [] }
      } catch {
        // The error may quote what it was given: nothing of it is passed on.
        return { admitted: false, close: 'try_later', reason: 'admission failed' }
      }
    },
    async take(use, brought) {
      try {
        return await use.take(brought)
      } catch {
        return { taken: false, close: 'try_later', reason: 'the use of the token is not known' }
      }
    },
    observe(event) {
      try {
        options.observe?.(event)
      } catch {
        // An observer must not be able to stop a room halfway through a change.
      }
    },
  }
}

/** Whether a pass has run out. */
export function hasExpired(world: World, pass: HubPass): boolean {
  return pass.expiresAt * 1000 <= world.clock.now()
}
