// The loop: take a known input, change it, run it, and keep it when it reaches a place or an answer that no input reached before.
import { seeded, type Random } from '../random.ts'
import { noCoverage, startCoverage, type Coverage } from './coverage.ts'
import type { Target } from './target.ts'

export interface Finding {
  readonly message: string
  /** As small as it could be made. */
  readonly input: unknown
}

export interface Result {
  readonly name: string
  readonly executions: number
  readonly comparisons: number
  /** The words of all answers that came, with how often. */
  readonly answers: Readonly<Record<string, number>>
  /** Characters of the library's functions that ran. */
  readonly covered: number
  /** What reached something new, beside the seeds; as small as it could be made. */
  readonly found: readonly unknown[]
  /** Milliseconds of the slowest execution that stayed slow when it was run again. */
  readonly slowestMs: number
  /** Bytes. */
  readonly largestRss: number
  readonly findings: readonly Finding[]
}

export interface Settings {
  readonly executions: number
  readonly seed: number
  /** False: only new answers guide. For runs inside of something that counts for itself. Default true. */
  readonly guided?: boolean
}

const batchSize = 1024
export const slowMs = 50
export const mostRss = 512 * 2 ** 20
const mostFindings = 8

export function fuzz<Input>(target: Target<Input>, { executions, seed, guided = true }: Settings): Result {
  const random = seeded(seed)
  const coverage = guided ? startCoverage() : noCoverage
  const run = new Run(target, coverage)
  run.adopt(target.seeds())
  while (run.executions < executions && run.findings.length < mostFindings) {
    const batch = Array.from({ length: Math.min(batchSize, executions - run.executions) }, () => {
      return target.mutate(random.pick(run.corpus), random.pick(run.corpus), random)
    })
    run.batch(batch, random)
  }
  coverage.stop()
  return run.result()
}

class Run<Input> {
  executions = 0
  readonly corpus: Input[] = []
  readonly #found: Input[] = []
  readonly findings: Finding[] = []
  #comparisons = 0
  #slowestMs = 0
  #largestRss = 0
  readonly #answers = new Map<string, number>()
  readonly #target: Target<Input>
  readonly #coverage: Coverage

  constructor(target: Target<Input>, coverage: Coverage) {
    this.#target = target
    this.#coverage = coverage
  }

  /** The seeds are all kept: they are few and mean something. */
  adopt(seeds: readonly Input[]): void {
    for (const seed of seeds) {
      this.#execute(seed)
      this.#compare(seed)
      this.corpus.push(seed)
    }
    this.#coverage.fresh(true)
  }

  batch(inputs: readonly Input[], random: Random): void {
    const { compareOneIn = 1 } = this.#target
    for (const input of inputs) {
      this.executions++
      const isNew = this.#execute(input)
      if (isNew || random.below(compareOneIn) === 0) this.#compare(input)
      if (isNew) this.#keep(this.#shrunkFor(input))
    }
    this.#locate(inputs)
    this.#largestRss = Math.max(this.#largestRss, process.memoryUsage.rss())
  }

  result(): Result {
    return {
      name: this.#target.name,
      executions: this.executions,
      comparisons: this.#comparisons,
      answers: Object.fromEntries(this.#answers),
      covered: this.#coverage.total(),
      found: this.#found,
      slowestMs: this.#slowestMs,
      largestRss: this.#largestRss,
      findings: this.findings,
    }
  }

  /** Whether it gave an answer that no input gave before. */
  #execute(input: Input): boolean {
    const start = performance.now()
    const answer = this.#guarded(input, this.#target.run)
    const took = performance.now() - start
    if (took > slowMs) this.#timeAgain(input)
    if (answer === undefined) return false
    const count = this.#answers.get(answer) ?? 0
    this.#answers.set(answer, count + 1)
    return count === 0
  }

  #compare(input: Input): void {
    if (this.#target.compare === undefined) return
    this.#comparisons++
    this.#guarded(input, this.#target.compare)
  }

  #guarded<T>(input: Input, step: (input: Input) => T): T | undefined {
    try {
      return step(input)
    } catch (error) {
      this.#report(input, step, error)
      return undefined
    }
  }

  #report(input: Input, step: (input: Input) => unknown, error: unknown): void {
    const kind = kindOf(error)
    if (this.findings.some(({ message }) => message.startsWith(kind))) return
    const small = this.#shrink(input, (smaller) => kindOf(errorOf(() => step(smaller))) === kind)
    this.findings.push({ message: messageOf(errorOf(() => step(small))), input: small })
  }

  /** The machine does other things as well: what counts is the time of this thread, when it is slow each time. */
  #timeAgain(input: Input): void {
    const times = [1, 2, 3].map(() => {
      const start = process.threadCpuUsage()
      errorOf(() => this.#target.run(input))
      const { user, system } = process.threadCpuUsage(start)
      return (user + system) / 1000
    })
    const least = Math.min(...times)
    this.#slowestMs = Math.max(this.#slowestMs, least)
    if (least > slowMs) this.findings.push({ message: `takes ${least.toFixed(0)} ms`, input })
  }

  /** Finds those of a batch that reached new places, by halves; what they reach is seen from then on. */
  #locate(inputs: readonly Input[], known = this.#coverage.fresh(false) > 0): void {
    if (!known) return
    if (inputs.length === 1) {
      const [input] = inputs
      const small = this.#shrink(input!, (smaller) => this.#reaches([smaller]))
      errorOf(() => this.#target.run(small))
      this.#coverage.fresh(true)
      this.#keep(small)
      return
    }
    const middle = Math.ceil(inputs.length / 2)
    for (const half of [inputs.slice(0, middle), inputs.slice(middle)]) this.#locate(half, this.#reaches(half))
  }

  #keep(input: Input): void {
    this.corpus.push(input)
    this.#found.push(input)
  }

  /** A smaller input with the same answer. */
  #shrunkFor(input: Input): Input {
    const answer = this.#target.run(input)
    return this.#shrink(input, (smaller) => valueOf(() => this.#target.run(smaller)) === answer)
  }

  #reaches(inputs: readonly Input[]): boolean {
    this.#coverage.fresh(false)
    for (const input of inputs) errorOf(() => this.#target.run(input))
    return this.#coverage.fresh(false) > 0
  }

  #shrink(input: Input, holds: (input: Input) => boolean): Input {
    let small = input
    let patience = 300
    for (let improved = true; improved;) {
      improved = false
      for (const smaller of this.#target.smaller(small)) {
        if (patience-- === 0) return small
        if (!holds(smaller)) continue
        small = smaller
        improved = true
        break
      }
    }
    return small
  }
}

function valueOf<T>(step: () => T): T | undefined {
  try {
    return step()
  } catch {
    return undefined
  }
}

function errorOf(step: () => unknown): unknown {
  try {
    step()
    return undefined
  } catch (error) {
    return error
  }
}

/** What went wrong, without the values in it. */
function kindOf(error: unknown): string {
  if (error === undefined) return ''
  const [kind, what = ''] = messageOf(error).split(':')
  return `${kind}:${what}`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error)
}
