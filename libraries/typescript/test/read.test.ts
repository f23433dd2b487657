import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mint } from '../src/mint.ts'
import { read } from '../src/read.ts'
import { mintInputs } from './arbitraries.ts'
import { call } from './call.ts'
import { bareToken, expire, kitOf, suffixFields, suffixOf } from './forge.ts'
import { appId, clock, keyringOf, now } from './providers.ts'
import { codeOf } from './refusal.ts'

describe('reading', () => {
  it('shows what was minted, without a key', () => {
    const keys = keyringOf()
    fc.assert(
      fc.property(mintInputs, (input) => {
        const { userId, roomId, userName = '', expiresIn } = input
        const shown = read(mint(input, keys, clock))
        expect(shown).toEqual({ appId, userId, roomId, userName, expiresAt: now + expiresIn })
        expect(Object.isFrozen(shown)).toBe(true)
      }),
    )
  })

  it('shows what the official kit wrote, and "" for what is not there', () => {
    const token = bareToken()
    expect(read(kitOf(token))).toEqual({ appId, userId: 'ada', roomId: 'lobby', userName: 'Ada L', expiresAt: expire })
    const bare = `${token}#${suffixOf({ userID: 'ada', appID: appId })}`
    expect(read(bare)).toMatchObject({ roomId: '', userName: '' })
  })

  it('takes an expired token, and one that was changed', () => {
    expect(read(kitOf(bareToken({ expire: 1 }))).expiresAt).toBe(1)
    expect(read(kitOf(bareToken(), { roomID: 'vault', sig: 'x' })).roomId).toBe('vault')
  })

  const token = bareToken()
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'token_malformed'],
    ['a Token04', token, 'token_malformed'],
    ['a suffix alone', `#${suffixOf(suffixFields)}`.padEnd(150, '='), 'token_malformed'],
    ['another version', `03${kitOf(token).slice(2)}`, 'token_version'],
    ['a token that is no base64', `04-${kitOf(token).slice(3)}`, 'token_encoding'],
    ['a token without an expiry', kitOf(bareToken({ expire: 0 })), 'token_envelope'],
    ['a suffix that is no base64', `${token}#${'-'.repeat(40)}`, 'suffix_malformed'],
    ['a suffix that is no JSON', `${token}#${suffixOf('hello')}`, 'suffix_malformed'],
    ['a suffix that is null', `${token}#${suffixOf('null')}`, 'suffix_malformed'],
    ['a suffix that is a list', `${token}#${suffixOf('[]')}`, 'suffix_malformed'],
    ['a suffix that is a text', `${token}#${suffixOf('"a"')}`, 'suffix_malformed'],
    ['a suffix without an app', kitOf(token, { appID: undefined }), 'suffix_malformed'],
    ['a user that is a number', kitOf(token, { userID: 7 }), 'suffix_malformed'],
    ['a user outside the set', kitOf(token, { userID: 'Ada L' }), 'user_id_invalid'],
    ['a room outside the set', kitOf(token, { roomID: 'my room' }), 'room_id_invalid'],
    ['a name that may not be shown', kitOf(token, { userName: '%E2%80%AE' }), 'user_name_invalid'],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(() => call(read, text))).toBe(code)
  })
})
