import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { provider } from '../../src/crypto/node.ts'
import { inspect } from '../../src/inspect.ts'
import {
  generatorNames,
  generatorsByIv,
  generatorsOf,
  hasIvOfItsSecond,
  isWeak,
  ivLooksOf,
} from '../../src/inspect/generators.ts'
import type { Generator, IvLooks } from '../../src/inspect/report.ts'
import { createKeyringWith, type KeyringEntry } from '../../src/keyring.ts'
import type { Envelope } from '../../src/codec/envelope.ts'
import { mintToken04 } from '../../src/mint.ts'
import type { VerifyOptions } from '../../src/terms.ts'
import { bareToken, claimsText } from '../forge.ts'
import { clock, keyringOf, now } from '../providers.ts'

interface Dialect {
  readonly id: string
  readonly comment: string
  readonly generator: string
  readonly kind: string
  readonly flags: readonly string[]
  readonly token: string
  readonly keyring: readonly KeyringEntry[]
  readonly options: VerifyOptions
}

const vectors = new URL('../../../../spec/vectors/dialects.json', import.meta.url)
const { tests }: { readonly tests: readonly Dialect[] } = JSON.parse(readFileSync(vectors, 'utf8'))
const real = tests.filter(({ flags, kind }) => flags.includes('Real') && kind === 'token04')

const guesses = ({ token, keyring, options }: Dialect): readonly Generator[] =>
  inspect(token, { ...options, keys: createKeyringWith(provider, keyring), accept: 'bare' }).layers.generators ?? []

describe('the maker of a real token of an official generator', () => {
  it('is there to be guessed, in every language', () => {
    expect(new Set(real.map(({ generator }) => generator)).size).toBeGreaterThanOrEqual(7)
  })

  it.each(real)('is among the guesses for $id ($comment)', (dialect) => {
    expect(guesses(dialect)).toContain(dialect.generator)
    expect(guesses(dialect).length).toBeLessThan(5)
    expect(guesses(dialect)).not.toContain('roompass')
  })

  it.each(['go', 'cpp', 'java', 'python', 'dotnet'])('is certain for %s', (generator) => {
    for (const dialect of real.filter((one) => one.generator === generator)) {
      expect(guesses(dialect).filter((guess) => guess !== 'php')).toEqual([generator])
    }
  })

  it('is told by the IV alone where no key is given', () => {
    for (const { token, generator } of real) {
      const { layers } = inspect(token, { now: 1_795_503_062 })
      expect(layers.generators).toContain(generator)
      expect(layers.generators?.length).toBeLessThan(6)
    }
  })
})

describe('the IV', () => {
  it.each([
    ['3654997620112513', 'digits', true],
    ['17976931348623e-', 'digits', true],
    ['0.36549976201125', 'digits', true],
    ['365499762011251_', 'base64url', false],
    ['ef4ad99b14c84dfe', 'hex', true],
    ['0123456789abcdef', 'hex', true],
    ['0123456789abcdeg', 'alphanumeric', true],
    ['thn6r3vny2jpuvml', 'alphanumeric', true],
    ['thn6r3vny2jpuvmL', 'base64url', false],
    ['ef4ad99b14c84dfE', 'base64url', false],
    ['ef4ad99b14c84df/', 'bytes', false],
    ['x5rffb1QMdu3Vq4v', 'base64url', false],
    ['x5rffb1_Mdu-Vq4v', 'base64url', false],
    ['\u00d4\u0080abcdefgh1234', 'bytes', false],
  ] as const)('%j looks like %s', (iv, looks, weak) => {
    expect(ivLooksOf(Buffer.from(iv, 'latin1'))).toBe(looks)
    expect(isWeak(looks)).toBe(weak)
  })

  it('of the C++ generator is a function of the second, and that is told', () => {
    const [one, two] = real.filter(({ generator }) => generator === 'cpp')
    const report = inspect(one!.token, {
      ...one!.options,
      keys: createKeyringWith(provider, one!.keyring),
      accept: 'bare',
    })
    expect(report.warnings.map(({ code }) => code)).toEqual(['secret_weak', 'iv_repeated', 'iv_weak'])
    expect(Buffer.from(one!.token.slice(2), 'base64').subarray(10, 26)).toEqual(
      Buffer.from(two!.token.slice(2), 'base64').subarray(10, 26),
    )
    const envelope = { format: 'cbc', expire: 1, iv: new Uint8Array(16), ciphertext: new Uint8Array(16) } as const
    expect(hasIvOfItsSecond(claimsText(), envelope)).toBe(false)
    expect(hasIvOfItsSecond('{}', envelope)).toBe(false)
  })

  it('of ours is never called weak, whatever it looks like', () => {
    const keys = keyringOf()
    // Of all nonces the first ones whose seals are small letters and digits.
    for (const nonce of [15_458, 35_987, 0]) {
      const random = (): Uint8Array => Uint8Array.of(0, 0, nonce >> 8, nonce & 255)
      const token = mintToken04({ userId: 'a', expiresIn: 60 }, keys, { ...clock, random })
      const { layers, warnings } = inspect(token, { keys, now })
      expect([layers.generators, warnings]).toEqual([['roompass'], []])
      expect(layers.envelope?.ivLooks).toBe(nonce === 0 ? 'base64url' : 'alphanumeric')
    }
  })

  it('is named with its makers', () => {
    const { warnings } = inspect(bareToken({ iv: Buffer.from('ef4ad99b14c84dfe') }), { now })
    expect(warnings[0]?.message).toMatch(/one of Python\.$/)
    expect(generatorNames(['go', 'web-kit'])).toBe('Go or the web kit (generateKitTokenForTest)')
    expect(generatorNames(['roompass', 'cpp', 'java', 'python'])).toBe('Roompass or C++ or Java or Python')
    expect(generatorNames(['php', 'dotnet', 'node'])).toBe('PHP or .NET or Node.js')
    expect(generatorNames([])).toBe('')
  })
})

