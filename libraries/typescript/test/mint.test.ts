import { describe, expect, it } from 'vitest'
import { createKeyringWith } from '../src/keyring.ts'
import { mint, mintToken04, type MintInput, type MintOptions } from '../src/mint.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { call } from './call.ts'
import { provider } from '../src/crypto/node.ts'
import { appId, clock, keyringOf, now, otherSecret, providers, serverSecret } from './providers.ts'

const person: MintInput = { userId: 'ada', roomId: 'lobby', userName: 'Ada 👩‍👩‍👧', expiresIn: 600 }

describe.each(providers)('minting with the $name provider', ({ provider: each }) => {
  const keys = keyringOf(each)

  it.each(['cbc', 'gcm'] as const)('makes signed %s tokens that verify to what was asked for', (format) => {
    const grant = { publish: true, streamIds: ['lobby_ada_main', 'ström'] }
    const kitToken = mint({ ...person, grant, format, ext: '{"role":"host"}' }, keys, clock)
    const pass = verify(kitToken, keys, { now, accept: 'signed', roomId: 'lobby', userId: 'ada' })
    const { expiresIn, ...asked } = person
    expect(pass).toMatchObject({ ...asked, appId, trust: 'signed', format, ext: '{"role":"host"}' })
    expect(pass.grant).toEqual({ join: true, ...grant })
    expect(pass.expiresAt - pass.issuedAt).toBe(expiresIn)
  })

  it('seals the room and the rights when a grant is given', () => {
    const token = mintToken04({ userId: 'ada', roomId: 'lobby', expiresIn: 600, grant: { publish: true } }, keys, clock)
    const pass = verifyToken04(token, keys, { now })
    expect(pass.payload).toBe('{"room_id":"lobby","privilege":{"1":1,"2":1},"stream_id_list":null}')
    expect(pass).toMatchObject({ trust: 'sealed', roomId: 'lobby', userName: null, claimed: null })
    expect(pass.grant).toEqual({ join: true, publish: true, streamIds: null })
  })
})

describe('minting', () => {
  const keys = keyringOf()

  it('leaves the payload empty without a grant, and then everything is allowed', () => {
    const pass = verify(mint(person, keys, clock), keys, { now })
    expect(pass.payload).toBe('')
    expect(pass.grant).toEqual({ join: true, publish: true, streamIds: null })
  })

  it('grants by default to join and not to publish', () => {
    const pass = verify(mint({ ...person, grant: {} }, keys, clock), keys, { now })
    expect(pass.grant).toEqual({ join: true, publish: false, streamIds: null })
  })

  it('gives two tokens of one second different bytes', () => {
    const minted = Array.from({ length: 50 }, () => mint(person, keys, clock))
    expect(new Set(minted).size).toBe(50)
    expect(new Set(minted.map((token) => token.slice(0, 60))).size).toBe(50)
  })

  it('uses the clock of the machine by default', () => {
    const before = Math.floor(Date.now() / 1000)
    const { issuedAt, expiresAt } = verify(mint(person, keys), keys)
    expect(issuedAt - before).toBeGreaterThanOrEqual(0)
    expect(issuedAt - before).toBeLessThan(5)
    expect(expiresAt - issuedAt).toBe(600)
  })

  it('uses the active key, also where others stand before it', () => {
    const rotating = createKeyringWith(provider, [
      { appId, serverSecret: otherSecret, state: 'next' },
      { appId, serverSecret, state: 'active' },
    ])
    expect(verify(mint(person, rotating, clock), keys, { now }).userId).toBe('ada')
  })

  it('takes an own payload for a Token04', () => {
    const payload = '{"room_id":"lobby","privilege":{"1":1},"x-seat":{"row":3}}'
    const pass = verifyToken04(mintToken04({ userId: 'ada', expiresIn: 5, payload }, keys, clock), keys, { now })
    expect(pass).toMatchObject({ payload, roomId: 'lobby', grant: { join: true, publish: false } })
  })

  it('binds no room with a grant alone', () => {
    const token = mintToken04({ userId: 'ada', expiresIn: 5, grant: {} }, keys, clock)
    expect(verifyToken04(token, keys, { now })).toMatchObject({ roomId: null, grant: { join: true, publish: false } })
  })

  it('writes a suffix of ASCII in the known order', () => {
    const suffix = Buffer.from(mint({ ...person, ext: 'x' }, keys, clock).split('#')[1] ?? '', 'base64').toString(
      'latin1',
    )
    expect(suffix).toMatch(
      /^\{"userID":"ada","roomID":"lobby","userName":"Ada%20[%0-9A-F]+","appID":1234567890,"ext":"x","sig":"1\.[0-9a-f]{8}\.[\w-]{43}"\}$/,
    )
  })
})

