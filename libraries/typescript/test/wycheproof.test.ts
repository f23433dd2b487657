// Wycheproof's vectors through the seam between the library and whoever computes, on both providers (origin: wycheproof/README.md).
// HKDF is made of the seam's HMAC here, and the derived keys of a secret are then shown to be what that HKDF gives.
import { describe, expect, it } from 'vitest'
import { decodeBase64Url } from '../src/codec/base64.ts'
import { bytesOfLatin1, concat, equalTags, hexOf, u32 } from '../src/codec/bytes.ts'
import { readEnvelope, writeEnvelope } from '../src/codec/envelope.ts'
import { pad, unpad } from '../src/codec/padding.ts'
import { deriveKey } from '../src/crypto/keys.ts'
import type { CryptoProvider } from '../src/crypto/provider.ts'
import { KitTokenError } from '../src/errors.ts'
import { appId, providers, serverSecret } from './providers.ts'
import cbcVectors from './wycheproof/aes_cbc_pkcs5_test.json' with { type: 'json' }
import gcmVectors from './wycheproof/aes_gcm_test.json' with { type: 'json' }
import hkdfVectors from './wycheproof/hkdf_sha256_test.json' with { type: 'json' }
import hmacVectors from './wycheproof/hmac_sha256_test.json' with { type: 'json' }

const nothing: Uint8Array = new Uint8Array(0)
const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))

const labelled = (label: string): Uint8Array => concat(bytesOfLatin1(`${label}\0`), u32(appId))
const counted = (text: string): Uint8Array => concat(u32(text.length), bytesOfLatin1(text))

/** The tests of a file; all of them, or it is not the file that its README tells of. */
function testsOf<Test>(file: File<Test>, count: number): readonly Test[] {
  const tests = file.testGroups.flatMap((group) => group.tests)
  expect([file.numberOfTests, tests.length]).toEqual([count, count])
  return tests
}

interface File<Test> {
  readonly numberOfTests: number
  readonly testGroups: readonly { readonly tests: readonly Test[] }[]
}

describe.each(providers)('with the $name provider, Wycheproof finds right', ({ provider }) => {
  const { allocate } = provider.transcoder

  it.each(testsOf(cbcVectors, 72))('AES-CBC with PKCS#7: $tcId $comment', ({ key, iv, msg, ct, result }) => {
    const aes = provider.aes(bytes(key))
    if (ct === '') {
      // No padding at all never comes so far: an envelope without ciphertext is none.
      const raw = writeEnvelope({ format: 'cbc', expire: 1, iv: bytes(iv), ciphertext: nothing }, provider.transcoder)
      expect(() => readEnvelope(raw, 'official')).toThrow(KitTokenError)
      return
    }
    const opened = aes.decryptBlocks(bytes(iv), bytes(ct))
    const { end, right } = unpad(opened)
    expect(right).toBe(result === 'valid')
    if (!right) return
    expect(hexOf(opened.subarray(0, end))).toBe(msg)
    expect(hexOf(aes.encryptBlocks(bytes(iv), pad(bytes(msg), { allocate })))).toBe(ct)
    // Once more under the same key: the cipher that is kept must not remember.
    expect(hexOf(aes.encryptBlocks(bytes(iv), pad(bytes(msg), { allocate })))).toBe(ct)
  })

  it.each(testsOf(gcmVectors, 48))('AES-GCM: $tcId $comment', ({ key, iv, aad, msg, ct, tag, result }) => {
    expect(aad).toBe('')
    const aes = provider.aes(bytes(key))
    const opened = aes.openGcm(bytes(iv), bytes(ct + tag))
    expect(opened === null ? null : hexOf(opened)).toBe(result === 'valid' ? msg : null)
    expect(hexOf(aes.sealGcm(bytes(iv), bytes(msg))) === ct + tag).toBe(result === 'valid')
  })

  it.each(testsOf(hmacVectors, 174))('HMAC-SHA256: $tcId $comment', ({ key, msg, tag, result }) => {
    const message = bytes(msg)
    // However much of the message is the prefix that every message starts with, the tag is the same.
    for (const cut of new Set([0, message.length >> 1, message.length])) {
      const whole = provider.hmac(bytes(key), message.subarray(0, cut))(message.subarray(cut))
      const truncated = hexOf(decodeBase64Url(whole).subarray(0, tag.length / 2))
      expect(equalTags(truncated, tag)).toBe(result === 'valid')
    }
  })

  // Three tests ask for more than HKDF can give: nothing here takes a size.
  it.each(testsOf(hkdfVectors, 86).filter(({ result }) => result === 'valid'))(
    'HKDF-SHA256: $tcId $comment',
    ({ ikm, salt, info, size, okm }) => {
      expect(hexOf(hkdf(provider, bytes(ikm), bytes(salt), bytes(info), size))).toBe(okm)
    },
  )

  it('the derivation of keys to be this HKDF, with the salt, the labels and the AppID of the specification', () => {
    const key = deriveKey(provider, appId, serverSecret)
    const derived = (label: string, size: number): Uint8Array =>
      hkdf(provider, bytesOfLatin1(serverSecret), bytesOfLatin1('roompass/v1'), labelled(label), size)
    const message = bytesOfLatin1('message')
    const sealed = (label: string): string => provider.hmac(derived('token04-seal', 32), labelled(label))(message)

    expect(key.kid).toBe(hexOf(derived('kid', 4)))
    expect(key.sealTag(message)).toBe(sealed('roompass-seal/v1'))
    expect(key.gcmSealTag(message)).toBe(sealed('roompass-gcm-seal/v1'))
    const signed = concat(bytesOfLatin1('roompass-signature/v1\0\x07'), counted(key.kid), counted(String(appId)))
    expect(key.signatureTag(message)).toBe(provider.hmac(derived('kit-token-signature', 32), signed)(message))
  })
})

/** RFC 5869 over the HMAC of a provider. */
function hkdf(provider: CryptoProvider, ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, size: number): Uint8Array {
  const expand = provider.hmac(decodeBase64Url(provider.hmac(salt, nothing)(ikm)), nothing)
  let block = nothing
  let all = nothing
  for (let count = 1; all.length < size; count++) {
    block = decodeBase64Url(expand(concat(block, info, Uint8Array.of(count))))
    all = concat(all, block)
  }
  return all.subarray(0, size)
}
