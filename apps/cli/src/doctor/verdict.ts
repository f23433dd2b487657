// What a check says, and the surroundings that it looks at.
import type { ConfigProblem, Settings } from '@roompass/server'
import type { Address } from '../address.ts'

/** `skipped`: there is nothing to look at, or it needs something that failed. Only `failed` makes the command say no. */
export type State = 'ok' | 'warning' | 'failed' | 'skipped'

export interface Verdict {
  readonly state: State
  readonly message: string
  /** What to do about it. Whatever is not as it should be has one. */
  readonly mend?: string
}

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly folder: string
  /** Where the config came from: a file, or the environment. */
  readonly source: string
  /** Null when the config cannot be used. */
  readonly settings: Settings | null
  readonly problems: readonly ConfigProblem[]
  readonly at: Address
  /** Where the time can be asked; null: where the identity provider is. */
  readonly timeUrl: string | null
}

export interface Check {
  readonly id: string
  readonly run: (surroundings: Surroundings, signal: AbortSignal) => Promise<readonly Verdict[]>
}

export const ok = (message: string): Verdict => ({ state: 'ok', message })
export const skipped = (message: string): Verdict => ({ state: 'skipped', message })
export const warning = (message: string, mend: string): Verdict => ({ state: 'warning', message, mend })
export const failed = (message: string, mend: string): Verdict => ({ state: 'failed', message, mend })

/** Of checks that look at what the config names. */
export const needsConfig: readonly Verdict[] = [skipped('needs a config that can be used')]
