// A refusal names the field that broke the rule, in the spelling of the format: people look there first.
import { describe, expect, it } from 'vitest'
import { readClaims, scanClaims } from '../src/codec/claims.ts'
import { readEnvelope } from '../src/codec/envelope.ts'
import { decodeBase64Text } from '../src/codec/base64.ts'
import { readSuffix } from '../src/codec/suffix.ts'
import { conflictsOf } from '../src/consistency.ts'
import { KitTokenError } from '../src/errors.ts'
import { readPayload } from '../src/payload.ts'
import { readTerms } from '../src/terms.ts'
import { verify } from '../src/verify.ts'
import { bareToken, claimsText, forgeRaw, kitOf, suffixFields, suffixOf } from './forge.ts'
import { appId, keyringOf, now } from './providers.ts'

function refusalOf(run: () => unknown): { readonly code: string; readonly claim: string | undefined } {
  try {
    run()
  } catch (error) {
    if (error instanceof KitTokenError) return { code: error.code, claim: error.claim }
    throw error
  }
  throw new Error('it was taken')
}

const claims = (changes: Readonly<Record<string, unknown>>): unknown => {
  const scanned = scanClaims(claimsText(changes))
  if (scanned === null) throw new Error('these are no claims')
  return readClaims(scanned)
}
const suffix = (changes: Readonly<Record<string, unknown>>): unknown =>
  readSuffix(decodeBase64Text(suffixOf({ ...suffixFields, ...changes })), 'own')

describe('a refusal names the field', () => {
  it.each([
    ['app_id', 'claims_invalid', { app_id: 0 }],
    ['user_id', 'claims_invalid', { user_id: 5 }],
    ['user_id', 'user_id_invalid', { user_id: 'no user' }],
    ['nonce', 'claims_invalid', { nonce: '7' }],
    ['ctime', 'claims_invalid', { ctime: 1.5 }],
    ['expire', 'claims_invalid', { expire: 0 }],
    ['payload', 'claims_invalid', { payload: true }],
  ])('%s of the claims (%s)', (claim, code, changes) => {
    expect(refusalOf(() => claims(changes))).toEqual({ code, claim })
  })

  it.each([
    ['userID', 'suffix_malformed', { userID: 5 }],
    ['userID', 'user_id_invalid', { userID: 'no user' }],
    ['roomID', 'suffix_malformed', { roomID: 5 }],
    ['roomID', 'room_id_invalid', { roomID: 'no room' }],
    ['userName', 'suffix_malformed', { userName: 5 }],
    ['userName', 'user_name_invalid', { userName: '%' }],
    ['appID', 'suffix_malformed', { appID: 0 }],
    ['ext', 'suffix_malformed', { ext: 5 }],
    ['ext', 'signature_malformed', { ext: 'x'.repeat(513) }],
    ['sig', 'signature_malformed', { sig: 'mine' }],
  ])('%s of the suffix (%s)', (claim, code, changes) => {
    expect(refusalOf(() => suffix(changes))).toEqual({ code, claim })
  })

  it.each([
    ['room_id', 'payload_invalid', { room_id: null }],
    ['room_id', 'payload_invalid', { room_id: 5 }],
    ['room_id', 'room_id_invalid', { room_id: 'no room' }],
    ['privilege', 'payload_invalid', { privilege: null }],
    ['privilege', 'payload_invalid', { privilege: { 1: 2 } }],
    ['privilege', 'payload_invalid', { privilege: [] }],
    ['stream_id_list', 'payload_invalid', { stream_id_list: 'a' }],
    [undefined, 'payload_invalid', { other: 1 }],
  ])('%s of the payload (%s)', (claim, code, payload) => {
    expect(refusalOf(() => readPayload(JSON.stringify(payload), true, 'own'))).toEqual({ code, claim })
  })

  it.each([
    ['app_id', 'app_mismatch', { app_id: appId + 1 }, {}],
    ['userID', 'user_mismatch', { user_id: 'bob' }, {}],
    ['user_id', 'user_mismatch', {}, { userId: 'bob' }],
    ['expire', 'expiry_mismatch', { expire: now + 3601 }, {}],
    ['expire', 'lifetime_too_long', {}, { maxLifetime: 3599 }],
    ['ctime', 'not_yet_valid', {}, { now: now - 61 }],
    ['expire', 'token_expired', {}, { now: now + 3600 }],
  ])('%s where parts contradict each other (%s)', (claim, code, changes, options) => {
    const token = kitOf(bareToken({ plaintext: claimsText(changes) }))
    expect(refusalOf(() => verify(token, keyringOf(), { now, accept: 'bare', ...options }))).toEqual({ code, claim })
  })

  it('expire of claims that have expired behind an expiry that has not', () => {
    // R28 holds where R7 and R25 do, and is asked alone here.
    const { userId, ...rest } = { userId: 'ada', appId, nonce: 7, issuedAt: now, expiresAt: now + 60, payload: '' }
    const terms = { ...readTerms({ now: now + 60 }), maxLifetime: 60 }
    const conflicts = conflictsOf({ ...rest, userId }, now + 60, appId, null, terms)
    expect(conflicts.map(({ code, claim }) => ({ code, claim }))).toEqual([{ code: 'token_expired', claim: 'expire' }])
  })

  it('expire of the envelope', () => {
    expect(refusalOf(() => readEnvelope(forgeRaw({ expire: 0 }), 'own'))).toEqual({
      code: 'token_envelope',
      claim: 'expire',
    })
  })

  it('roomID where payload and suffix name two rooms, or another one is asked for', () => {
    const token = bareToken({ plaintext: claimsText({ payload: '{"room_id":"vault"}' }) })
    const bare = { now, accept: 'bare' } as const
    const expected = { code: 'room_mismatch', claim: 'roomID' }
    expect(refusalOf(() => verify(kitOf(token), keyringOf(), bare))).toEqual(expected)
    expect(refusalOf(() => verify(kitOf(bareToken()), keyringOf(), { ...bare, roomId: 'vault' }))).toEqual(expected)
  })
})
