// Do the hostile tests reach every rule with every reason code that kit-token.md gives it, and are those the codes that there are?
import { readFileSync } from 'node:fs'
import { repository } from '../files.ts'
import type { HostileTest, Rule } from './model.ts'
import { isTakenWithout, rules } from './proof.ts'

interface Ruled {
  readonly rule: string
  readonly code: string
}

export function faultsOfCoverage(tests: readonly HostileTest[]): readonly string[] {
  const text = readFileSync(`${repository}spec/kit-token.md`, 'utf8')
  const inRules = rulesIn(text)
  const inTable = tableIn(text)
  const schema: { $defs: { code: { enum: string[] } } } = JSON.parse(
    readFileSync(`${repository}spec/schemas/common.json`, 'utf8'),
  )
  return [
    ...difference('kit-token.md 5.3', inRules.map(keyOf), 'kit-token.md 5.4', inTable.map(keyOf)),
    ...difference('kit-token.md 5.3', codesOf(inRules), 'reasons.ts', codesOfLibrary()),
    ...difference('kit-token.md 5.3', codesOf(inRules), 'common.json', schema.$defs.code.enum),
    ...difference(
      'kit-token.md 5.3',
      inRules.map(({ rule }) => rule),
      'the second reading',
      rules,
    ),
    ...difference('kit-token.md 5.3', inRules.map(keyOf), 'hostile.json', tests.map(keyOf)),
    ...rules.filter((rule) => !tests.some((test) => test.rule === rule && isTakenWithout(test))).map(missing),
  ]
}

function missing(rule: Rule): string {
  return `no token of hostile.json is taken by a verifier without ${rule}`
}

/** `**R7** `token_envelope`, `token_expired` — …` */
function rulesIn(text: string): readonly Ruled[] {
  const heads = text.matchAll(/^(?:<a id="r\d+"><\/a>)?\*\*(R\d+)\*\*((?: `\w+`,?)+)/gm)
  return [...heads].flatMap(([, rule = '', codes = '']) => wordsIn(codes).map((code) => ({ rule, code })))
}

/** Rows of code, rules, code, rules. */
function tableIn(text: string): readonly Ruled[] {
  const section = text.slice(text.indexOf('### 5.4'), text.indexOf('## 6.'))
  const cells = section.matchAll(/\| `(\w+)` +\| (R[R\d, ]+?) +(?=\|)/g)
  return [...cells].flatMap(([, code = '', list = '']) => list.split(', ').map((rule) => ({ rule, code })))
}

/** The members of the union `KitTokenErrorCode`. */
function codesOfLibrary(): readonly string[] {
  const text = readFileSync(`${repository}libraries/typescript/src/reasons.ts`, 'utf8')
  return [...text.matchAll(/^ {2}\| '(\w+)'$/gm)].map(([, code = '']) => code)
}

function wordsIn(codes: string): readonly string[] {
  return [...codes.matchAll(/`(\w+)`/g)].map(([, word = '']) => word)
}

function keyOf({ rule, code }: Ruled | { readonly rule: Rule; readonly code: string }): string {
  return `${rule} ${code}`
}

function codesOf(ruled: readonly Ruled[]): readonly string[] {
  return ruled.map(({ code }) => code)
}

export function difference(one: string, a: readonly string[], other: string, b: readonly string[]): readonly string[] {
  return [
    ...[...new Set(a)].filter((key) => !b.includes(key)).map((key) => `${key} is in ${one} and not in ${other}`),
    ...[...new Set(b)].filter((key) => !a.includes(key)).map((key) => `${key} is in ${other} and not in ${one}`),
  ]
}
