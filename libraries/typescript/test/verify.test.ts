// Verifying as a whole: what is proved, the options, the keys, and how the parts agree.
import { describe, expect, it } from 'vitest'
import { readEnvelope } from '../src/codec/envelope.ts'
import { decodeToken04 } from '../src/codec/frame.ts'
import { provider } from '../src/crypto/node.ts'
import { contentsOf, createKeyringWith } from '../src/keyring.ts'
import { mint, mintToken04, type MintInput } from '../src/mint.ts'
import type { VerifyOptions } from '../src/terms.ts'
import { openWith, verify, verifyToken04 } from '../src/verify.ts'
import { call } from './call.ts'
import { bareToken, claimsText, expire, forgeGcm, forgeRaw, kitOf, token04Of } from './forge.ts'
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

  it('are an object or left out', () => {
    for (const options of [null, 60, 'sealed']) {
      expect(() => call(verify, signed, keys, options)).toThrow(/^options must be an object/)
      expect(() => call(verifyToken04, sealed, keys, options)).toThrow(/^options must be an object/)
    }
  })

  it('read the clock of the machine when no time is given', () => {
    expect(verify(mint(person, keys), keys).userId).toBe('ada')
    expect(codeOf(() => verify(mint({ ...person, expiresIn: 1 }, keys, { now: () => 1_700_000_000 }), keys))).toBe(
      'token_expired',
    )
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

describe('what a bad call is', () => {
  it('names keys that are no keyring', () => {
    expect(() => call(verify, mint(person, keys, clock), { ...keys })).toThrow(TypeError)
    expect(() => call(verifyToken04, '', serverSecret)).toThrow(/^keys/)
  })
})
