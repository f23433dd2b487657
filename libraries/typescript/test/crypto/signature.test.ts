import { createHmac, hkdfSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SuffixFields } from '../../src/codec/suffix_fields.ts'
import { deriveKey } from '../../src/crypto/keys.ts'
import { isSignedBy, sign } from '../../src/crypto/signature.ts'
import { appId, providers, serverSecret } from '../providers.ts'

const fields = fc.record({
  userId: fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
  roomId: fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
  encodedName: fc.string({ unit: 'grapheme', maxLength: 20 }),
  appId: fc.constant(appId),
  ext: fc.option(fc.string({ unit: 'grapheme-ascii', maxLength: 20 })),
})
const raws = fc.uint8Array({ minLength: 80, maxLength: 200 })

/** Spec kit-token.md 3, step by step. */
function expected(kid: string, { userId, roomId, encodedName, ext }: SuffixFields, raw: Uint8Array): string {
  const info = Buffer.concat([Buffer.from('kit-token-signature\0'), Buffer.from([0x49, 0x96, 0x02, 0xd2])])
  const hmac = createHmac('sha256', Buffer.from(hkdfSync('sha256', serverSecret, 'roompass/v1', info, 32)))
  hmac.update('roompass-signature/v1\0\x07')
  for (const part of [kid, String(appId), userId, roomId, encodedName, ext ?? '', raw].map((text) =>
    Buffer.from(text),
  )) {
    const size = Buffer.alloc(4)
    size.writeUInt32BE(part.length)
    hmac.update(size).update(part)
  }
  return hmac.digest('base64url')
}

describe.each(providers)('the signature over the $name provider', ({ provider }) => {
  const key = deriveKey(provider, appId, serverSecret)

  it('is an HMAC over seven parts with their lengths', () => {
    fc.assert(
      fc.property(fields, raws, (given, raw) => {
        expect(sign(key, given, raw)).toEqual({ kid: key.kid, tag: expected(key.kid, given, raw) })
      }),
    )
  })

  it('is right for nothing else', () => {
    fc.assert(
      fc.property(fields, raws, fields, raws, (given, raw, other, otherRaw) => {
        const signature = sign(key, given, raw)
        expect(isSignedBy(key, signature, given, raw)).toBe(true)
        for (const name of ['userId', 'roomId', 'encodedName'] as const) {
          const changed = { ...given, [name]: other[name] }
          expect(isSignedBy(key, signature, changed, raw)).toBe(given[name] === other[name])
        }
        expect(isSignedBy(key, signature, { ...given, ext: other.ext }, raw)).toBe(
          (given.ext ?? '') === (other.ext ?? ''),
        )
        expect(isSignedBy(key, signature, given, otherRaw)).toBe(Buffer.compare(raw, otherRaw) === 0)
      }),
    )
  })

  it('moves no letter from one field to the next', () => {
    const raw = new Uint8Array(90)
    const given = { userId: 'ab', roomId: 'c', encodedName: '', appId, ext: null }
    const moved = { ...given, userId: 'a', roomId: 'bc' }
    expect(isSignedBy(key, sign(key, given, raw), moved, raw)).toBe(false)
  })
})
