// How far the walk through a token comes, and what it lists when several things are wrong: verify names the first of them alone.
import { describe, expect, it } from 'vitest'
import { provider } from '../../src/crypto/node.ts'
import { sign } from '../../src/crypto/signature.ts'
import { inspect, type InspectOptions } from '../../src/inspect.ts'
import type { Report } from '../../src/inspect/report.ts'
import { contentsOf, createKeyringWith } from '../../src/keyring.ts'
import { mint, mintToken04 } from '../../src/mint.ts'
import {
  bareToken,
  claimsText,
  expire,
  forgeGcm,
  forgeRaw,
  kitOf,
  suffixFields,
  suffixOf,
  token04Of,
} from '../forge.ts'
import { appId, clock, keyringOf, now, otherSecret } from '../providers.ts'

const keys = keyringOf()
const sealed = mintToken04({ userId: 'ada', roomId: 'lobby', grant: {}, expiresIn: 3600 }, keys, clock)
const signed = mint({ userId: 'ada', roomId: 'lobby', grant: {}, expiresIn: 3600 }, keys, clock)
const look = (text: string, options: InspectOptions = {}): Report => inspect(text, { keys, now, ...options })
const codes = ({ problems }: Report): string[] => problems.map(({ code }) => code)
const warned = ({ warnings }: Report): string[] => warnings.map(({ code }) => code)
const bytes = Buffer.alloc(16, 0x80)

describe('the frame', () => {
  it('is that of a Token04 without a "#"', () => {
    expect(look(sealed).layers.frame).toEqual({ length: sealed.length, prefix: '04', separators: 0 })
    expect(look(signed).layers.frame).toEqual({ length: signed.length, prefix: '04', separators: 1 })
    expect(look(`${sealed}#`).layers.frame).toEqual({ length: sealed.length + 1, prefix: '04', separators: 1 })
  })
})

describe('what is no token', () => {
  it.each([
    ['a JSON Web Token', 'eyJhbGci.eyJzdWIi.c2ln', 'jwt', 'jwt_given'],
    ['a Token03', `03${'A'.repeat(40)}`, 'token03', 'token03_given'],
    ['words', 'hello', 'unknown', 'not_a_kit_token'],
    ['nothing', '', 'empty', 'empty'],
  ])('such as %s has no layers and one problem', (_, text, kind, code) => {
    const report = look(text)
    expect([report.kind, codes(report), warned(report)]).toEqual([kind, [code], []])
    expect(Object.values(report.layers).every((layer) => layer === null)).toBe(true)
  })

  it('because it is too long is not looked at', () => {
    const longest = '!'.repeat(262_144)
    expect(look(longest)).toMatchObject({ kind: 'unknown', primary: 'not_a_kit_token' })
    expect(look(`${longest}!`)).toMatchObject({ kind: 'unknown', primary: 'token_malformed' })
  })
})

describe('what is expected', () => {
  it('is what came, or that is said', () => {
    expect(codes(look(signed, { expect: 'kit-token' }))).toEqual([])
    expect(codes(look(sealed, { expect: 'token04' }))).toEqual([])
    expect(codes(look(signed, { expect: 'token04' }))).toEqual(['kit_token_given', 'token_malformed'])
    expect(codes(look(sealed, { expect: 'kit-token' }))).toEqual(['token04_given', 'token_malformed'])
    expect(codes(look(sealed, { expect: 'kit-token', now: expire }))[0]).toBe('token04_given')
  })

  it('is not said of what is no token at all', () => {
    expect(codes(look('hello', { expect: 'token04' }))).toEqual(['not_a_kit_token'])
  })
})

describe('the keys', () => {
  it('are not tried while nobody knows the app', () => {
    const { layers, problems } = look(`${bareToken()}#${suffixOf('{')}`)
    expect(problems.map(({ code }) => code)).toEqual(['suffix_malformed'])
    expect([layers.suffix, layers.key, layers.claims, layers.trust]).toEqual([null, null, null, null])
    expect(layers.envelope).toMatchObject({ format: 'cbc', expire })
  })

  it('of other apps are not named where they do not fit', () => {
    const two = createKeyringWith(provider, [
      { appId, serverSecret: 'one more secret of thirty-two ch' },
      { appId: 7, serverSecret: otherSecret },
    ])
    expect(codes(look(kitOf(bareToken()), { keys: two }))).toEqual(['wrong_secret', 'token_undecryptable'])
    expect(codes(look(kitOf(bareToken({ secret: otherSecret })), { keys: two }))[0]).toBe('key_of_another_app')
  })

  it('that refuse the GCM form say nothing of what is inside', () => {
    const refusing = keyringOf(provider, { gcm: 'refuse' })
    const report = look(token04Of(forgeGcm()), { keys: refusing, accept: 'bare' })
    expect(codes(report)).toEqual(['token_envelope'])
    expect(report.layers).toMatchObject({ envelope: { format: 'gcm' }, key: null, claims: null })
  })

  it('that did not sign a token do not open it either', () => {
    const two = createKeyringWith(provider, [
      { appId, serverSecret: otherSecret },
      { appId, serverSecret: 'one more secret of thirty-two ch', state: 'previous' },
    ])
    const [signer, opener] = contentsOf(two).all.verifying
    const raw = forgeRaw({ secret: 'one more secret of thirty-two ch' })
    const fields = { userId: 'ada', roomId: 'lobby', encodedName: '', userName: '', appId, ext: null }
    const by = (key: typeof signer): string => {
      const { kid, tag } = sign(key!, fields, raw)
      return `${token04Of(raw)}#${suffixOf({ ...suffixFields, userName: '', sig: `1.${kid}.${tag}` })}`
    }
    expect(look(by(opener), { keys: two })).toMatchObject({ ok: true, layers: { key: { state: 'previous' } } })
    const report = look(by(signer), { keys: two })
    expect(codes(report)).toContain('token_undecryptable')
    expect(report.layers.key).toBe(null)
  })
})

