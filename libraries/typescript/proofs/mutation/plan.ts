// What the driver and the loop tell each other.

export interface Planned {
  readonly id: string
  /** From src. */
  readonly file: string
  readonly line: number
  readonly mutator: string
  readonly replacement: string
}

/** From the driver: which mutants to meet, and what not to run. */
export interface Plan {
  readonly mutants: readonly Planned[]
  readonly idsOf: Readonly<Record<string, readonly string[]>>
  /** Parts of paths of tests. */
  readonly leftOut: readonly string[]
}

/** From the loop: one line each. */
export type Line =
  | { readonly tests: number; readonly unfit: readonly string[] }
  | { readonly started: string }
  | { readonly id: string; readonly status: Status; readonly killer: string | null }

export type Status = 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage'
