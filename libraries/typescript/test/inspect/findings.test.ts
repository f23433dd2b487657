import { describe, expect, it } from 'vitest'
import { KitTokenError } from '../../src/errors.ts'
import { attempt, problemsOf, type Finding } from '../../src/inspect/findings.ts'

describe('a step of the walk', () => {
  it('gives what it finds', () => {
    const findings: Finding[] = []
    expect(attempt(findings, () => 7)).toBe(7)
    expect(findings).toEqual([])
  })

  it('turns a refusal into a finding, after what explains it', () => {
    const findings: Finding[] = []
    const refuse = (): never => {
      throw new KitTokenError('user_mismatch', 'userID')
    }
    expect(attempt(findings, refuse, () => [{ code: 'clock_ahead' }])).toBe(null)
    expect(findings).toEqual([{ code: 'clock_ahead' }, { code: 'user_mismatch', detail: 'It is about userID.' }])
  })

  it('says no more of a refusal that is about no claim', () => {
    const findings: Finding[] = []
    const refuse = (): never => {
      throw new KitTokenError('token_undecryptable')
    }
    expect(attempt(findings, refuse)).toBe(null)
    expect(findings).toEqual([{ code: 'token_undecryptable' }])
  })

  it('leaves faults of our own alone', () => {
    const fail = (): never => {
      throw new TypeError('a bug')
    }
    expect(() => attempt([], fail)).toThrow('a bug')
  })
})

describe('problems', () => {
  it('name each code once, where it came first, with the first detail there is', () => {
    const findings: Finding[] = [
      { code: 'token_expired' },
      { code: 'truncated', detail: 'One.' },
      { code: 'token_expired', detail: 'Two.' },
      { code: 'truncated', detail: 'Three.' },
    ]
    const problems = problemsOf(findings)
    expect(problems.map(({ code }) => code)).toEqual(['token_expired', 'truncated'])
    expect(problems[0]?.message).toMatch(/ Two\.$/)
    expect(problems[1]?.message).toMatch(/ One\.$/)
  })
})
