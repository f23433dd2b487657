// inspect, from outside: each broken text has one code that explains it best. How it finds out is tested in inspect/.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deriveKey } from '../src/crypto/keys.ts'
import { provider } from '../src/crypto/node.ts'
import { inspect, type InspectOptions } from '../src/inspect.ts'
import type { InspectCode } from '../src/inspect/report.ts'
import { createKeyringWith } from '../src/keyring.ts'
import { mint, mintToken04 } from '../src/mint.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { edited } from './arbitraries.ts'
import { call } from './call.ts'
import { bareToken, claimsText, expire, forgeGcm, forgeRaw, kitOf, suffixFields, suffixOf, token04Of } from './forge.ts'
import { appId, clock, keyringOf, now, otherSecret, providers, serverSecret } from './providers.ts'
import { codeOf } from './refusal.ts'

const hexSecret = '5d41402abc4b2a76b9719d911017c592'
const keys = createKeyringWith(provider, [
  { appId, serverSecret },
  { appId, serverSecret: hexSecret, state: 'previous' },
  { appId, serverSecret: 'retired since the spring of 2025', state: 'retired' },
  { appId: 7, serverSecret: otherSecret },
])
const kit = mint(
  { userId: 'ada', roomId: 'lobby', userName: 'Ada L', grant: { publish: true }, expiresIn: 3600 },
  keyringOf(),
  clock,
)
const [token = '', suffix = ''] = kit.split('#')
// With "+" and "/" in it, so that what URLs do to them shows.
const sealed = Array.from({ length: 50 }, () =>
  mintToken04({ userId: 'ada', expiresIn: 3600 }, keyringOf(), clock),
).find((text) => /\+/.test(text) && text.includes('/') && text.endsWith('='))!
const bare = (plaintext: string, more: object = {}): string => bareToken({ plaintext, ...more })
const withSuffix = (json: string | Readonly<Record<string, unknown>>): string => `${token}#${suffixOf(json)}`
const edit = (change: (raw: Buffer) => unknown): string => {
  const raw = forgeRaw()
  change(raw)
  return token04Of(raw)
}
/** 70 112 bytes of ciphertext, whose length is written modulo 65536. */
const overflowed = token04Of(
  Buffer.concat([forgeRaw().subarray(0, 26), Buffer.from([70_112 >> 8, 70_112 & 255]), Buffer.alloc(70_112, 7)]),
)
const aes128 = bareToken({ secret: Buffer.from(hexSecret, 'hex') })

type Case = readonly [what: string, text: unknown, primary: InspectCode | null, options?: InspectOptions]