type Refused = readonly [what: string, change: object, options: MintOptions, names: RegExp]

const refusedByBoth: readonly Refused[] = [
  ['a user ID outside the set', { userId: 'Ada L' }, clock, /^userId/],
  ['a user ID of another script', { userId: 'アダ' }, clock, /^userId/],
  ['an empty user ID', { userId: '' }, clock, /^userId/],
  ['a user ID of 65 characters', { userId: 'a'.repeat(65) }, clock, /^userId/],
  ['a user ID that is a number', { userId: 7 }, clock, /^userId/],
  ['a room ID with a space', { roomId: 'my room' }, clock, /^roomId/],
  ['a room ID with a hash', { roomId: 'a#b' }, clock, /^roomId/],
  ['a room ID of 129 characters', { roomId: 'r'.repeat(129) }, clock, /^roomId/],
  ['a lifetime of 0', { expiresIn: 0 }, clock, /^expiresIn/],
  ['a negative lifetime', { expiresIn: -5 }, clock, /^expiresIn/],
  ['a fraction of a second', { expiresIn: 1.5 }, clock, /^expiresIn/],
  ['a lifetime in digits', { expiresIn: '600' }, clock, /^expiresIn/],
  ['no lifetime', { expiresIn: undefined }, clock, /^expiresIn/],
  ['a lifetime above 24 hours', { expiresIn: 86_401 }, clock, /^expiresIn/],
  ['a lifetime above maxLifetime', { expiresIn: 61 }, { ...clock, maxLifetime: 60 }, /^expiresIn/],
  ['a maxLifetime that is none', {}, { ...clock, maxLifetime: Number.NaN }, /^options\.maxLifetime/],
  ['a clock that gives fractions', {}, { now: () => 1.5 }, /^options\.now/],
  ['a clock in milliseconds', {}, { now: () => 1767225600000 }, /^options\.now/],
  ['a generator that gives too little', {}, { ...clock, random: () => new Uint8Array(3) }, /^options\.random/],
  ['an unknown format', { format: 'ecb' }, clock, /^format/],
  ['an app that has no key', { appId: 5 }, clock, /^appId/],
  ['a grant that is none', { grant: 'all' }, clock, /^grant/],
  ['a right that is no boolean', { grant: { publish: 1 } }, clock, /^grant\.publish/],
  ['a join that is no boolean', { grant: { join: null } }, clock, /^grant\.join/],
  ['streams that are no list', { grant: { streamIds: 'main' } }, clock, /^grant\.streamIds/],
  ['a stream ID above 256 bytes', { grant: { streamIds: ['é'.repeat(129)] } }, clock, /^grant\.streamIds/],
  ['a stream ID with half a character', { grant: { streamIds: ['\ud800'] } }, clock, /^grant\.streamIds/],
  [
    'more than 100 streams',
    { grant: { streamIds: Array.from({ length: 101 }, () => 's') } },
    clock,
    /^grant\.streamIds/,
  ],
  [
    'a payload above 1024 bytes',
    { grant: { streamIds: Array.from({ length: 5 }, () => 's'.repeat(250)) } },
    clock,
    /^grant\.streamIds/,
  ],
]

