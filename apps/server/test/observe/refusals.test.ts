import { describe, expect, it } from 'vitest'
import { closeReasons } from '@roompass/room/protocol'
import { classOfDoor, closeNames, issueRefusals } from '../../src/observe/refusals.ts'

describe('the class of a refusal', () => {
  it('is that of the close reason', () => {
    expect(classOfDoor('token_expired', 'token_expired')).toBe('expired')
    expect(classOfDoor('token_revoked', 'revocation 7')).toBe('revoked')
    expect(classOfDoor('room_full', 'no free seat')).toBe('limits')
    expect(classOfDoor('forbidden', 'no rule fits')).toBe('policy')
  })

  it('tells the form of a token from its cryptography only where no key was touched', () => {
    expect(classOfDoor('token_invalid', 'token_encoding')).toBe('token_format')
    expect(classOfDoor('token_invalid', 'signature_malformed')).toBe('token_format')
    // A padding that is right must look like one that is wrong: else whoever reads dashboards has an oracle.
    for (const reason of [
      'token_undecryptable',
      'claims_invalid',
      'payload_invalid',
      'user_id_invalid',
      'expiry_mismatch',
    ])
      expect(classOfDoor('token_invalid', reason)).toBe('token_crypto')
    expect(classOfDoor('token_invalid', 'a reason that nobody knows')).toBe('token_crypto')
  })

  it('takes the words of a policy for nothing else', () => {
    expect(classOfDoor('forbidden', 'token_malformed')).toBe('policy')
  })

  it('is known for everything that refuses', () => {
    expect(closeNames).toEqual(expect.arrayContaining(Object.keys(closeReasons)))
    expect(issueRefusals).toContain('rate_limited')
  })
})
