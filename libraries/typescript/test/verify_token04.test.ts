// What is refused in a Token04, from its text to its claims: frame, envelope, plaintext, spellings.
import { describe, expect, it } from 'vitest'
import { provider } from '../src/crypto/node.ts'
import type { VerifyOptions } from '../src/terms.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { bareToken, claimsText, expire, forgeGcm, forgeRaw, kitOf, token04Of } from './forge.ts'
import { appId, keyringOf, now, otherSecret } from './providers.ts'
import { codeOf } from './refusal.ts'

const keys = keyringOf()

const bare = (token: unknown, options: VerifyOptions = {}): string =>
  codeOf(() => verifyToken04(token, keys, { now, accept: 'bare', ...options }))
const kit = (token: unknown, options: VerifyOptions = {}): string =>
  codeOf(() => verify(token, keys, { now, accept: 'bare', ...options }))

describe('the frame (R1 to R4)', () => {
  const token = bareToken()
  const [head, suffix = ''] = kitOf(token).split('#')
  it.each<[string, unknown, string]>([
    ['no string', 7, 'token_malformed'],
    ['an object that spells one', { toString: () => kitOf(token) }, 'token_malformed'],
    ['an empty text', '', 'token_malformed'],
    ['139 characters', `${'04'.padEnd(100, 'A')}#${'A'.repeat(38)}`, 'token_malformed'],
    ['8193 characters', `${token}#${'A'.repeat(8193)}`, 'token_malformed'],
    ['no separator', `${token}${suffix}`, 'token_malformed'],
    ['two separators', `${head}#${suffix}#${suffix}`, 'token_malformed'],
    ['a space before it', ` ${head}#${suffix}`, 'token_malformed'],
    ['a line break after it', `${head}#${suffix}\n`, 'token_malformed'],
    ['a letter of another script', `${head}é#${suffix}`, 'token_malformed'],
    ['a short Token04', `04AAAA#${suffix}${suffix}`, 'token_malformed'],
    ['version 03', `03${head!.slice(2)}#${suffix}`, 'token_version'],
    ['base64url', `04____${head!.slice(6)}#${suffix}`, 'token_encoding'],
    [
      'no padding',
      `${bareToken({ plaintext: claimsText({ user_id: 'a'.repeat(12) }) }).replace(/=+$/, '')}#${suffix}`,
      'token_encoding',
    ],
    ['bits left over', `${head!.replace(/[A-Za-z0-9+/]=$/, 'B=')}#${suffix}`, 'token_encoding'],
  ])('refuses %s', (_, input, code) => {
    expect(kit(input, { accept: 'sealed' })).toBe(code)
  })

  it('refuses a Kit Token where a Token04 is wanted', () => {
    expect(bare(kitOf(token))).toBe('token_malformed')
    expect(bare(undefined)).toBe('token_malformed')
    expect(bare(`04${'A'.repeat(4156)}`, { accept: 'sealed' })).toBe('token_malformed')
  })

  it('takes what the format can hold where bare tokens are taken, and no more', () => {
    const fits = claimsText({ payload: 'x'.repeat(32_751 - claimsText().length) })
    expect(bare(bareToken({ plaintext: fits }))).toBe('taken')
    expect(bare(bareToken({ plaintext: fits }), { accept: 'sealed' })).toBe('token_malformed')
    expect(bare(bareToken({ plaintext: fits.replace('x', 'xx') }))).toBe('token_malformed')
    expect(kit(`${token}#${'A'.repeat(65_536 - token.length)}`)).toBe('token_malformed')
  })
})

