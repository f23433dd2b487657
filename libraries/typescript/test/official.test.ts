// Whatever an application gives to an official generator: where the user ID is in the documented set, the token opens as bare, and by
// default it does not. The spellings are those of the vectors (tools/vectors/cases/dialects).
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ivAs, spellAs } from '../../../tools/vectors/cases/dialects/spell.ts'
import { encryptCbc, encryptGcm, frame, kitTokenText, pkcs7, token04Text } from '../../../tools/vectors/primitives.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { appId, keyringOf, now, providers, serverSecret } from './providers.ts'
import { codeOf } from './refusal.ts'

const generators = ['go', 'cpp', 'java', 'python', 'php', 'php56', 'dotnet', 'node', 'webkit'] as const
const userIdSet = Array.from("AZaz09~!@#$%^&*()_+=-`;',.<>/\\")

const tokens = fc.record({
  generator: fc.constantFrom(...generators),
  format: fc.constantFrom('cbc' as const, 'gcm' as const),
  userId: fc.string({ unit: fc.constantFrom(...userIdSet), minLength: 1, maxLength: 64 }),
  payload: fc.oneof(fc.constant(''), fc.json(), fc.string({ unit: 'binary', maxLength: 6000 }), fc.constant(null)),
  nonce: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  lifetime: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  seed: fc.string(),
})
type Token = typeof tokens extends fc.Arbitrary<infer T> ? T : never

/** What the generator makes of it: raw bytes, and the payload that is left. */
function generate({ generator, format, userId, payload, nonce, lifetime, seed }: Token) {
  // C++ passes texts on up to the first NUL; the web kit knows no payload.
  const kept = generator === 'webkit' ? undefined : generator === 'cpp' ? payload?.split('\0')[0] : payload
  const expire = now + lifetime
  const plaintext = Buffer.from(spellAs(generator, { appId, userId, nonce, ctime: now, expire, payload: kept }, format))
  const iv = ivAs(generator, seed, format === 'cbc' ? 16 : 12)
  const ciphertext =
    format === 'cbc' ? encryptCbc(serverSecret, iv, pkcs7(plaintext)) : encryptGcm(serverSecret, iv, plaintext)
  return { raw: frame({ header: BigInt(expire), iv, ciphertext, format }), payload: kept ?? '', expire }
}

describe.each(providers)('with the $name provider, tokens of official generators', ({ provider }) => {
  const keys = keyringOf(provider)
  const bare = { now, accept: 'bare', maxLifetime: 2 ** 31 } as const

  it('open as bare, with what they say, and not by default', () => {
    fc.assert(
      fc.property(tokens, (token) => {
        const { raw, payload, expire } = generate(token)
        const text = token04Text(raw)
        expect(verifyToken04(text, keys, bare)).toMatchObject({
          trust: 'bare',
          roomId: null,
          userId: token.userId,
          issuedAt: now,
          expiresAt: expire,
          format: token.format,
          payload,
        })
        const code = codeOf(() => verifyToken04(text, keys, { now, maxLifetime: 2 ** 31 }))
        expect(code).toBe(text.length > 4154 ? 'token_malformed' : 'trust_too_low')
      }),
    )
  })

  it('open inside of a Kit Token with any room and any name', () => {
    const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) })
    const names = fc.string({ unit: 'grapheme', maxLength: 200 })
    fc.assert(
      fc.property(tokens, latin1, names, (token, roomID, userName) => {
        const { raw } = generate({ ...token, payload: '' })
        const suffix = { userID: token.userId, roomID, userName: encodeURIComponent(userName), appID: appId }
        const pass = verify(kitTokenText(raw, JSON.stringify(suffix)), keys, bare)
        expect(pass).toMatchObject({ trust: 'bare', userId: token.userId, roomId: null, userName: null })
        expect([roomID, null]).toContain(pass.claimed?.roomId)
        expect([userName, '']).toContain(pass.claimed?.userName)
      }),
    )
  })
})
