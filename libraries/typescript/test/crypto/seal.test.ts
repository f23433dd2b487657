import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeClaims } from '../../src/codec/claims.ts'
import { deriveKey } from '../../src/crypto/keys.ts'
import { open, plaintextOf, sealCbc, sealGcm } from '../../src/crypto/seal.ts'
import { appId, now, otherSecret, providers, serverSecret } from '../providers.ts'

describe.each(providers)('the seal over the $name provider', ({ provider }) => {
  const key = deriveKey(provider, appId, serverSecret)
  const json = writeClaims({ appId, userId: 'ada', nonce: 7, issuedAt: now, expiresAt: now + 60, payload: 'Zoë' })
  const plaintext = key.transcoder.encodeUtf8(json)
  const cbc = { format: 'cbc' as const, expire: 1, ...sealCbc(key, plaintext) }
  const gcm = { format: 'gcm' as const, expire: 1, ...sealGcm(key, plaintext) }

  it('makes an IV of 16 characters of base64url, and a nonce of 12 bytes', () => {
    expect(Buffer.from(cbc.iv).toString('latin1')).toMatch(/^[\w-]{16}$/)
    expect(gcm.iv).toHaveLength(12)
  })

  it('is the same for the same claims and another for any other', () => {
    expect(sealCbc(key, plaintext)).toEqual({ iv: cbc.iv, ciphertext: cbc.ciphertext })
    const other = key.transcoder.encodeUtf8(json.replace('ada', 'adb'))
    expect(sealCbc(key, other).iv).not.toEqual(cbc.iv)
    expect(sealGcm(key, other).iv).not.toEqual(gcm.iv)
  })

  it.each([['cbc', cbc] as const, ['gcm', gcm] as const])('opens in %s form and is found whole', (_, envelope) => {
    expect(open(key, envelope, false)).toMatchObject({ plaintext: json, sealed: true })
    expect(plaintextOf(key, envelope)).toBe(json)
  })

  it('is not found where a change went through', () => {
    // The IV is XORed into the first block: the first digit of the AppID changes, and everything else stays.
    const iv = Uint8Array.from(cbc.iv)
    iv[10]! ^= 3
    expect(open(key, { ...cbc, iv }, false)).toMatchObject({ plaintext: json.replace(':1', ':2'), sealed: false })
  })

  it('does not count where a signature says more', () => {
    const iv = Uint8Array.from(cbc.iv)
    iv[10]! ^= 3
    expect(open(key, { ...cbc, iv }, true)?.sealed).toBe(true)
  })

  it('does not open under another key, nor after a change of any byte of GCM', () => {
    const other = deriveKey(provider, appId, otherSecret)
    expect(open(other, gcm, false)).toBe(null)
    expect(open(other, cbc, false)).toBe(null)
    expect(plaintextOf(other, gcm)).toBe(null)
    fc.assert(
      fc.property(fc.nat({ max: gcm.ciphertext.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const ciphertext = Uint8Array.from(gcm.ciphertext)
        ciphertext[at]! ^= flip
        expect(open(key, { ...gcm, ciphertext }, false)).toBe(null)
      }),
    )
  })

  it('is never found after a change of the ciphertext or the IV', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Uint8Array.from([...cbc.iv, ...cbc.ciphertext])
        bytes[at % bytes.length]! ^= flip
        const changed = { ...cbc, iv: bytes.subarray(0, 16), ciphertext: bytes.subarray(16) }
        expect(open(key, changed, false)?.sealed ?? false).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