const cases: readonly Case[] = [
  ['a good Kit Token', kit, null],
  ['a good Token04', sealed, null],

  ['a number', 7, 'not_text'],
  ['a promise', Promise.resolve(kit), 'not_text'],
  ['nothing', '', 'empty'],
  ['spaces', ' \n ', 'surrounding_space'],
  ['undefined as text', 'undefined', 'placeholder'],
  ['an object as text', '[object Object]', 'placeholder'],
  ['a promise as text', '[object Promise]', 'placeholder'],
  ['a sentence', 'hello, world', 'not_a_kit_token'],
  ['a Token03', `03${token.slice(2)}`, 'token03_given'],
  ['a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln', 'jwt_given'],
  ['an AppSign', 'a1'.repeat(32), 'app_sign_given'],
  ['a ServerSecret', 'a1'.repeat(16), 'server_secret_given'],

  ['a Kit Token where a Token04 belongs', kit, 'kit_token_given', { expect: 'token04' }],
  ['a Token04 where a Kit Token belongs', sealed, 'token04_given', { expect: 'kit-token' }],
  ['a suffix alone', suffix, 'suffix_given'],
  ['a suffix alone, with its separator', `#${suffix}`, 'token_missing'],
  ['a Kit Token without a token', `undefined#${suffix}`, 'token_missing'],
  ['a Kit Token of null', `null#${suffix}`, 'token_missing'],
  ['a Kit Token of nothing', `#${suffixOf({ a: 1 })}`, 'token_missing'],
  ['a Kit Token made of a Kit Token', `${kit}#${suffix}`, 'kit_token_twice'],
  ['two Kit Tokens', `${kit}${kit}`, 'two_tokens'],
  ['two Token04', `${token}${token}`, 'two_tokens'],
  ['two Token04, one in a line', `${token} ${token}`, 'plus_became_space'],

  ['spaces around it', `  ${kit} `, 'surrounding_space'],
  ['a line break after it', `${kit}\n`, 'surrounding_space'],
  ['line breaks inside', kit.replace(/.{76}/g, '$&\r\n'), 'line_breaks'],
  ['quotes around it', `"${kit}"`, 'quoted'],
  ['single quotes around it', `'${sealed}'`, 'quoted'],
  ['quotes with line breaks in them', `"${kit.slice(0, 50)}\n${kit.slice(50)}"`, 'quoted'],
  ['a word before it', `Bearer ${kit}`, 'bearer_prefix'],
  ['the answer of a server', JSON.stringify({ token: sealed }), 'wrapped_in_json'],
  ['the answer of another server', JSON.stringify({ code: 0, data: kit, message: 'ok' }), 'wrapped_in_json'],
  ['percents', encodeURIComponent(kit), 'percent_encoded'],
  ['percents that do not decode', `${token}%23%`, 'token_encoding'],
  ['spaces for pluses', sealed.replaceAll('+', ' '), 'plus_became_space'],
  ['base64url', sealed.replaceAll('+', '-').replaceAll('/', '_'), 'base64url_spelling'],
  ['no padding', sealed.replace(/=+$/, ''), 'padding_missing'],
  ['half of it', token.slice(0, 122), 'truncated'],
  ['nearly all of it', token.slice(0, -4), 'truncated'],
  ['a short piece of it', `${token.slice(0, 22)}#${suffix}`, 'truncated'],
  ['another character in it', `${token.slice(0, 60)}!${token.slice(61)}`, 'token_encoding'],

  ['overflowed lengths', overflowed, 'length_overflow'],
  ['an empty plaintext', bare(''), 'plaintext_empty'],
  ['an expiry in milliseconds', edit((raw) => raw.writeBigInt64BE(BigInt(expire) * 1000n)), 'expiry_in_milliseconds'],
  ['a length of the IV that is none', edit((raw) => raw.writeUInt16BE(15, 8)), 'token_envelope'],
  ['more bytes than it says', token04Of(Buffer.concat([forgeRaw(), Buffer.alloc(3)])), 'token_envelope'],
  ['no expiry', edit((raw) => raw.writeBigInt64BE(0n)), 'token_envelope'],

  ['a suffix that is no base64', `${token}#${suffix.slice(0, -1)}-`, 'base64url_spelling'],
  ['a suffix with a stranger in it', `${token}#${suffix.slice(0, 40)}!${suffix.slice(41)}`, 'suffix_not_base64'],
  ['a suffix in UTF-8', withSuffix({ ...suffixFields, userName: 'Zoë' }), 'suffix_not_ascii'],
  ['a suffix without an app', withSuffix({ ...suffixFields, appID: undefined }), 'suffix_app_missing'],
  ['a suffix with APP_ID', withSuffix({ ...suffixFields, appID: undefined, APP_ID: appId }), 'suffix_app_missing'],
  ['a suffix that is no JSON', withSuffix('hello'), 'suffix_malformed'],
  ['a suffix without a user', withSuffix({ ...suffixFields, userID: undefined }), 'suffix_malformed'],
  ['a user ID with a space', withSuffix({ ...suffixFields, userID: 'Ada L' }), 'user_id_invalid'],
  ['a room ID with a space', withSuffix({ ...suffixFields, roomID: 'my room' }), 'room_id_invalid'],
  ['a name that is not encoded', withSuffix({ ...suffixFields, userName: '100%' }), 'user_name_invalid'],
  ['a signature of another version', withSuffix({ ...suffixFields, sig: '2.x' }), 'signature_malformed'],
  ['an app without keys', kitOf(bareToken(), { appID: 5 }), 'key_unknown'],
  ['a signature of another key', withSuffix({ ...suffixFields, sig: `1.00000000.${'x'.repeat(42)}A` }), 'key_unknown'],
  [
    'another room than was signed',
    withSuffix(Buffer.from(suffix, 'base64').toString().replace('lobby', 'vault')),
    'signature_invalid',
  ],

  ['a token of another secret', bareToken({ secret: 'x'.repeat(32) }), 'wrong_secret'],
  ['a token of a secret decoded from hex', aes128, 'secret_hex_decoded'],
  ['a token of a retired key', bareToken({ secret: 'retired since the spring of 2025' }), 'key_retired'],
  ["a token of another app's secret", kitOf(bareToken({ secret: otherSecret })), 'key_of_another_app'],
  ['a payload that is an object', bare(claimsText({ payload: { room_id: 'lobby' } })), 'claims_nested'],
  ['claims with spaces', bare(JSON.stringify(JSON.parse(claimsText()), null, 1)), 'claims_spaced'],
  ['a plaintext that is no JSON', bare('hello '.repeat(20)), 'claims_unreadable'],
  ['an AppID in digits', bare(claimsText({ app_id: String(appId) })), 'claims_invalid'],
  ['a claim too many', bare(claimsText({ room_id: 'lobby' })), 'claims_invalid'],
  ['a user ID of another script', bare(claimsText({ user_id: '用户' })), 'user_id_invalid'],

  ['an app inside that is another', bare(claimsText({ app_id: 7 })), 'app_mismatch'],
  ['a user outside that is another', kitOf(bareToken(), { userID: 'bob' }), 'user_mismatch'],
  ['a user that is not the one expected', kit, 'user_mismatch', { userId: 'bob' }],
  ['a room outside that is another', kitOf(bare(claimsText({ payload: '{"room_id":"vault"}' }))), 'room_mismatch'],
  ['a room that is not the one expected', kit, 'room_mismatch', { roomId: 'vault' }],
  ['an expiry outside that is another', bareToken({ expire: expire + 60 }), 'expiry_mismatch'],
  ['a minting after the expiry', bare(claimsText({ ctime: expire + 5 })), 'expiry_mismatch'],
  ['a lifetime of a week', bare(claimsText({ expire: now + 604_800 }), { expire: now + 604_800 }), 'lifetime_too_long'],
  ['a clock that is 95 seconds ahead', bare(claimsText({ ctime: now + 95 })), 'clock_ahead'],
  [
    'a minting next year',
    bare(claimsText({ ctime: now + 31_536_000, expire: now + 31_539_600 }), { expire: now + 31_539_600 }),
    'not_yet_valid',
  ],
  ['an expiry 42 seconds ago', kit, 'token_expired', { now: expire + 42 }],
  ['a payload that is refused', mintedWith('{"privilege":{"1":2}}'), 'payload_invalid'],
  ['a room that nobody can enter', mintedWith('{"room_id":"my room"}'), 'room_id_invalid'],
  ['a token of an official generator', bareToken(), 'trust_too_low'],
  ['an unsigned one where signed ones are wanted', kitOf(sealed), 'trust_too_low', { accept: 'signed' }],
  ['a GCM token of an official generator', token04Of(forgeGcm()), 'trust_too_low'],
]

