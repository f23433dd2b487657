import { describe, expect, it } from 'vitest'
import { closeReasons } from '@roompass/room/protocol'
import { closeOf } from '../../src/admission/close.ts'

describe('the close reason of a fault', () => {
  it('is one reason for all that would help to forge a token, and one of its own where a person can do something', () => {
    const groups = Object.groupBy(Object.entries(closeOf), ([, close]) => close)
    expect(
      Object.fromEntries(Object.entries(groups).map(([close, pairs]) => [close, pairs.map(([code]) => code)])),
    ).toEqual({
      token_invalid: [
        'token_malformed',
        'token_version',
        'token_encoding',
        'token_envelope',
        'suffix_malformed',
        'user_id_invalid',
        'room_id_invalid',
        'user_name_invalid',
        'signature_malformed',
        'signature_invalid',
        'token_undecryptable',
        'claims_invalid',
        'user_mismatch',
        'expiry_mismatch',
        'lifetime_too_long',
        'not_yet_valid',
        'payload_invalid',
      ],
      token_foreign: ['key_unknown', 'app_mismatch'],
      room_mismatch: ['room_mismatch'],
      token_expired: ['token_expired'],
      token_unproven: ['trust_too_low'],
    })
  })

  it('is one that the protocol knows', () => {
    for (const close of Object.values(closeOf)) expect(closeReasons).toHaveProperty(close)
  })
})