describe('the envelope (R5 to R7)', () => {
  const edited = (edit: (raw: Buffer) => Buffer | void): string => {
    const raw = forgeRaw()
    return bare(token04Of(edit(raw) ?? raw))
  }
  it.each<[string, (raw: Buffer) => Buffer | void, string]>([
    ['a byte left over', (raw) => Buffer.concat([raw, Buffer.of(0)]), 'token_envelope'],
    ['a mode byte after CBC', (raw) => Buffer.concat([raw, Buffer.of(1)]), 'token_envelope'],
    ['a block too few', (raw) => raw.subarray(0, -16), 'token_envelope'],
    ['an IV of 15 bytes', (raw) => void raw.writeUInt16BE(15, 8), 'token_envelope'],
    ['the IV length of GCM', (raw) => void raw.writeUInt16BE(12, 8), 'token_envelope'],
    ['a negative length', (raw) => void raw.writeUInt16BE(0x8070, 26), 'token_envelope'],
    ['a length of another token', (raw) => void raw.writeUInt16BE(128, 26), 'token_envelope'],
    ['no expiry', (raw) => void raw.writeBigInt64BE(0n), 'token_envelope'],
    ['an expiry before 1970', (raw) => void raw.writeBigInt64BE(-1n), 'token_envelope'],
    ['an expiry in milliseconds', (raw) => void raw.writeBigInt64BE(BigInt(expire) * 1000n), 'token_envelope'],
    ['an expiry that has passed', (raw) => void raw.writeBigInt64BE(BigInt(now)), 'token_expired'],
  ])('refuses %s', (_, edit, code) => {
    expect(edited(edit)).toBe(code)
  })

  it('refuses a GCM token without its mode byte, with another, and where the key refuses GCM', () => {
    const raw = forgeGcm()
    expect(bare(token04Of(raw))).toBe('taken')
    raw[raw.length - 1] = 0
    expect(bare(token04Of(raw))).toBe('token_envelope')
    expect(bare(token04Of(raw.subarray(0, -1)))).toBe('token_envelope')
    const refusing = keyringOf(provider, { gcm: 'refuse' })
    expect(codeOf(() => verifyToken04(token04Of(forgeGcm()), refusing, { now, accept: 'bare' }))).toBe('token_envelope')
  })

  it('trusts a GCM tag where every maker is trusted', () => {
    const trusting = keyringOf(provider, { gcm: 'trust' })
    expect(verifyToken04(token04Of(forgeGcm()), trusting, { now }).trust).toBe('sealed')
    expect(codeOf(() => verifyToken04(bareToken(), trusting, { now }))).toBe('trust_too_low')
  })
})

describe('the plaintext (R16 to R22)', () => {
  it.each<[string, string | Uint8Array]>([
    ['text that is no JSON', 'x'.repeat(100)],
    ['JSON that is no object', JSON.stringify('x'.repeat(100))],
    ['a space before it', ` ${claimsText()}`],
    ['a space inside', claimsText().replace(',', ', ')],
    ['something after it', `${claimsText()}{}`],
    ['a nested object', claimsText({ payload: {} })],
    ['a byte order mark', `\ufeff${claimsText()}`],
    ['bytes that are no UTF-8', Buffer.from(claimsText({ payload: 'é' }), 'latin1')],
    ['a control character', claimsText({ payload: 'a?b' }).replace('?', '\u0001')],
  ])('does not open with %s', (_, plaintext) => {
    expect(bare(bareToken({ plaintext }))).toBe('token_undecryptable')
  })

  it('does not open with another secret or without padding', () => {
    expect(bare(bareToken({ secret: otherSecret }))).toBe('token_undecryptable')
    for (const padding of [0, 17, 255]) {
      const blocks = claimsText({ user_id: 'a'.repeat(13) })
      const filled = blocks.padEnd(Math.ceil((blocks.length + 1) / 16) * 16 - 1, ' ')
      expect(bare(bareToken({ plaintext: filled, padding: Uint8Array.of(padding) }))).toBe('token_undecryptable')
    }
  })

  it('looks at every byte of the padding', () => {
    const plaintext = claimsText({ user_id: 'a'.repeat(3) }).padEnd(1, ' ')
    const length = 16 - (plaintext.length % 16)
    expect(length).toBeGreaterThan(2)
    for (let wrong = 0; wrong < length - 1; wrong++) {
      const padding = new Uint8Array(length).fill(length)
      padding[wrong]! ^= 0x40
      expect(bare(bareToken({ plaintext, padding }))).toBe('token_undecryptable')
    }
    expect(bare(bareToken({ plaintext, padding: new Uint8Array(length).fill(length) }))).toBe('taken')
  })

  const without = (key: string): string => claimsText({ [key]: undefined })
  it.each<[string, string, string]>([
    ['a key twice', claimsText().replace('"nonce"', '"user_id":"eve","nonce"'), 'claims_invalid'],
    ['a key twice, once escaped', claimsText().replace('"nonce"', '"us\\u0065r_id":"eve","nonce"'), 'claims_invalid'],
    ['a key too many', claimsText({ admin: 1 }), 'claims_invalid'],
    ['a prototype', claimsText().replace('"payload"', '"__proto__"'), 'claims_invalid'],
    ['no app', without('app_id'), 'claims_invalid'],
    ['no user', without('user_id'), 'claims_invalid'],
    ['no nonce', without('nonce'), 'claims_invalid'],
    ['no time of minting', without('ctime'), 'claims_invalid'],
    ['no expiry', without('expire'), 'claims_invalid'],
    ['an app in digits', claimsText({ app_id: String(appId) }), 'claims_invalid'],
    ['an app of 1e9', claimsText().replace(String(appId), '1e9'), 'claims_invalid'],
    ['an app of 1.0', claimsText().replace(String(appId), '1.0'), 'claims_invalid'],
    ['app 0', claimsText({ app_id: 0 }), 'claims_invalid'],
    ['a nonce of -0', claimsText().replace('"nonce":7', '"nonce":-0'), 'claims_invalid'],
    ['a nonce above 31 bits', claimsText({ nonce: 2 ** 31 }), 'claims_invalid'],
    ['a nonce that is null', claimsText({ nonce: null }), 'claims_invalid'],
    ['an expiry that no integer holds', claimsText().replace(String(expire), '9007199254740993'), 'claims_invalid'],
    ['a user that is a number', claimsText({ user_id: 5 }), 'claims_invalid'],
    ['a payload that is a number', claimsText({ payload: 5 }), 'claims_invalid'],
    ['a user of another script', claimsText({ user_id: '用户' }), 'user_id_invalid'],
    ['a user of emoji', claimsText({ user_id: '😀' }), 'user_id_invalid'],
    ['a user with half a character', claimsText({ user_id: 'a\ud800' }), 'user_id_invalid'],
    ['an empty user', claimsText({ user_id: '' }), 'user_id_invalid'],
    ['a user of 65 characters', claimsText({ user_id: 'u'.repeat(65) }), 'user_id_invalid'],
  ])('refuses %s', (_, plaintext, code) => {
    expect(bare(bareToken({ plaintext }))).toBe(code)
  })
})