/** Sealed by the drop-in function, which takes any payload. */
function mintedWith(payload: string): string {
  const plaintext = claimsText({ payload })
  return bareToken({ plaintext, iv: sealOf(plaintext) })
}

function sealOf(plaintext: string): Uint8Array {
  const { sealTag, transcoder } = deriveKey(provider, appId, serverSecret)
  return Buffer.from(sealTag(transcoder.encodeUtf8(plaintext)).slice(0, 16))
}

describe('inspect', () => {
  it.each(cases.map(([what, text, primary, options = {}]) => ({ what, text, primary, options })))('$what', (one) => {
    const { text, primary, options } = one
    const report = inspect(text, { keys, now, ...options })
    expect(report.primary).toBe(primary)
    expect(report.ok).toBe(primary === null)
    expect(report.problems[0]?.code ?? null).toBe(primary)
    for (const { message, fix } of [...report.problems, ...report.warnings]) {
      expect(message).toMatch(/^[A-Z].*[.]$/s)
      expect(fix).toMatch(/^[A-Z].*[.]$/s)
    }
    const codes = report.problems.map(({ code }) => code)
    expect(new Set(codes).size).toBe(codes.length)
  })

  it('knows as many as it should', () => {
    expect(new Set(cases.map(([what]) => what)).size).toBe(cases.length)
    expect(cases.length).toBeGreaterThan(80)
  })

  it('says without keys all that can be said without them', () => {
    const outside = cases.slice(2, 60).filter(([, , primary]) => primary !== 'key_unknown')
    for (const [what, text, primary, options] of outside) {
      expect([what, inspect(text, { now, ...options }).primary]).toEqual([what, primary])
    }
    expect(inspect(kit, { now })).toMatchObject({ ok: true, layers: { claims: null, trust: null, key: null } })
  })

  it('tells how far it is off', () => {
    const message = (text: string, code: string, at: number = now): string | undefined =>
      inspect(text, { keys, now: at }).problems.find((problem) => problem.code === code)?.message
    expect(message(kit, 'token_expired', expire + 42)).toBe('The token has expired. It did so 42 seconds ago.')
    expect(message(kit, 'token_expired', expire + 3 * 3600)).toMatch(/ 3 hours ago\.$/)
    expect(message(kit, 'token_expired', expire + 10 * 86_400)).toMatch(/ 10 days ago\.$/)
    expect(message(kit, 'token_expired', expire + 600)).toMatch(/ 10 minutes ago\.$/)
    expect(message(bare(claimsText({ ctime: now + 95 })), 'clock_ahead')).toMatch(/ by 95 seconds\.$/)
    expect(message(bare(claimsText({ ctime: now + 95 })), 'not_yet_valid')).toMatch(/ by 95 seconds\.$/)
    expect(message(bareToken({ expire: expire + 60 }), 'expiry_mismatch')).toContain(`${expire + 60}, inside ${expire}`)
    const late = 2 ** 32 + 5
    const cut = bare(claimsText({ expire: late, ctime: late - 60 }), { expire: 5 })
    expect(message(cut, 'expiry_mismatch', 1)).toMatch(/cut to 32 bits/)
    expect(message(overflowed, 'length_overflow')).toMatch(/70112 bytes/)
    expect(message(bareToken({ secret: 'retired since the spring of 2025' }), 'key_retired')).toMatch(/ [0-9a-f]{8}\.$/)
    expect(message(kitOf(bareToken({ secret: otherSecret })), 'key_of_another_app')).toMatch(/ app 7\.$/)
    expect(message('x'.repeat(300_000), 'token_malformed')).toMatch(/300000 characters/)
    expect(message(withSuffix({ ...suffixFields, userID: undefined }), 'suffix_malformed')).toMatch(/userID/)
  })

  it('shows every layer that it reached', () => {
    const { kind, layers, warnings } = inspect(kit, { keys, now })
    const [{ kid } = { kid: '' }] = keys.keys
    expect(kind).toBe('kit-token')
    expect(warnings).toEqual([])
    expect(layers).toEqual({
      frame: { length: kit.length, prefix: '04', separators: 1 },
      envelope: { format: 'cbc', expire, ciphertextLength: expect.any(Number), ivLooks: expect.any(String) },
      suffix: { userID: 'ada', roomID: 'lobby', userName: 'Ada L', appID: appId, ext: null, signedWith: kid },
      key: { appId, kid, state: 'active' },
      claims: {
        app_id: appId,
        user_id: 'ada',
        nonce: expect.any(Number),
        ctime: now,
        expire,
        payload: '{"room_id":"lobby","privilege":{"1":1,"2":1},"stream_id_list":null}',
      },
      trust: 'signed',
      generators: ['roompass'],
    })
  })

  it('is plain data, for machines', () => {
    const report = inspect(kitOf(bareToken()), { keys, now })
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(report.problems.every(Object.isFrozen)).toBe(true)
  })

  it('warns of what is no fault', () => {
    const warnings = (text: string, options: InspectOptions = { keys, now, accept: 'bare' }): string[] =>
      inspect(text, options).warnings.map(({ code }) => code)
    expect(warnings(kitOf(sealed))).toEqual(['suffix_unproven'])
    expect(warnings(bareToken({ iv: Buffer.from('3654997620112513') }))).toEqual(['iv_weak'])
    expect(warnings(bare(claimsText({ payload: '{"demoPayload":""}' }), { iv: Buffer.alloc(16) }))).toEqual([
      'payload_invalid',
    ])
    const weak = keyringOf(provider, { serverSecret: '0123456789abcdef0123456789abcdef' })
    expect(warnings(mint({ userId: 'a', roomId: 'r', expiresIn: 60 }, weak, clock), { keys: weak, now })).toEqual([
      'secret_weak',
    ])
  })

  it('agrees with verify, whatever the text is', () => {
    const texts = edited([kit, token, sealed, bareToken(), kitOf(bareToken()), kitOf(sealed), aes128])
    fc.assert(
      fc.property(texts, fc.constantFrom('bare', 'sealed', 'signed'), (text, accept) => {
        const options = { now, accept }
        const { kind, ok, problems } = inspect(text, { keys, ...options })
        const check = kind === 'token04' ? verifyToken04 : verify
        const code = codeOf(() => check(text, keys, options))
        expect(ok).toBe(code === 'taken')
        if (kind === 'kit-token' || kind === 'token04') {
          expect([...problems.map((problem) => problem.code), 'taken']).toContain(code)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('never throws, whatever comes', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      edited([kit, sealed, aes128, JSON.stringify({ token: kit })]),
    )
    fc.assert(
      fc.property(anything, fc.boolean(), (input, withKeys) => {
        const report = inspect(input, withKeys ? { keys, now } : { now })
        expect(report.ok).toBe(report.problems.length === 0)
      }),
      { numRuns: 1000 },
    )
  })

  it.each(['#', '04', ' ', '"', '{', '%', '\n', '=', 'e'])('does little work for 10 MiB of %j', (character) => {
    const hostile = character.repeat(10 << 20)
    const start = performance.now()
    for (let turn = 0; turn < 300; turn++) expect(inspect(hostile, { keys, now }).primary).toBe('token_malformed')
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('is not slowed down by texts that are made for it', () => {
    const size = 200_000
    const texts = ['04', '04 ', '04#', '"', '04%2', 'eyJ.', '{"a":', '\\', '04AAAAA'].map((part) =>
      part.repeat(size / part.length),
    )
    const start = performance.now()
    for (const text of texts) inspect(text, { keys, now })
    expect(performance.now() - start).toBeLessThan(3000)
  })

  it('names options that are wrong', () => {
    expect(() => call(inspect, kit, { expect: 'jwt' })).toThrow(/^options\.expect/)
    expect(() => call(inspect, kit, { now: 'today' })).toThrow(/^options\.now/)
    expect(() => call(inspect, kit, { keys: {} })).toThrow(/^keys/)
    expect(() => call(inspect, '04', { keys: {} })).toThrow(/^keys/)
  })
})

describe.each(providers)('inspect over the $name provider', ({ provider: each }) => {
  it('opens what the keys open', () => {
    const ring = createKeyringWith(each, [{ appId, serverSecret: hexSecret }])
    const kitToken = mint({ userId: 'ada', roomId: 'r', expiresIn: 60, format: 'gcm' }, ring, clock)
    expect(inspect(kitToken, { keys: ring, now })).toMatchObject({ ok: true, layers: { trust: 'signed' } })
    expect(inspect(aes128, { keys: ring, now }).primary).toBe('secret_hex_decoded')
  })
})