const refusedByMint: readonly Refused[] = [
  ...refusedByBoth,
  ['a missing room ID', { roomId: undefined }, clock, /^roomId/],
  ['a payload of its own', { payload: '' }, clock, /^payload/],
  ['a name above 256 bytes', { userName: 'é'.repeat(129) }, clock, /^userName/],
  ['a name with a line break', { userName: 'Ada\nL' }, clock, /^userName/],
  ['a name with a C1 control', { userName: 'Ada\u0085' }, clock, /^userName/],
  ['a name that turns direction', { userName: 'Ada\u202e' }, clock, /^userName/],
  ['a name with half a character', { userName: 'Ada\ud83d' }, clock, /^userName/],
  ['a name that is no text', { userName: null }, clock, /^userName/],
  ['an extension of another script', { ext: 'é' }, clock, /^ext/],
  ['an extension above 512 characters', { ext: 'x'.repeat(513) }, clock, /^ext/],
  ['an extension that is no text', { ext: { v: 1 } }, clock, /^ext/],
  [
    'an extension that the suffix cannot hold',
    { ext: '"'.repeat(512), userName: '張'.repeat(85), roomId: 'r'.repeat(128), userId: '\\'.repeat(64) },
    clock,
    /^ext/,
  ],
]

const refusedByMintToken04: readonly Refused[] = [
  ...refusedByBoth,
  ['a room without a grant', { grant: undefined, roomId: 'lobby' }, clock, /^roomId/],
  ['a payload beside a grant', { payload: '{}' }, clock, /^payload/],
  ['a payload that is no text', { grant: undefined, roomId: undefined, payload: {} }, clock, /^payload/],
  ['a payload that is no JSON', { grant: undefined, roomId: undefined, payload: 'hello' }, clock, /^payload/],
  [
    'a payload with a room that nobody can enter',
    { grant: undefined, roomId: undefined, payload: '{"room_id":"a b"}' },
    clock,
    /^payload/,
  ],
]

describe('minting names what is wrong with a call and refuses', () => {
  const keys = keyringOf()

  it.each(refusedByMint)('%s', (_, change, options, names) => {
    const make = (): unknown => call(mint, { ...person, ...change }, keys, options)
    expect(make).toThrow(names)
    expect(make).toThrow(/^(?!.*Kk7!)/)
  })

  it.each(refusedByMintToken04)('%s, for a Token04', (_, change, options, names) => {
    const input = { userId: 'ada', roomId: 'lobby', grant: {}, expiresIn: 60, ...change }
    expect(() => call(mintToken04, input, keys, options)).toThrow(names)
  })

  it('an input that is no object', () => {
    expect(() => call(mint, null, keys)).toThrow(/^input/)
    expect(() => call(mintToken04, 7, keys)).toThrow(/^claims/)
  })

  it('options that are no object', () => {
    expect(() => call(mint, person, keys, 60)).toThrow(/^options/)
  })

  it('keys that are no keyring', () => {
    expect(() => call(mint, person, {})).toThrow(/^keys/)
  })

  it('a keyring of several apps without saying which', () => {
    const several = createKeyringWith(provider, [
      { appId: 1, serverSecret },
      { appId: 2, serverSecret: otherSecret },
    ])
    expect(() => mint(person, several)).toThrow(/^appId/)
    expect(verify(mint({ ...person, appId: 2 }, several, clock), several, { now }).appId).toBe(2)
  })

  it('an app whose keys only verify', () => {
    expect(() => mint(person, keyringOf(provider, { state: 'previous' }))).toThrow(/^appId/)
  })

  it('gcm where the key refuses it', () => {
    expect(() => mint({ ...person, format: 'gcm' }, keyringOf(provider, { gcm: 'refuse' }))).toThrow(/^format/)
  })
})
