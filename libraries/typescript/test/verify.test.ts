import { describe, expect, it } from 'vitest'
import { readEnvelope } from '../src/codec/envelope.ts'
import { decodeToken04 } from '../src/codec/frame.ts'
import { provider } from '../src/crypto/node.ts'
import { contentsOf, createKeyringWith } from '../src/keyring.ts'
import { mint, mintToken04, type MintInput } from '../src/mint.ts'
import type { VerifyOptions } from '../src/terms.ts'
import { openWith, verify, verifyToken04 } from '../src/verify.ts'
import { call } from './call.ts'
import { bareToken, claimsText, expire, forgeGcm, forgeRaw, kitOf, suffixFields, suffixOf, token04Of } from './forge.ts'
import { appId, clock, keyringOf, now, otherSecret, providers, serverSecret } from './providers.ts'
import { codeOf } from './refusal.ts'

const person: MintInput = { userId: 'ada', roomId: 'lobby', userName: 'Ada L', expiresIn: 3600 }
const keys = keyringOf()

const bare = (token: unknown, options: VerifyOptions = {}): string =>
  codeOf(() => verifyToken04(token, keys, { now, accept: 'bare', ...options }))
const kit = (token: unknown, options: VerifyOptions = {}): string =>
  codeOf(() => verify(token, keys, { now, accept: 'bare', ...options }))

describe.each(providers)('verifying with the $name provider', ({ provider: each }) => {
  const ring = keyringOf(each)

  it('says what each kind of token proved', () => {
    const sealed = mintToken04({ userId: 'ada', expiresIn: 60 }, ring, clock)
    const trusts = [
      verify(mint(person, ring, clock), ring, { now }),
      verify(kitOf(sealed), ring, { now }),
      verify(kitOf(bareToken()), ring, { now, accept: 'bare' }),
    ].map(({ trust, roomId, userName }) => ({ trust, roomId, userName }))
    expect(trusts).toEqual([
      { trust: 'signed', roomId: 'lobby', userName: 'Ada L' },
      { trust: 'sealed', roomId: null, userName: null },
      { trust: 'bare', roomId: null, userName: null },
    ])
  })

  it('refuses by default what an official generator made', () => {
    expect(codeOf(() => verify(kitOf(bareToken()), ring, { now }))).toBe('trust_too_low')
    expect(codeOf(() => verifyToken04(token04Of(forgeGcm()), ring, { now }))).toBe('trust_too_low')
  })

  it('refuses a GCM token with a wrong tag as it refuses wrong padding', () => {
    const raw = forgeGcm()
    raw[raw.length - 2]! ^= 1
    expect(codeOf(() => verifyToken04(token04Of(raw), ring, { now }))).toBe('token_undecryptable')
    const padding = Buffer.from('cccccccccccccccccccccc112233'.slice(0, 4), 'hex')
    expect(padding).toHaveLength(2)
    const unpadded = forgeRaw({ plaintext: claimsText().padEnd(126), padding })
    expect(codeOf(() => verifyToken04(token04Of(unpadded), ring, { now }))).toBe('token_undecryptable')
  })
})