/** An envelope in which only its IV counts. */
const withIv = (iv: string | Uint8Array, format: 'cbc' | 'gcm' = 'cbc'): Envelope => {
  const bytes = typeof iv === 'string' ? Buffer.from(iv, 'latin1') : iv
  return { format, expire: 1, iv: bytes, ciphertext: new Uint8Array(80) }
}
const ivs: Readonly<Record<IvLooks, string>> = {
  digits: '3654997620112513',
  hex: 'ef4ad99b14c84dfe',
  alphanumeric: 'thn6r3vny2jpuvml',
  base64url: 'x5rffb1_Mdu-Vq4v',
  bytes: '\u00d4\u0080abcdefgh1234',
}

describe('by its IV alone, a token', () => {
  it.each<['cbc' | 'gcm', IvLooks, Generator[]]>([
    ['cbc', 'digits', ['web-kit']],
    ['cbc', 'hex', ['python']],
    ['cbc', 'alphanumeric', ['go', 'cpp', 'php', 'dotnet', 'node']],
    ['cbc', 'base64url', ['roompass']],
    ['cbc', 'bytes', ['java']],
    ['gcm', 'digits', ['cpp', 'php', 'python']],
    ['gcm', 'hex', ['cpp', 'php', 'python']],
    ['gcm', 'alphanumeric', ['cpp', 'php', 'python']],
    ['gcm', 'base64url', ['roompass', 'go', 'java', 'dotnet', 'node']],
    ['gcm', 'bytes', ['roompass', 'go', 'java', 'dotnet', 'node']],
  ])('in %s form with %s is of one of these', (format, looks, generators) => {
    expect(generatorsByIv(withIv(ivs[looks].slice(0, format === 'gcm' ? 12 : 16), format))).toEqual(generators)
  })
})

