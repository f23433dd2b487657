// What is fuzzed: one parser with its inputs, and what must hold whatever comes in.
import { KitTokenError } from '../../src/errors.ts'
import { Refusal } from '../../../../tools/vectors/hold.ts'
import type { Random } from '../random.ts'

export interface Target<Input = unknown> {
  readonly name: string
  readonly seeds: () => readonly Input[]
  /** Whether a kept input still means something. Default: all do. */
  readonly isValid?: (input: Input) => boolean
  readonly mutate: (input: Input, other: Input, random: Random) => Input
  /** Smaller inputs of the same kind, the boldest first. */
  readonly smaller: (input: Input) => Iterable<Input>
  /** What came of it, in a word or two: a new word is worth keeping its input for. @throws anything that is a fault */
  readonly run: (input: Input) => string
  /** Asks an independent reader, which is slow. @throws Disagreement */
  readonly compare?: (input: Input) => void
  /** One of so many inputs is compared, besides every one that gives a new answer. */
  readonly compareOneIn?: number
  /** How much of a run is its part: less for what is slow. Default 1. */
  readonly share?: number
}

/** Two readers that should agree do not, or a promise is broken. */
export class Disagreement extends Error {}

/** @throws Disagreement when the two are not deeply equal */
export function agree(what: string, ours: unknown, theirs: unknown): void {
  if (ours === theirs) return
  const [one, other] = [spelled(ours), spelled(theirs)]
  if (one !== other) throw new Disagreement(`${what}: ${one} here, ${other} there`)
}

function spelled(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part)) ?? String(value)
}

/** What a reader of the library answers: a value, or the code of its refusal. Anything else that is thrown is a fault. */
export function answerOf<T>(read: () => T): { readonly value: T } | { readonly code: string } {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof KitTokenError || error instanceof Refusal) return { code: error.code }
    throw error
  }
}

/** The word for an answer. */
export function wordOf(answer: { readonly value: unknown } | { readonly code: string }): string {
  return 'code' in answer ? answer.code : 'taken'
}
