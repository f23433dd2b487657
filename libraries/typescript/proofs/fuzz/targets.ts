// All targets by name, and their kept inputs. A target is a parser; see fuzz/targets/.
import { readFileSync, writeFileSync } from 'node:fs'
import { fuzz, type Result, type Settings } from './engine.ts'
import type { Target } from './target.ts'
import { base64, envelope, frame, utf8 } from './targets/bytes.ts'
import { claims, json, payload, suffix } from './targets/json.ts'
import { inspect, read, verify } from './targets/whole.ts'

export interface Fuzzer {
  readonly name: string
  /** Its part of a run. */
  readonly share: number
  /** Starts from the vectors and from what earlier runs kept. */
  readonly run: (settings: Settings) => Result
}

export const fuzzers: readonly Fuzzer[] = [
  ...[base64, utf8, frame, envelope, json, claims, payload, suffix].map(fuzzerOf),
  ...[verify, inspect, read].map(fuzzerOf),
]

function fuzzerOf<Input>(target: Target<Input>): Fuzzer {
  const { name, share = 1, isValid = () => true } = target
  const seeds = (): Input[] => [...target.seeds(), ...readCorpus<Input>(name).filter(isValid)]
  return { name, share, run: (settings) => fuzz({ ...target, seeds }, settings) }
}

const pathOf = (name: string): URL => new URL(`../corpus/${name}.json`, import.meta.url)

function readCorpus<Input>(name: string): Input[] {
  try {
    const inputs: Input[] = JSON.parse(readFileSync(pathOf(name), 'utf8'))
    return inputs
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Adds inputs to those that are kept, one a line. */
export function keep(name: string, found: readonly unknown[]): void {
  const lines = [...readCorpus(name), ...found].map((input) => JSON.stringify(input))
  writeFileSync(pathOf(name), `[\n${[...new Set(lines)].join(',\n')}\n]\n`)
}
