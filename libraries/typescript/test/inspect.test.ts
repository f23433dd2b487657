// inspect, from outside: what it says beside the codes, for which diagnosis.test.ts reads the vectors. How it finds out is tested
// in inspect/.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { provider } from '../src/crypto/node.ts'
import { inspect, type InspectOptions } from '../src/inspect.ts'
import { createKeyringWith } from '../src/keyring.ts'
import { mint, mintToken04 } from '../src/mint.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { edited } from './arbitraries.ts'
import { call } from './call.ts'
import { bareToken, claimsText, expire, forgeRaw, kitOf, suffixFields, suffixOf, token04Of } from './forge.ts'
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
const [token = ''] = kit.split('#')
const sealed = mintToken04({ userId: 'ada', expiresIn: 3600 }, keyringOf(), clock)
const bare = (plaintext: string, more: object = {}): string => bareToken({ plaintext, ...more })
const withSuffix = (json: string | Readonly<Record<string, unknown>>): string => `${token}#${suffixOf(json)}`
/** 70 112 bytes of ciphertext, whose length is written modulo 65536. */
const overflowed = token04Of(
  Buffer.concat([forgeRaw().subarray(0, 26), Buffer.from([70_112 >> 8, 70_112 & 255]), Buffer.alloc(70_112, 7)]),
)
const aes128 = bareToken({ secret: Buffer.from(hexSecret, 'hex') })

describe('inspect', () => {
  it.each([7, true, undefined, { token: kit }, [kit], Promise.resolve(kit)])('takes %s for no text', (input) => {
    expect(inspect(input, { keys, now }).primary).toBe('not_text')
  })

  it('proves nothing without keys', () => {
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
