// The tools that write and check spec/vectors: what they keep, and what they do not let pass.
import { describe, expect, it } from 'vitest'
import { diagnosisFile } from '../vectors/cases/diagnosis.ts'
import { hostileFile } from '../vectors/cases/hostile.ts'
import { mintFile } from '../vectors/cases/mint.ts'
import { faultsOfDiagnosis } from '../vectors/diagnosis.ts'
import type { HostileTest, TestHead, VectorFile } from '../vectors/model.ts'
import { faultsOf } from '../vectors/proof.ts'
import { render, type Stored } from '../vectors/render.ts'

function fileOf(...comments: readonly string[]): VectorFile<TestHead> {
  const tests = comments.map((comment) => ({ comment, flags: [] }))
  return { name: 'mint', prefix: 'M', description: '', notes: {}, tests }
}

function rendered(file: VectorFile<TestHead>, stored: Stored | null, released?: string): Stored {
  return JSON.parse(render(file, stored, released))
}

function idsOf({ tests }: Stored): readonly string[] {
  return tests.map(({ id, comment }) => `${id} ${comment}`)
}

function testOf(comment: string): HostileTest {
  const test = hostileFile.tests.find((one) => one.comment === comment)
  if (test === undefined) throw new Error(`there is no test "${comment}"`)
  return test
}

describe('a file of vectors', () => {
  const first = rendered(fileOf('a', 'b', 'c'), null)

  it('counts its tests up', () => {
    expect(idsOf(first)).toEqual(['M-001 a', 'M-002 b', 'M-003 c'])
  })

  it('keeps every id with its comment, whatever the order of the cases, and gives new ones new numbers', () => {
    expect(idsOf(rendered(fileOf('d', 'c', 'a', 'b'), first))).toEqual(['M-001 a', 'M-002 b', 'M-003 c', 'M-004 d'])
  })

  it('retires the id of a case that is gone, and never uses it again', () => {
    const second = rendered(fileOf('a', 'b'), first)
    expect(second.retired).toEqual(['M-003'])
    const third = rendered(fileOf('a', 'b', 'c'), second)
    expect(idsOf(third)).toEqual(['M-001 a', 'M-002 b', 'M-004 c'])
    expect(third.retired).toEqual(['M-003'])
  })

  it('does not take two cases with one comment', () => {
    expect(() => render(fileOf('a', 'a'), null)).toThrow('mint: two tests have the comment "a"')
  })

  it('lets a test change until it is released, and not after', () => {
    const released = rendered(fileOf('a', 'b', 'c'), first, 'M-002')
    const changed = (comment: string): VectorFile<TestHead> => ({
      ...fileOf('a', 'b', 'c'),
      tests: fileOf('a', 'b', 'c').tests.map((test) => (test.comment === comment ? { ...test, flags: ['New'] } : test)),
    })
    expect(rendered(changed('b'), first).tests[1]?.flags).toEqual(['New'])
    expect(rendered(changed('c'), released).tests[2]?.flags).toEqual(['New'])
    expect(() => render(changed('b'), released)).toThrow('mint: M-002 is released and would change')
  })

  it('shows every character that an editor would hide', () => {
    expect(render(fileOf('a\u202eb\u2028\u007f'), null)).toContain('"comment": "a\\u202eb\\u2028\\u007f"')
  })
})

describe('the proof that a token breaks one rule', () => {
  const padding = testOf('opening: padding of 0')
  const tooLong = testOf('envelope: a byte more than the longest token')

  it('holds for two of the cases', () => {
    expect([...faultsOf(padding), ...faultsOf(tooLong)]).toEqual([])
  })

  it.each<[string, HostileTest, string]>([
    ['an honest token', { ...padding, token: mintFile.tests[0]?.token04 }, 'is taken'],
    ['another code', { ...padding, code: 'claims_invalid' }, 'is refused with token_undecryptable (R16)'],
    ['another rule', { ...padding, rule: 'R17' }, 'breaks R16 first'],
    ['a rule that is not broken', { ...padding, alsoBreaks: ['R25'] }, 'does not break R25'],
    ['two rules of which one is named', { ...tooLong, alsoBreaks: [] }, 'breaks R6 (token_envelope) as well'],
  ])('does not hold for %s', (_, test, fault) => {
    expect(faultsOf(test).join()).toContain(fault)
  })
})

describe('the broken texts', () => {
  const { tests } = diagnosisFile

  it('show every code and every looks', () => expect(faultsOfDiagnosis(tests)).toEqual([]))

  it('are missed when one code or one looks is shown no more', () => {
    const without = (code: string): string => faultsOfDiagnosis(tests.filter(({ primary }) => primary !== code)).join()
    expect(without('plaintext_empty')).toBe('plaintext_empty is in the closed lists and not in diagnosis.json')
    expect(without('token03_given')).toContain('token03 is in diagnosis.json (schema) and not in diagnosis.json')
  })

  it('are not called good when a verifier refuses them', () => {
    const wrong = tests.map((test) => (test.primary === 'clock_ahead' ? { ...test, primary: null } : test))
    expect(faultsOfDiagnosis(wrong).join()).toContain('minted 95 seconds from now" is called good, and is refused')
  })
})
