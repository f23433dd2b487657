// What every vector of spec/vectors expects of this library, on one provider. Each test has the id of its vector in its name.
import { describe, expect, it } from 'vitest'
import { decodeBase64 } from '../src/codec/base64.ts'
import { hexOf } from '../src/codec/bytes.ts'
import { writeClaims } from '../src/codec/claims.ts'
import { readEnvelope } from '../src/codec/envelope.ts'
import type { CryptoProvider } from '../src/crypto/provider.ts'
import { textOfPayload } from '../src/codec/own_payload.ts'
import { payloadFor, type Grant } from '../src/grant.ts'
import { createKeyringWith, type KeyringEntry } from '../src/keyring.ts'
import { mint, mintToken04 } from '../src/mint.ts'
import type { Pass } from '../src/pass.ts'
import type { VerifyOptions } from '../src/terms.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { codeOf } from './refusal.ts'

interface Vector {
  readonly id: string
  readonly comment: string
}

interface MintVector extends Vector {
  readonly in: {
    readonly appId: number
    readonly serverSecret: string
    readonly userId: string
    readonly roomId: string
    readonly userName: string
    readonly grant: Grant | null
    readonly expiresIn: number
    readonly format: 'cbc' | 'gcm'
    readonly now: number
    readonly nonce: number
    readonly ext?: string
  }
  readonly payload: string
  readonly plaintext: string
  readonly kid: string
  readonly iv: string
  readonly raw: string
  readonly token04: string
  readonly sig: string
  readonly suffixJson: string
  readonly kitToken: string
  readonly tid: string
}

interface Asked extends Vector {
  readonly kind: 'kit-token' | 'token04'
  readonly keyring: readonly KeyringEntry[]
  readonly options: VerifyOptions
  readonly token: unknown
}
type Outcome = { readonly pass: Pass } | { readonly code: string }

interface VerifyVector extends Asked {
  readonly expected: Outcome
}
interface HostileVector extends Asked {
  readonly rule: string
  readonly code: string
}
interface DialectVector extends Asked {
  readonly bare: Outcome
  readonly default: Outcome
}

interface VectorFile<T> {
  readonly numberOfTests: number
  readonly tests: readonly T[]
}

interface Vectors {
  readonly mint: VectorFile<MintVector>
  readonly verify: VectorFile<VerifyVector>
  readonly hostile: VectorFile<HostileVector>
  readonly dialects: VectorFile<DialectVector>
}

export const vectorFiles = ['mint', 'verify', 'hostile', 'dialects'] as const

/** @param texts the files in the order of {@link vectorFiles} */
export function parseVectors(texts: readonly string[]): Vectors {
  return JSON.parse(`{${vectorFiles.map((name, i) => `"${name}":${texts[i]}`).join()}}`)
}

export function testVectors(name: string, provider: CryptoProvider, vectors: Vectors): void {
  const { mint: minting, verify: verifying, hostile, dialects } = vectors
  describe(`the vectors with the ${name} provider`, () => {
    it.each(vectorFiles)('are as many as %s.json says', (file) => {
      expect(vectors[file].tests).toHaveLength(vectors[file].numberOfTests)
    })
    for (const vector of minting.tests) {
      it(`${vector.id} mints ${vector.comment}`, () => expectLayers(provider, vector))
    }
    for (const vector of verifying.tests) {
      it(`${vector.id} verifies ${vector.comment}`, () => expectOutcome(provider, vector, vector.expected))
    }
    for (const vector of hostile.tests) {
      it(`${vector.id} refuses ${vector.comment} (${vector.rule})`, () =>
        expectOutcome(provider, vector, { code: vector.code }))
    }
    for (const vector of dialects.tests) {
      it(`${vector.id} reads ${vector.comment}`, () => {
        expectOutcome(provider, { ...vector, options: { ...vector.options, accept: 'bare' } }, vector.bare)
        expectOutcome(provider, vector, vector.default)
      })
    }
  })
}

/** From the inside out: the first layer that differs is the one that fails. */
function expectLayers(provider: CryptoProvider, vector: MintVector): void {
  const { appId, serverSecret, userId, roomId, grant, format, now, nonce, expiresIn, ...rest } = vector.in
  const payload = grant === null ? '' : payloadFor(roomId, grant)
  expect(textOfPayload(payload)).toBe(vector.payload)
  const times = { issuedAt: now, expiresAt: now + expiresIn }
  expect(writeClaims({ appId, userId, nonce, ...times, payload })).toBe(vector.plaintext)

  const keys = createKeyringWith(provider, [{ appId, serverSecret }])
  const options = { now: () => now, random: () => Uint8Array.of(nonce >> 24, nonce >> 16, nonce >> 8, nonce) }
  const kitToken = mint(
    { ...rest, userId, roomId, expiresIn, format, ...(grant === null ? {} : { grant }) },
    keys,
    options,
  )
  const [token04 = '', suffix = ''] = kitToken.split('#')
  const raw = decodeBase64(token04.slice(2)) ?? new Uint8Array(0)
  expect(hexOf(readEnvelope(raw, 'own').iv)).toBe(vector.iv)
  expect(hexOf(raw)).toBe(vector.raw)
  expect(token04).toBe(vector.token04)
  expect(atob(suffix)).toBe(vector.suffixJson)
  expect(atob(suffix)).toContain(`"sig":"${vector.sig}"`)
  expect(kitToken).toBe(vector.kitToken)
  expect(mintToken04({ userId, expiresIn, format, payload: vector.payload }, keys, options)).toBe(vector.token04)
  const pass = verify(kitToken, keys, { now, accept: 'signed', maxLifetime: expiresIn })
  expect({ kid: pass.kid, tid: pass.tid }).toEqual({ kid: vector.kid, tid: vector.tid })
}

function expectOutcome(provider: CryptoProvider, { kind, keyring, options, token }: Asked, expected: Outcome): void {
  const keys = createKeyringWith(provider, keyring)
  const check = kind === 'kit-token' ? verify : verifyToken04
  if ('code' in expected) {
    expect(codeOf(() => check(token, keys, options))).toBe(expected.code)
    return
  }
  const { claimed, ...pass } = check(token, keys, options)
  expect({ ...pass, claimed: claimed === null ? null : { ...claimed } }).toEqual(expected.pass)
}