describe('by its claims and its IV, a token', () => {
  const spelled = (order: string, userId = 'ada'): string => {
    const values: Readonly<Record<string, unknown>> = {
      app_id: 1,
      user_id: userId,
      nonce: 7,
      ctime: 5,
      expire: 9,
      payload: '',
    }
    return JSON.stringify(Object.fromEntries(order.split(' ').map((key) => [key, values[key]])))
  }
  const most = 'app_id user_id nonce ctime expire payload'

  it.each<[string, string, IvLooks, Generator[]]>([
    ['Java begins with the user', 'user_id nonce app_id', 'bytes', ['java']],
    ['Java has no other IV', 'user_id nonce app_id', 'hex', ['java']],
    ['.NET has the payload third', 'app_id user_id payload nonce ctime expire', 'alphanumeric', ['dotnet']],
    ['Go and PHP 5 have the time third', 'app_id user_id ctime expire nonce payload', 'alphanumeric', ['go', 'php']],
    ['the web kit has no payload', 'app_id user_id nonce ctime expire', 'digits', ['web-kit']],
    ['the web kit has no other IV', 'app_id user_id nonce ctime expire', 'bytes', ['web-kit']],
    ['Python has an IV in hex', most, 'hex', ['python']],
    ['three have letters and digits', most, 'alphanumeric', ['node', 'php', 'cpp']],
    ['an IV of none of them tells nothing', most, 'bytes', ['node', 'php', 'python', 'cpp']],
    [
      'an order of none of them tells nothing',
      'nonce app_id user_id payload',
      'bytes',
      ['node', 'php', 'python', 'cpp'],
    ],
  ])('%s', (_, order, looks, generators) => {
    expect(generatorsOf(spelled(order), withIv(ivs[looks]))).toEqual(generators)
  })

  const alphanumeric = withIv(ivs.alphanumeric)
  it.each<[string, string, Generator[]]>([
    ['an escaped slash is of PHP', '\\/', ['php']],
    ['an escaped letter is of PHP', '\\u00e9', ['php']],
    ['an escaped letter without four digits is none', '\\u00', ['node', 'php', 'cpp']],
    ['an escaped letter in capitals is not of PHP', '\\u00E9', ['node', 'php', 'cpp']],
    ['an escaped quotation mark tells nothing', '\\"', ['node', 'php', 'cpp']],
    ['a plain slash tells nothing', '/', ['node', 'php', 'cpp']],
  ])('%s', (_, escape, generators) => {
    expect(generatorsOf(spelled(most).replace('ada', escape), alphanumeric)).toEqual(generators)
  })

  it('may be of Go where a letter is escaped', () => {
    const plaintext = spelled('app_id user_id ctime expire nonce payload').replace('ada', '\\u003c')
    expect(generatorsOf(plaintext, alphanumeric)).toEqual(['go', 'php'])
  })

  it('is not told by what stands in a text', () => {
    expect(generatorsOf(spelled(most, '","payload":"'), alphanumeric)).toEqual(['node', 'php', 'cpp'])
  })

  it('is of the C++ generator where the IV is of its second, if the order can be its own', () => {
    // rand() of glibc 2.36 after srand(5): digits and letters by its remainders of 36.
    const ofFive = withIv('75u0ws8xxdik0ia8')
    expect(generatorsOf(spelled(most), ofFive)).toEqual(['cpp'])
    expect(generatorsOf(spelled('app_id user_id ctime expire nonce payload'), ofFive)).toEqual(['go', 'php'])
  })
})

describe('the random numbers of glibc', () => {
  it.each([
    [1, 'jy9757acx1eve7nm'],
    [1_767_225_600, 'ugsxctgd2eezehwq'],
    [2_147_483_647, 'moraud4kznunmm03'],
    // After 2038 the second is no positive number of 32 bits.
    [3_000_000_000, '88g15ru101p63ikf'],
    [9_999_999_999, 'dtstts5e0mqse57q'],
  ])('after srand(%i) give the IV that the C++ generator writes', (second, iv) => {
    expect(hasIvOfItsSecond(claimsText({ ctime: second }), withIv(iv))).toBe(true)
    expect(hasIvOfItsSecond(`{"ctime":${second}}`, withIv(iv))).toBe(true)
    expect(hasIvOfItsSecond(claimsText({ ctime: second }), withIv(iv.slice(0, 12), 'gcm'))).toBe(true)
    expect(hasIvOfItsSecond(claimsText({ ctime: second + 1 }), withIv(iv))).toBe(false)
    expect(hasIvOfItsSecond(claimsText({ ctime: `${second}` }), withIv(iv))).toBe(false)
  })
})

describe('claims without a payload', () => {
  it('are those of the web kit', () => {
    const token = bareToken({ plaintext: claimsText({ payload: undefined }), iv: Buffer.from('3654997620112513') })
    expect(inspect(token, { keys: keyringOf(), now, accept: 'bare' }).layers.generators).toEqual(['web-kit'])
  })

  it('are guessed by their spelling where the IV fits no maker', () => {
    const token = bareToken({ iv: Buffer.from('3654997620112513') })
    const { generators } = inspect(token, { keys: keyringOf(), now, accept: 'bare' }).layers
    expect(generators).toEqual(['node', 'php', 'python', 'cpp'])
  })
})
