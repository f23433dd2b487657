import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { provider } from '../../src/crypto/node.ts'
import { inspect } from '../../src/inspect.ts'
import { generatorNames, generatorsByIv, hasIvOfItsSecond, isWeak, ivLooksOf } from '../../src/inspect/generators.ts'
import type { Generator } from '../../src/inspect/report.ts'
import { createKeyringWith, type KeyringEntry } from '../../src/keyring.ts'
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
    ['ef4ad99b14c84dfe', 'hex', true],
    ['thn6r3vny2jpuvml', 'alphanumeric', true],
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
    for (let i = 0; i < 20; i++) {
      const { layers, warnings } = inspect(mintToken04({ userId: 'a', expiresIn: 60 }, keys, clock), { keys, now })
      expect([layers.generators, warnings]).toEqual([['roompass'], []])
    }
  })

  it('is named with its makers', () => {
    const { warnings } = inspect(bareToken({ iv: Buffer.from('ef4ad99b14c84dfe') }), { now })
    expect(warnings[0]?.message).toMatch(/one of Python\.$/)
    expect(generatorNames(['go', 'web-kit'])).toBe('Go or the web kit (generateKitTokenForTest)')
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

  it('of GCM tokens come with nonces of two kinds', () => {
    const nonce = (text: string): readonly Generator[] =>
      generatorsByIv({ format: 'gcm', expire: 1, iv: Buffer.from(text, 'latin1'), ciphertext: new Uint8Array(80) })
    expect(nonce('ef4ad99b14c8')).toEqual(['cpp', 'php', 'python'])
    expect(nonce('\u00d4\u0080abcdefgh12')).toContain('roompass')
  })
})
