import { describe, expect, it } from 'vitest'
import { KitTokenError } from '../src/errors.ts'
import { verify } from '../src/verify.ts'
import { bareToken, kitOf } from './forge.ts'
import { keyringOf, now } from './providers.ts'

describe('a refusal', () => {
  it('has its code for programs, and in words', () => {
    const error = new KitTokenError('token_expired')
    expect(error).toMatchObject({
      name: 'KitTokenError',
      code: 'token_expired',
      message: 'token refused: token expired',
    })
    expect(error).toBeInstanceOf(Error)
    expect('claim' in error).toBe(false)
  })

  it('names the field, where one is at fault', () => {
    const error = new KitTokenError('user_mismatch', 'userID')
    expect(error).toMatchObject({ claim: 'userID', message: 'token refused: user mismatch (userID)' })
  })

  it('holds nothing of the token', () => {
    const token = kitOf(bareToken(), { userID: 'mallory' })
    const refusal = (): unknown => verify(token, keyringOf(), { now, accept: 'bare' })
    expect(refusal).toThrow('token refused: user mismatch (userID)')
    try {
      refusal()
    } catch (error) {
      expect(JSON.stringify(error)).not.toContain('mallory')
      expect(Object.keys(error ?? {}).sort()).toEqual(['claim', 'code', 'name'])
    }
  })
})
