// Everything that one run asks: wishes to be minted, requests about what was minted, wishes that nobody may grant, and the hostile vectors.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { questionOf, requestFor, type Question, type VerifyRequest } from './questions.ts'
import { seeded } from './random.ts'
import { wrongWishes } from './wrong_wishes.ts'
import { randomWish, type Wish } from './wishes.ts'

export interface Material {
  readonly wishes: readonly Wish[]
  /** What is asked of the token of each wish, and the answer where it is the right token. */
  readonly questions: readonly (Question & { readonly request: VerifyRequest })[]
  /** Wishes and tokens that are to be refused, with the code. */
  readonly refusals: readonly Question[]
}

export function materialOf(root: string, seed: number, count: number): Material {
  const random = seeded(seed)
  const wishes = Array.from({ length: count }, () => randomWish(random))
  const questions = wishes.map((wish) => {
    const request = requestFor(random, wish)
    return { ...questionOf(request), request }
  })
  return { wishes, questions, refusals: [...hostile(root), ...wrongWishes] }
}

interface HostileTest extends VerifyRequest {
  readonly flags: readonly string[]
  readonly code: string
}

/** The vectors whose tokens are texts, as conformance/languages/README.md sends them. */
function hostile(root: string): Question[] {
  const file: { tests: readonly HostileTest[] } = JSON.parse(
    readFileSync(join(root, 'spec/vectors/hostile.json'), 'utf8'),
  )
  return file.tests
    .filter(({ flags }) => !flags.includes('NotText'))
    .map(({ kind, keyring, options, token, code }) => {
      const request: VerifyRequest = { op: 'verify', kind, keyring, options, token }
      return { request, expected: { ok: false, code } }
    })
}