describe('the spellings of official generators', () => {
  const payload = '{"room_id":"a/b","privilege":{"1":1,"2":0},"stream_id_list":null}'
  const inner = JSON.stringify(payload)
  const head = `"app_id":${appId},"user_id":"a/b<c>&d"`
  const times = `"ctime":${now},"expire":${expire}`
  it.each<[string, string]>([
    ['Node, PHP, Python and C++', `{${head},"nonce":7,${times},"payload":${inner}}`],
    [
      'Go',
      `{${head.replace('<', '\\u003c').replace('>', '\\u003e').replace('&', '\\u0026')},${times},"nonce":7,"payload":${inner}}`,
    ],
    [
      'Java',
      `{"user_id":"a\\/b<c>&d","payload":${inner.replaceAll('/', '\\/')},"expire":${expire},"ctime":${now},"app_id":${appId},"nonce":-7}`,
    ],
    [
      'PHP',
      `{"app_id":${appId},"user_id":"a\\/b<c>\\u0026d","nonce":7,${times},"payload":${inner.replaceAll('/', '\\/')}}`,
    ],
    ['.NET', `{${head},"payload":${inner},${times},"nonce":7}`],
    ['.NET with no payload', `{${head},"payload":null,${times},"nonce":7}`],
    ['the web kit', `{${head},"nonce":7,${times}}`],
    ['escapes in capitals', `{"app_id":${appId},"user_id":"a\\u002Fb\\u003Cc>&d","nonce":7,${times},"payload":""}`],
  ])('are read: %s', (_, plaintext) => {
    const pass = verifyToken04(bareToken({ plaintext }), keys, { now, accept: 'bare' })
    expect(pass).toMatchObject({ trust: 'bare', userId: 'a/b<c>&d', appId, roomId: null })
    const grants = plaintext.includes('room_id') ? { join: true, publish: false } : { join: true, publish: true }
    expect(pass.grant).toMatchObject(grants)
  })

  it('are read with any nonce of 32 bits, signed or not', () => {
    for (const nonce of [-(2 ** 31), -1, 0, 2 ** 31 - 1]) {
      expect(bare(bareToken({ plaintext: claimsText({ nonce }) }))).toBe('taken')
    }
  })
})
