// Verifies every vector with every mutant switched on, in a library that holds them all, and says whose answer changed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry, HostileTest, Kind, Options } from '../../../../tools/vectors/model.ts'
import type { Planned } from '../mutation/plan.ts'

export interface Vector extends HostileTest {
  readonly id: string
}

export interface Notices {
  readonly hostile: readonly Vector[]
  /** For each mutant that anybody noticed: the ids of the vectors whose answer changed. */
  readonly noticed: ReadonlyMap<Planned, readonly string[]>
}

interface Asked {
  readonly id: string
  readonly kind: Kind
  readonly keyring: readonly Entry[]
  readonly options: Options
  readonly token: unknown
}

/** The library of the copy, with the types of this one. */
interface Library {
  readonly verifying: typeof import('../../src/verify.ts')
  readonly keyring: typeof import('../../src/keyring.ts')
  readonly node: typeof import('../../src/crypto/node.ts')
}

/** What Stryker's instrumented code reads and writes. */
const board: {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number
  hitLimit?: number
  mutantCoverage: { static: Record<string, number>; perTest: Record<string, Record<string, number>> }
} = { mutantCoverage: { static: {}, perTest: {} } }

export async function noticesOf(copy: string, mutants: readonly Planned[]): Promise<Notices> {
  Reflect.set(globalThis, '__stryker__', board)
  const sources = join(copy, 'libraries/typescript/src')
  const verifying: Library['verifying'] = await import(join(sources, 'verify.ts'))
  const keyring: Library['keyring'] = await import(join(sources, 'keyring.ts'))
  const node: Library['node'] = await import(join(sources, 'crypto/node.ts'))
  const library = { verifying, keyring, node }
  const hostile = read<Vector>(copy, 'hostile')
  const questions = [...hostile, ...read<Asked>(copy, 'verify'), ...asBare(read<Asked>(copy, 'dialects'))].map(
    asked(library),
  )
  const usual = questions.map(({ id, ask }) => {
    board.currentTestId = id
    return ask()
  })
  board.currentTestId = undefined
  const noticed = new Map<Planned, readonly string[]>()
  // Those that are refused for what the caller asks belong to rules as well, and are not counted.
  const counted = questions
    .map((question, i) => ({ ...question, usual: usual[i] ?? '' }))
    .filter(({ id, usual: answer }) => id.startsWith('H-') || answer.startsWith('{'))
  for (const mutant of mutants) {
    if (mutant.file.startsWith('inspect')) continue
    const reached = counted.filter(({ id }) => hits(id, mutant) > 0)
    const changed = reached.filter((question) => answerWith(mutant, question) !== question.usual).map(({ id }) => id)
    if (changed.length > 0) noticed.set(mutant, changed)
  }
  return { hostile, noticed }
}

interface Question {
  readonly id: string
  readonly ask: (mutant?: Planned) => string
}

function hits(id: string, mutant: Planned): number {
  return board.mutantCoverage.perTest[id]?.[mutant.id] ?? 0
}

/** The answer as text: the pass, or what was thrown. Keys are made anew each time: their ciphers remember what a mutant did to them. */
function asked({ verifying, keyring: { createKeyringWith }, node }: Library): (test: Asked) => Question {
  return ({ id, kind, keyring, options, token }) => {
    const check = kind === 'kit-token' ? verifying.verify : verifying.verifyToken04
    const ask = (mutant?: Planned): string => {
      const keys = createKeyringWith(node.provider, keyring)
      board.activeMutant = mutant?.id
      try {
        return JSON.stringify(check(token, keys, options))
      } catch (error) {
        return error instanceof Error && 'code' in error ? String(error.code) : `fault: ${String(error)}`
      } finally {
        board.activeMutant = undefined
      }
    }
    return { id, ask }
  }
}

function answerWith(mutant: Planned, { id, ask }: Question): string {
  board.hitCount = 0
  // Beyond it is an endless loop.
  board.hitLimit = 100 * hits(id, mutant) + 10_000
  return ask(mutant)
}

/** As whoever reads official tokens asks; the longest ones say nothing new. */
function asBare(tests: readonly Asked[]): Asked[] {
  const short = tests.filter(({ token }) => typeof token === 'string' && token.length < 1000)
  return short.map((test) => ({ ...test, options: { ...test.options, accept: 'bare' } }))
}

function read<T>(copy: string, name: string): T[] {
  const { tests }: { tests: T[] } = JSON.parse(readFileSync(join(copy, `spec/vectors/${name}.json`), 'utf8'))
  return tests
}
