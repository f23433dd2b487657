// What is refused behind the "#": the signature, and the suffixes that others write.
import { describe, expect, it } from 'vitest'
import { mint, mintToken04, type MintInput } from '../src/mint.ts'
import type { VerifyOptions } from '../src/terms.ts'
import { verify } from '../src/verify.ts'
import { bareToken, kitOf, suffixFields, suffixOf } from './forge.ts'
import { appId, clock, keyringOf, now } from './providers.ts'
import { codeOf } from './refusal.ts'

const person: MintInput = { userId: 'ada', roomId: 'lobby', userName: 'Ada L', expiresIn: 3600 }
const keys = keyringOf()

const kit = (token: unknown, options: VerifyOptions = {}): string =>
  codeOf(() => verify(token, keys, { now, accept: 'bare', ...options }))

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
