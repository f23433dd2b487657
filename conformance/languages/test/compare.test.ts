import { describe, expect, test } from 'vitest'
import { repository } from '../../../tools/files.ts'
import { compare, type Language } from '../compare.ts'
import { materialOf } from '../material.ts'
import { pairsOf, tableOf, troublesOf } from '../report.ts'
import type { Start } from '../testees.ts'

const material = materialOf(repository, 11, 40)
const honest = planted('honest', 'none')

function planted(language: string, fault: string): Start {
  const args = ['conformance/languages/test/planted_testee.ts', language, fault]
  return { language, title: language, command: process.execPath, args, folder: '.', madeBy: 'a test' }
}

/** An honest testee and one with a fault. */
function withFault(fault: string, patienceMs = 30_000): Promise<readonly Language[]> {
  return compare([honest, planted('faulty', fault)], material, { root: repository, patienceMs })
}

test('those who answer what is right agree, each with each and with itself', async () => {
  const languages = await withFault('none')
  expect(pairsOf(languages)).toEqual({ passed: 4, failed: 0 })
  expect(troublesOf(languages)).toEqual([])
  expect(tableOf(languages, material)).toBe(
    `
| minted by ↓, verified by →       | honest | faulty | same bytes |
| -------------------------------- | -----: | -----: | ---------: |
| honest                           |     40 |     40 |         40 |
| faulty                           |     40 |     40 |         40 |
| judges what was edited           |     40 |     40 |            |
| refuses what is hostile or wrong |    ${material.refusals.length} |    ${material.refusals.length} |            |
| explains what is broken          |    ${material.explanations.length} |    ${material.explanations.length} |            |`.trim(),
  )
})

describe.concurrent('a testee', { timeout: 60_000 }, () => {
  test.each([
    ['mints other bytes', /^faulty mints other bytes: \{"(?:kitToken|token04)":"04.* instead of /],
    ['lies about a pass', /^faulty on a token of honest: \{"trust":"signed".* instead of \{"trust":"signed"/],
    [
      'takes what is hostile',
      /^faulty on what is to be refused: \{\} instead of signature_invalid\n {2}\{"op":"verify"/,
    ],
    ['hides warnings', /^faulty on what is to be explained: .*"warnings":\[\].* instead of .*"warnings":\["/],
    ['misleads', /^faulty on what is to be explained: .*"truncated".* instead of .*"absent":\["truncated"/],
    ['finds another reason', /^faulty on what is to be explained: .*"quoted".* instead of .*"primary":"truncated"/],
    ['tells other codes', /^faulty on what is to be refused: token_expired instead of claims_invalid/],
  ])('that %s costs its own side of the pairs', async (fault, trouble) => {
    const languages = await withFault(fault)
    expect(pairsOf(languages)).toEqual({ passed: 2, failed: 2 })
    expect(troublesOf(languages)).toContainEqual(expect.stringMatching(trouble))
  })

  test.each([
    ['is another', /^faulty says that it is "cobol"$/],
    ['dies', /^faulty ended with 3$/],
    ['writes rubbish', /^faulty writes what is no answer: Warning: 1 is deprecated$/],
    ['answers another', /^faulty answers 9 when 8 is next$/],
    ['says no result', /^faulty gives neither a result nor a code: \{"id":8,"ok":true\}$/],
    ['leaves one out', /^faulty answers 9 when 8 is next$/],
    ['says it twice', /^faulty answers 8 when 9 is next$/],
    ['says a last word', /^faulty says something that nobody asked: bye$/],
    ['ends badly', /^faulty ended with 4$/],
  ])('that %s costs all its pairs, and no others', async (fault, trouble) => {
    const languages = await withFault(fault)
    expect(pairsOf(languages)).toEqual({ passed: 1, failed: 3 })
    expect(troublesOf(languages)).toEqual([expect.stringMatching(trouble)])
  })

  test.each([
    ['falls silent', /^faulty says nothing for 5 s$/],
    ['holds answers back', /^faulty says nothing for 5 s$/],
    ['does not end', /^faulty goes on for 5 s after the end of its input$/],
  ])('that %s is not waited for', async (fault, trouble) => {
    const languages = await withFault(fault, 5000)
    expect(pairsOf(languages)).toEqual({ passed: 1, failed: 3 })
    expect(troublesOf(languages)).toEqual([expect.stringMatching(trouble)])
  })
})

test('a language that is missing costs its pairs, and says what makes it', async () => {
  const missing: Start = {
    ...planted('missing', ''),
    command: './no-such-program',
    args: [],
    madeBy: 'missing/test.sh',
  }
  const languages = await compare([honest, missing], material, { root: repository, patienceMs: 30_000 })
  expect(pairsOf(languages)).toEqual({ passed: 1, failed: 3 })
  expect(troublesOf(languages)).toEqual([
    expect.stringMatching(/^missing cannot be started: .*; missing\/test\.sh makes it$/),
  ])
  expect(tableOf(languages, material)).toContain('| missing                          |      – |       – |          – |')
})
