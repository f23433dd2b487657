// The fuzzer itself, and a short run of every target; the full run has its own command (docs/proofs.md).
import { describe, expect, it } from 'vitest'
import { fuzz, mostRss, slowMs } from '../proofs/fuzz/engine.ts'
import { agree, type Target } from '../proofs/fuzz/target.ts'
import { fuzzers } from '../proofs/fuzz/targets.ts'
import { mutateText, shorterTexts } from '../proofs/fuzz/text_mutators.ts'

const executions = 1500

describe('fuzzing', { timeout: 60_000 }, () => {
  it.each(fuzzers)('finds no fault in $name', ({ run }) => {
    const result = run({ executions, seed: 1, guided: false })
    expect(result.findings).toEqual([])
    expect(result.executions).toBe(executions)
    expect(result.slowestMs).toBeLessThan(slowMs)
    expect(result.largestRss).toBeLessThan(mostRss)
    expect(Object.keys(result.answers).length).toBeGreaterThan(1)
  })

  it('gives the same run for the same seed, and another for another', () => {
    const [one, same, other] = [1, 1, 2].map((seed) => fuzzers[4]!.run({ executions, seed, guided: false }).answers)
    expect(same).toEqual(one)
    expect(other).not.toEqual(one)
  })
})

describe('the fuzzer', { timeout: 60_000 }, () => {
  const ofText = { seeds: () => ['{"app_id":1}'], mutate: mutateText, smaller: shorterTexts }
  const planted = (run: Target<string>['run'], more: Partial<Target<string>> = {}): Target<string> => {
    return { name: 'planted', ...ofText, run, ...more }
  }

  it('finds a planted exception, and makes its input small', () => {
    const { findings } = fuzz(
      planted((text) => {
        if (/"[^"]*\ud800/.test(text)) throw new TypeError('planted')
        return 'taken'
      }),
      { executions: 20_000, seed: 1, guided: false },
    )
    expect(findings).toEqual([{ message: 'TypeError: planted', input: '"\ud800' }])
  })

  it('finds two readers that disagree', () => {
    const { findings } = fuzz(
      planted(() => 'taken', { compare: (text) => agree('the digits', /\d/.test(text), /[0-8]/.test(text)) }),
      { executions: 20_000, seed: 1, guided: false },
    )
    expect(findings).toEqual([{ message: 'Error: the digits: true here, false there', input: '9' }])
  })

  it('finds what is slow each time', () => {
    const { findings, slowestMs } = fuzz(
      planted((text) => {
        const start = process.threadCpuUsage()
        while (text.includes('null') && process.threadCpuUsage(start).user < 1000 * (slowMs + 10));
        return 'taken'
      }),
      { executions: 300, seed: 1, guided: false },
    )
    expect(slowestMs).toBeGreaterThan(slowMs)
    expect(findings.at(0)?.message).toMatch(/^takes \d+ ms$/)
  })
})
