// What every provider of cryptography must do, against node:crypto used plainly. The providers' tests run it.
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CryptoProvider } from '../../src/crypto/provider.ts'

const bytes = (length: number): Uint8Array => Uint8Array.from(randomBytes(length))
const blocks = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => fc.uint8Array({ minLength: 16 * count, maxLength: 16 * count }))
const message = fc.uint8Array({ maxLength: 3000 })

function cbc(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): number[] {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false)
  return [...cipher.update(plaintext), ...cipher.final()]
}

export function testProvider(provider: CryptoProvider): void {
  it.each([32, 16])('encrypts and decrypts blocks under a key of %d bytes, each call for itself', (length) => {
    const key = bytes(length)
    const aes = provider.aes(key)
    fc.assert(
      fc.property(blocks, fc.uint8Array({ minLength: 16, maxLength: 16 }), (plaintext, iv) => {
        const expected = cbc(key, iv, plaintext)
        expect([...aes.encryptBlocks(iv, plaintext.slice())]).toEqual(expected)
        expect([...aes.decryptBlocks(iv, Uint8Array.from(expected))]).toEqual([...plaintext])
      }),
    )
  })

  it('leaves the ciphertext alone that it decrypts', () => {
    const given = bytes(64)
    const kept = given.slice()
    provider.aes(bytes(32)).decryptBlocks(bytes(16), given)
    expect(given).toEqual(kept)
  })

  it('keeps keys apart', () => {
    const keys = [bytes(32), bytes(32)]
    const ciphers = keys.map((key) => provider.aes(key))
    for (let turn = 0; turn < 6; turn++) {
      const [iv, plaintext] = [bytes(16), bytes(48)]
      const which = turn % 2
      expect([...ciphers[which]!.encryptBlocks(iv, plaintext.slice())]).toEqual(cbc(keys[which]!, iv, plaintext))
    }
  })

  it('goes on after a call that failed', () => {
    const key = bytes(32)
    const aes = provider.aes(key)
    const [iv, plaintext] = [bytes(16), bytes(32)]
    aes.encryptBlocks(iv, plaintext.slice())
    expect(() => aes.encryptBlocks(iv, Reflect.get(plaintext, 'none'))).toThrow()
    expect(() => aes.decryptBlocks(iv, Reflect.get(plaintext, 'none'))).toThrow()
    expect([...aes.encryptBlocks(iv, plaintext.slice())]).toEqual(cbc(key, iv, plaintext))
    expect([...aes.decryptBlocks(iv, Uint8Array.from(cbc(key, iv, plaintext)))]).toEqual([...plaintext])
  })

  it.each([32, 16])('seals with GCM under a key of %d bytes, and opens only what was sealed', (length) => {
    const key = bytes(length)
    const aes = provider.aes(key)
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (plaintext, at, flip) => {
          const nonce = bytes(12)
          const cipher = createCipheriv(length === 32 ? 'aes-256-gcm' : 'aes-128-gcm', key, nonce)
          const expected = [...cipher.update(plaintext), ...cipher.final(), ...cipher.getAuthTag()]
          const sealed = aes.sealGcm(nonce, plaintext)
          expect([...sealed]).toEqual(expected)
          expect([...(aes.openGcm(nonce, sealed) ?? [1])]).toEqual([...plaintext])
          const changed = Uint8Array.from(sealed)
          changed[at % changed.length]! ^= flip
          expect(aes.openGcm(nonce, changed)).toBe(null)
        },
      ),
    )
  })

  it('hashes a prefix and a message, keyed and not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), message, message, (key, prefix, text) => {
        const tag = createHmac('sha256', key).update(prefix).update(text).digest('base64url')
        const mac = provider.hmac(key, prefix)
        expect([mac(text), mac(text)]).toEqual([tag, tag])
        const digest = createHash('sha256').update(prefix).update(text).digest('hex')
        const hash = provider.sha256(prefix)
        expect([hash(text), hash(text)]).toEqual([digest, digest])
      }),
    )
  })

  it('remembers nothing of a longer message in a shorter one', () => {
    const mac = provider.hmac(bytes(32), bytes(20))
    const short = bytes(3)
    const before = mac(short)
    mac(bytes(5000))
    expect(mac(short)).toBe(before)
  })
}