describe('the trust', () => {
  it('is what the token proves, whatever is asked for', () => {
    for (const accept of ['bare', 'sealed', 'signed'] as const) {
      expect(look(signed, { accept }).layers.trust).toBe('signed')
      expect(look(sealed, { accept }).layers.trust).toBe('sealed')
      expect(look(kitOf(sealed, { userName: '' }), { accept }).layers.trust).toBe('sealed')
      expect(look(bareToken({ iv: bytes }), { accept }).layers.trust).toBe('bare')
    }
  })

  it('is not that of a signature which is wrong', () => {
    const [token = '', suffix = ''] = signed.split('#')
    const json = Buffer.from(suffix, 'base64').toString().replace('"roomID":"lobby"', '"roomID":"vault"')
    const report = look(`${token}#${suffixOf(json)}`)
    expect(report.layers).toMatchObject({ trust: 'sealed', generators: ['roompass'], claims: { user_id: 'ada' } })
    expect(codes(report)).toEqual(['signature_invalid', 'room_mismatch'])
  })

  it('is too low besides all else', () => {
    expect(codes(look(bareToken({ iv: bytes }), { now: expire + 1 }))).toEqual(['token_expired', 'trust_too_low'])
    expect(codes(look(sealed, { now: expire + 1, accept: 'signed' }))).toEqual(['token_expired', 'trust_too_low'])
    expect(codes(look(sealed, { now: expire + 1 }))).toEqual(['token_expired'])
  })
})

describe('every contradiction is listed', () => {
  it('where verify stops at the first', () => {
    const stranger = kitOf(bareToken({ plaintext: claimsText({ app_id: 7, user_id: 'eve' }), iv: bytes }))
    expect(codes(look(stranger, { accept: 'bare', roomId: 'vault', maxLifetime: 60 }))).toEqual([
      'app_mismatch',
      'user_mismatch',
      'lifetime_too_long',
      'room_mismatch',
    ])
  })

  it('with the expiry inside, where that outside is later', () => {
    const early = bareToken({ plaintext: claimsText({ expire: now + 10 }), iv: bytes })
    const { problems } = look(early, { accept: 'bare', now: now + 52 })
    expect(problems.map(({ code }) => code)).toEqual(['expiry_mismatch', 'token_expired'])
    expect(problems[1]?.message).toMatch(/ It did so 42 seconds ago\.$/)
  })
})

describe('a suffix', () => {
  // As the official client writes it: a room outside of ASCII, which is read where bare tokens are taken.
  const latin1 = Buffer.from(JSON.stringify({ ...suffixFields, userID: 'a d', roomID: '\u00e9' }), 'latin1')

  it('that can be read is explained by what is wrong in it alone', () => {
    const kit = `${bareToken({ iv: bytes })}#${latin1.toString('base64')}`
    expect(codes(look(kit, { accept: 'bare' }))).toEqual(['user_id_invalid'])
    expect(codes(look(kit))).toEqual(['suffix_not_ascii', 'suffix_malformed'])
  })

  it('without a signature is worth a warning', () => {
    expect(warned(look(kitOf(sealed, { userName: '' })))).toEqual(['suffix_unproven'])
    expect(warned(look(signed))).toEqual([])
  })
})

describe('a payload that is refused in a proven token', () => {
  const plaintext = claimsText({ payload: '{"a":1}' })
  const trusting = keyringOf(provider, { gcm: 'trust' })
  const proven = token04Of(forgeGcm(plaintext))

  it('is a problem there', () => {
    const report = look(proven, { keys: trusting, now: expire })
    expect(codes(report)).toEqual(['token_expired', 'payload_invalid'])
    expect(warned(report)).toEqual([])
  })

  it('is a warning where official tokens are taken', () => {
    const report = look(proven, { keys: trusting, accept: 'bare' })
    expect([codes(report), warned(report), report.layers.trust]).toEqual([[], ['payload_invalid'], 'sealed'])
  })

  it('is a warning in a bare one', () => {
    const bare = bareToken({ plaintext, iv: bytes })
    expect(codes(look(bare))).toEqual(['trust_too_low'])
    expect(warned(look(bare))).toEqual(['payload_invalid'])
    expect(warned(look(bare, { accept: 'bare' }))).toEqual(['payload_invalid'])
  })
})