describe('a pass', () => {
  it('is frozen, and holds what was claimed apart', () => {
    const pass = verify(kitOf(bareToken()), keys, { now, accept: 'bare' })
    expect(Object.isFrozen(pass)).toBe(true)
    expect(Object.isFrozen(pass.grant)).toBe(true)
    expect({ ...pass.claimed }).toEqual({ roomId: 'lobby', userName: 'Ada L' })
    expect(Object.isFrozen(pass.claimed)).toBe(true)
  })

  it('takes the room of a sealed token from its payload and never from the suffix', () => {
    const sealed = mintToken04({ userId: 'ada', roomId: 'lobby', expiresIn: 60, grant: {} }, keys, clock)
    expect(verify(kitOf(sealed), keys, { now }).roomId).toBe('lobby')
    expect(verify(kitOf(sealed, { roomID: '' }), keys, { now }).roomId).toBe('lobby')
    expect(kit(kitOf(sealed, { roomID: 'vault' }))).toBe('room_mismatch')
  })

  it('has the same identity for every suffix around one Token04', () => {
    const sealed = mintToken04({ userId: 'ada', expiresIn: 60 }, keys, clock)
    const one = verify(kitOf(sealed), keys, { now }).tid
    expect(verify(kitOf(sealed, { roomID: 'vault' }), keys, { now }).tid).toBe(one)
    expect(verifyToken04(sealed, keys, { now }).tid).toBe(one)
    expect(one).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('the options of verifying', () => {
  const signed = mint(person, keys, clock)
  const sealed = mintToken04({ userId: 'ada', expiresIn: 3600 }, keys, clock)

  it.each<[string, VerifyOptions, string]>([
    ['the right room', { roomId: 'lobby' }, 'taken'],
    ['another room', { roomId: 'vault' }, 'room_mismatch'],
    ['the right user', { userId: 'ada' }, 'taken'],
    ['another user', { userId: 'bob' }, 'user_mismatch'],
    ['the right app', { appId }, 'taken'],
    ['another app', { appId: 5 }, 'app_mismatch'],
    ['signed or better', { accept: 'signed' }, 'taken'],
    ['the second before the expiry', { now: expire - 1 }, 'taken'],
    ['the second of the expiry', { now: expire }, 'token_expired'],
    ['the last second of the tolerance', { now: expire + 4, clockTolerance: 5 }, 'taken'],
    ['the end of the tolerance', { now: expire + 5, clockTolerance: 5 }, 'token_expired'],
    ['a minute before minting', { now: now - 60 }, 'taken'],
    ['longer before minting', { now: now - 61 }, 'not_yet_valid'],
    ['the longest lifetime it has', { maxLifetime: 3600 }, 'taken'],
    ['a shorter lifetime', { maxLifetime: 3599 }, 'lifetime_too_long'],
  ])('hold a signed token to %s', (_, options, code) => {
    expect(kit(signed, { accept: 'sealed', ...options })).toBe(code)
  })

  it('do not take the room of an unsigned suffix for proven', () => {
    expect(kit(kitOf(sealed), { accept: 'sealed', roomId: 'lobby' })).toBe('room_mismatch')
  })

  it('compare the words of a bare token, which prove nothing', () => {
    expect(kit(kitOf(bareToken()), { roomId: 'lobby' })).toBe('taken')
    expect(kit(kitOf(bareToken()), { roomId: 'vault' })).toBe('room_mismatch')
    expect(kit(kitOf(bareToken()), { roomId: 'lobby', accept: 'sealed' })).toBe('trust_too_low')
  })

  it('demand the signature when asked for it', () => {
    expect(kit(kitOf(sealed), { accept: 'signed' })).toBe('trust_too_low')
    expect(bare(sealed, { accept: 'signed' })).toBe('trust_too_low')
  })

  it('pick the keys of one app for a Token04', () => {
    expect(bare(sealed, { appId })).toBe('taken')
    expect(bare(sealed, { appId: 5 })).toBe('key_unknown')
  })

  it.each<[object, RegExp]>([
    [{ accept: 'any' }, /^options\.accept/],
    [{ accept: 'toString' }, /^options\.accept/],
    [{ roomId: 5 }, /^options\.roomId/],
    [{ userId: null }, /^options\.userId/],
    [{ appId: 0 }, /^options\.appId/],
    [{ now: Number.NaN }, /^options\.now/],
    [{ now: '5' }, /^options\.now/],
    [{ clockTolerance: -1 }, /^options\.clockTolerance/],
    [{ clockTolerance: 301 }, /^options\.clockTolerance/],
    [{ maxLifetime: 0 }, /^options\.maxLifetime/],
  ])('are refused by name when they are wrong: %j', (options, names) => {
    expect(() => verify(signed, keys, options)).toThrow(names)
    expect(() => verifyToken04(sealed, keys, options)).toThrow(names)
  })

  it('read the clock of the machine when no time is given', () => {
    expect(verify(mint(person, keys), keys).userId).toBe('ada')
    expect(codeOf(() => verify(mint({ ...person, expiresIn: 1 }, keys, { now: () => 1_700_000_000 }), keys))).toBe(
      'token_expired',
    )
  })
})

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

describe('the parts together (R23 to R30)', () => {
  const ofClaims = (changes: object): string => bareToken({ plaintext: claimsText({ ...changes }) })
  it.each<[string, string, string]>([
    ['claims of another app', kitOf(ofClaims({ app_id: 5 })), 'app_mismatch'],
    ['a suffix of an app without keys', kitOf(bareToken(), { appID: 5 }), 'key_unknown'],
    ['a suffix of another user', kitOf(bareToken(), { userID: 'bob' }), 'user_mismatch'],
    ['an expiry outside that is later', kitOf(bareToken({ expire: expire + 1 })), 'expiry_mismatch'],
    ['an expiry before the minting', kitOf(bareToken({ plaintext: claimsText({ ctime: expire }) })), 'expiry_mismatch'],
    ['a lifetime above 24 hours', kitOf(ofClaims({ ctime: expire - 86_401 })), 'lifetime_too_long'],
    ['a minting in the future', kitOf(ofClaims({ ctime: now + 61 })), 'not_yet_valid'],
    [
      'a room in the payload that is not the room outside',
      kitOf(ofClaims({ payload: '{"room_id":"vault"}' })),
      'room_mismatch',
    ],
    ['a payload with half a character', kitOf(ofClaims({ payload: '\ud800' })), 'payload_invalid'],
  ])('refuses %s', (_, token, code) => {
    expect(kit(token)).toBe(code)
  })
})

describe('the payload of others (R29)', () => {
  const everything = { join: true, publish: true, streamIds: null }
  const nothing = { join: false, publish: false, streamIds: null }
  it.each<[string, string, object]>([
    ['text that is no JSON', 'hello', nothing],
    ['JSON that is no object', '[1]', nothing],
    ['an object of something else', '{"demoPayload": ""}', everything],
    ['a field twice', '{"privilege":{"1":1,"2":0},"privilege":{"1":1,"2":1}}', nothing],
    ['more depth than there is', '{"a":{"b":{"c":{}}}}', nothing],
    ['nulls', '{"room_id":null,"privilege":null,"stream_id_list":null}', everything],
    ['a privilege of 2', '{"privilege":{"1":1,"2":2}}', { ...nothing, join: true }],
    ['a privilege of true', '{"privilege":{"1":true,"2":1}}', { ...nothing, publish: true }],
    ['a privilege more', '{"privilege":{"1":1,"2":1,"3":1}}', everything],
    ['privileges in a list', '{"privilege":[1,1]}', nothing],
    ['a room that is a number', '{"room_id":5,"privilege":{"1":1,"2":1}}', nothing],
    ['a stream that is a number', '{"stream_id_list":[5]}', nothing],
    ['half a character', '{"room_id":"\\ud800"}', nothing],
  ])('grants no more than is understood: %s', (_, payload, grant) => {
    const token = bareToken({ plaintext: claimsText({ payload }) })
    expect(verifyToken04(token, keys, { now, accept: 'bare' })).toMatchObject({ trust: 'bare', payload, grant })
    expect(bare(token, { accept: 'sealed' })).toBe('trust_too_low')
  })
})

describe('the keys of verifying', () => {
  const ring = createKeyringWith(provider, [
    { appId, serverSecret: otherSecret, state: 'next' },
    { appId, serverSecret, state: 'active' },
    { appId, serverSecret: 'p'.repeat(32), state: 'previous' },
    { appId: 5, serverSecret: 'q'.repeat(32) },
  ])

  it.each([otherSecret, serverSecret, 'p'.repeat(32)])('are all the keys of the app: %#', (secret) => {
    const own = keyringOf(provider, { serverSecret: secret })
    expect(verify(mint(person, own, clock), ring, { now }).trust).toBe('signed')
    expect(verify(kitOf(mintToken04({ userId: 'ada', expiresIn: 60 }, own, clock)), ring, { now }).trust).toBe('sealed')
    expect(verify(kitOf(bareToken({ secret })), ring, { now, accept: 'bare' }).trust).toBe('bare')
  })

  it('are never those of another app', () => {
    expect(codeOf(() => verify(kitOf(bareToken({ secret: 'q'.repeat(32) })), ring, { now, accept: 'bare' }))).toBe(
      'token_undecryptable',
    )
    const stolen = bareToken({ secret: 'q'.repeat(32) })
    expect(codeOf(() => verifyToken04(stolen, ring, { now, accept: 'bare' }))).toBe('app_mismatch')
  })

  it('speak for the token when one of several that open it seals it', () => {
    const [, sealing] = contentsOf(ring).rings.get(appId)!.verifying
    const merelyOpening = { ...sealing!, kid: '00000000', sealTag: () => '0'.repeat(43) }
    const token = mintToken04({ userId: 'ada', expiresIn: 60 }, keys, clock)
    const envelope = readEnvelope(decodeToken04(token, 'own', provider.transcoder), 'own')
    for (const candidates of [
      [merelyOpening, sealing!],
      [sealing!, merelyOpening],
    ]) {
      const { key, opened } = openWith(candidates, envelope, false)
      expect([key.kid, opened.sealed]).toEqual([sealing!.kid, true])
    }
  })

  it('must hold the key that signed', () => {
    const own = keyringOf(provider, { serverSecret: 's'.repeat(32) })
    expect(codeOf(() => verify(mint(person, own, clock), ring, { now }))).toBe('key_unknown')
    expect(codeOf(() => verify(mint({ ...person }, keyringOf(provider, { appId: 9 }), clock), ring, { now }))).toBe(
      'key_unknown',
    )
  })
})

describe('the signature (R12, R13, R15)', () => {
  const signed = mint({ ...person, ext: 'x' }, keys, clock)
  const [token = '', suffix = ''] = signed.split('#')
  const fields: Record<string, unknown> & { sig: string } = JSON.parse(Buffer.from(suffix, 'base64').toString())
  const changed = (changes: object): string => `${token}#${suffixOf({ ...fields, ...changes })}`

  it.each<[string, object, string]>([
    ['another room', { roomID: 'vault' }, 'signature_invalid'],
    ['another name', { userName: 'Eve' }, 'signature_invalid'],
    ['the name in another spelling', { userName: 'Ada L' }, 'signature_invalid'],
    ['another user', { userID: 'eve' }, 'signature_invalid'],
    ['another extension', { ext: 'y' }, 'signature_invalid'],
    ['another app', { appID: 5 }, 'key_unknown'],
    ['the app in digits', { appID: String(appId) }, 'suffix_malformed'],
    ['a field more', { role: 'host' }, 'suffix_malformed'],
    ['another version', { sig: fields.sig.replace('1.', '2.') }, 'signature_malformed'],
    ['spare bits', { sig: fields.sig.replace(/.$/, 'B') }, 'signature_malformed'],
    ['no text', { sig: null }, 'signature_malformed'],
    ['another key', { sig: fields.sig.replace(/\.[0-9a-f]{8}\./, '.00000000.') }, 'key_unknown'],
  ])('refuses %s', (_, changes, code) => {
    expect(kit(changed(changes))).toBe(code)
  })

  it('refuses spaces in what is signed', () => {
    expect(kit(`${token}#${suffixOf(JSON.stringify(fields, null, 1).replaceAll('\n', ''))}`)).toBe('suffix_malformed')
  })

  it('does not carry over to another token of the same person', () => {
    const other = mint({ ...person, ext: 'x', expiresIn: 3599 }, keys, clock).split('#')[0]
    expect(kit(`${other}#${suffix}`)).toBe('signature_invalid')
  })

  // Signed bytes that keep only the low byte of each character would be the same for both names.
  it('tells characters apart whose low bytes are equal', () => {
    const ofA = mint({ ...person, userName: 'A' }, keys, clock)
    const [own, readable = ''] = ofA.split('#')
    const json = Buffer.from(readable, 'base64').toString()
    expect(json).toContain('"userName":"A"')
    const renamed = suffixOf(json.replace('"userName":"A"', '"userName":"\\u0141"'))
    expect(kit(`${own}#${renamed}`)).toBe('signature_invalid')
  })

  it('is not replaced by taking it away', () => {
    const { sig: _, ext: __, ...rest } = fields
    const stripped = verify(`${token}#${suffixOf({ ...rest, roomID: 'vault' })}`, keys, { now })
    expect(stripped).toMatchObject({ trust: 'sealed', roomId: null, userName: null, ext: null })
  })
})

function strangers(names: string): Readonly<Record<string, number>> {
  return Object.fromEntries(names.split('').map((name) => [name, 1]))
}

describe('the suffix of others (R8 to R11)', () => {
  const token = mintToken04({ userId: 'ada', expiresIn: 3600 }, keys, clock)
  const json = JSON.stringify(suffixFields)
  it.each<[string, string | Readonly<Record<string, unknown>>, string]>([
    ['as the web kit writes it', suffixFields, 'taken'],
    ['with spaces', json.replaceAll(',', ' , '), 'taken'],
    ['with eight fields more', { ...suffixFields, ...strangers('abcdefgh') }, 'taken'],
    ['with nine fields more', { ...suffixFields, ...strangers('abcdefghi') }, 'suffix_malformed'],
    ['with a nested field', { ...suffixFields, more: {} }, 'suffix_malformed'],
    ['with the app in digits', { ...suffixFields, appID: String(appId) }, 'taken'],
    ['with the app in digits after a zero', { ...suffixFields, appID: `0${appId}` }, 'suffix_malformed'],
    ['with no app', { ...suffixFields, appID: undefined }, 'suffix_malformed'],
    ['with APP_ID', { ...suffixFields, appID: undefined, APP_ID: appId }, 'suffix_malformed'],
    ['with an app above 32 bits', { ...suffixFields, appID: 2 ** 32 }, 'suffix_malformed'],
    ['with a fraction of an app', json.replace(String(appId), `${appId}.0`), 'suffix_malformed'],
    ['with no user', { ...suffixFields, userID: undefined }, 'suffix_malformed'],
    ['with a user outside the set', { ...suffixFields, userID: 'Ada L' }, 'user_id_invalid'],
    ['with no room', { ...suffixFields, roomID: undefined }, 'taken'],
    ['with room null', { ...suffixFields, roomID: null }, 'taken'],
    ['with an empty room', { ...suffixFields, roomID: '' }, 'taken'],
    ['with a room that is a number', { ...suffixFields, roomID: 5 }, 'suffix_malformed'],
    ['with a room outside the set', { ...suffixFields, roomID: 'my room' }, 'room_id_invalid'],
    ['with no name', { ...suffixFields, userName: undefined }, 'taken'],
    ['with a name that is null', { ...suffixFields, userName: null }, 'suffix_malformed'],
    ['with a name that is not encoded', { ...suffixFields, userName: '100%' }, 'user_name_invalid'],
    ['with a name that turns direction', { ...suffixFields, userName: '%E2%80%AE' }, 'user_name_invalid'],
    ['with a name above 256 bytes', { ...suffixFields, userName: 'n'.repeat(257) }, 'user_name_invalid'],
    ['with a field twice', json.replace('{', '{"userID":"eve",'), 'suffix_malformed'],
    ['with letters of another script', json.replace('Ada', 'Zoë'), 'suffix_malformed'],
    ['with line breaks', JSON.stringify(suffixFields, null, 1), 'suffix_malformed'],
    ['that is a list', '[]'.padEnd(40), 'suffix_malformed'],
    ['above 2048 bytes', { ...suffixFields, more: 'm'.repeat(2048) }, 'suffix_malformed'],
    ['with an extension above 512 characters', { ...suffixFields, ext: 'x'.repeat(513) }, 'signature_malformed'],
    ['with an extension that is no text', { ...suffixFields, ext: 1 }, 'suffix_malformed'],
  ])('%s', (_, suffix, code) => {
    expect(kit(`${token}#${suffixOf(suffix)}`, { accept: 'sealed' })).toBe(code)
  })

  it.each<[string, object, object]>([
    ['a room outside the set', { roomID: 'my room' }, { roomId: null, userName: 'Ada L' }],
    ['a name that turns direction', { userName: '%E2%80%AE' }, { roomId: 'lobby', userName: '' }],
    ['a name above 2048 bytes', { userName: '%C3%AB'.repeat(400) }, { roomId: 'lobby', userName: '' }],
    ['a name that is not encoded', { userName: 'Ada L' }, { roomId: 'lobby', userName: 'Ada L' }],
  ])('is read with %s where bare tokens are taken, and shows nothing of it', (_, changes, claimed) => {
    const pass = verify(`${token}#${suffixOf({ ...suffixFields, ...changes })}`, keys, { now, accept: 'bare' })
    expect({ ...pass.claimed }).toEqual(claimed)
    expect(pass.roomId).toBe(null)
  })

  it('is read in Latin-1, as the official client writes it, where bare tokens are taken', () => {
    const suffix = Buffer.from(json.replace('lobby', 'Büro'), 'latin1').toString('base64')
    expect(kit(`${token}#${suffix}`, { roomId: 'Büro' })).toBe('room_mismatch')
    expect(kit(`${bareToken()}#${suffix}`, { roomId: 'Büro' })).toBe('taken')
    expect(kit(`${token}#${suffix}`, { accept: 'sealed' })).toBe('suffix_malformed')
  })

  it('is refused with what nobody can decode', () => {
    expect(kit(kitOf(token, { userName: '100%' }))).toBe('user_name_invalid')
    expect(
      kit(kitOf(token, { roomID: '\ud800' }).replace(/#.*/, `#${suffixOf(json.replace('lobby', '\\ud800'))}`)),
    ).toBe('room_id_invalid')
  })

  it('is refused in another spelling of base64', () => {
    expect(kit(`${token}#${suffixOf(suffixFields).replace(/=*$/, '')}=`)).toBe('suffix_malformed')
    expect(kit(`${token}#`)).toBe('suffix_malformed')
  })

  it('tells no name and no room where there is none', () => {
    const pass = verify(`${token}#${suffixOf({ ...suffixFields, roomID: null, userName: undefined })}`, keys, {
      now,
      accept: 'bare',
    })
    expect({ ...pass.claimed }).toEqual({ roomId: null, userName: '' })
  })
})

describe('what a bad call is', () => {
  it('names keys that are no keyring', () => {
    expect(() => call(verify, mint(person, keys, clock), { ...keys })).toThrow(TypeError)
    expect(() => call(verifyToken04, '', serverSecret)).toThrow(/^keys/)
  })
})
