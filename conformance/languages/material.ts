// Everything that one run asks: wishes to be minted, requests about what was minted and what was edited, what is to be refused and explained.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { edited } from './edits.ts'
import { explanationsOf, type DiagnosisTest } from './explanations.ts'
import { questionOf, requestFor, type Question, type VerifyRequest } from './questions.ts'
import { seeded } from './random.ts'
import { wrongWishes } from './wrong_wishes.ts'
import { randomWish, type Wish } from './wishes.ts'

export interface Material {
  readonly wishes: readonly Wish[]
  /** What is asked of the token of each wish, and the answer where it is the right token. */
  readonly questions: readonly (Question & { readonly request: VerifyRequest })[]
  /** Tokens of these wishes after one edit each. */
  readonly edits: readonly Question[]
  /** Wishes and tokens that are to be refused, with the code. */
  readonly refusals: readonly Question[]
  /** Broken texts, with keys and without. */
  readonly explanations: readonly Question[]
}

export function materialOf(root: string, seed: number, count: number): Material {
  const random = seeded(seed)
  const wishes = Array.from({ length: count }, () => randomWish(random))
  const questions = wishes.map((wish) => {
    const request = requestFor(random, wish)
    return { ...questionOf(request), request }
  })
  const edits = wishes.map((wish) => questionOf(requestFor(random, { ...wish, token: edited(random, wish) })))
  const hostile: { readonly tests: readonly HostileTest[] } = JSON.parse(vectors(root, 'hostile'))
  const diagnosis: { readonly tests: readonly DiagnosisTest[] } = JSON.parse(vectors(root, 'diagnosis'))
  return {
    wishes,
    questions,
    edits,
    refusals: [...hostileOf(hostile.tests), ...wrongWishes],
    explanations: explanationsOf(diagnosis.tests),
  }
}

interface HostileTest extends VerifyRequest {
  readonly flags: readonly string[]
  readonly code: string
}

/** The vectors whose tokens are texts, as conformance/languages/README.md sends them. */
function hostileOf(tests: readonly HostileTest[]): readonly Question[] {
  return tests
    .filter(({ flags }) => !flags.includes('NotText'))
    .map(({ kind, keyring, options, token, code }) => {
      const request: VerifyRequest = { op: 'verify', kind, keyring, options, token }
      return { request, expected: { ok: false, code } }
    })
}

function vectors(root: string, name: string): string {
  return readFileSync(join(root, `spec/vectors/${name}.json`), 'utf8')
}
