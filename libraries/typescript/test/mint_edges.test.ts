// Arguments at the edge of what minting takes, found by mutants that nobody noticed.
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { lastSecond } from '../src/codec/envelope.ts'
import { provider } from '../src/crypto/node.ts'
import { createKeyringWith } from '../src/keyring.ts'
import { mint, mintToken04 } from '../src/mint.ts'
import { verifyToken04 } from '../src/verify.ts'
import { call } from './call.ts'
import { appId, clock, keyringOf, now, otherSecret, serverSecret } from './providers.ts'

const keys = keyringOf()
const claims = { userId: 'ada', expiresIn: 60 }
const refusal = (changes: object, options: object = clock): unknown => {
  try {
    return call(mintToken04, { ...claims, ...changes }, keys, options)
  } catch (error) {
    return error
  }
}
const error = (name: string, start: string): unknown =>
  expect.objectContaining({ name, message: expect.stringMatching(new RegExp(`^${start}`)) })

describe('minting a Token04', () => {
  it('takes a payload, or a grant and its room, and never both', () => {
    expect(refusal({ payload: '', grant: {} })).toEqual(error('TypeError', 'payload takes the place'))
    expect(refusal({ payload: '', roomId: 'lobby' })).toEqual(error('TypeError', 'payload takes the place'))
    expect(refusal({ payload: '' })).toMatch(/^04/)
    expect(refusal({ payload: 5 })).toEqual(error('TypeError', 'payload must be a string'))
  })

  it('needs a longest lifetime above zero', () => {
    expect(refusal({}, { ...clock, maxLifetime: 0 })).toEqual(error('RangeError', 'options.maxLifetime'))
    expect(refusal({ expiresIn: 1 }, { ...clock, maxLifetime: 1 })).toMatch(/^04/)
  })

  it('ends with the last second that there is, and starts with the first', () => {
    const at = (second: number): unknown => refusal({}, { now: () => second })
    expect(at(lastSecond - 60)).toMatch(/^04/)
    expect(at(lastSecond - 59)).toEqual(error('RangeError', 'options.now'))
    expect(at(1)).toMatch(/^04/)
    expect(at(0)).toEqual(error('RangeError', 'options.now'))
    expect(at(1.5)).toEqual(error('RangeError', 'options.now'))
  })

  it.each(['accept', 'trust'] as const)('makes the GCM form where the key says %s, and not where it refuses', (gcm) => {
    const ring = keyringOf(provider, { gcm })
    const token = mintToken04({ ...claims, format: 'gcm' }, ring, clock)
    expect(verifyToken04(token, ring, { now })).toMatchObject({ format: 'gcm', trust: 'sealed' })
    const refusing = keyringOf(provider, { gcm: 'refuse' })
    expect(() => mintToken04({ ...claims, format: 'gcm' }, refusing, clock)).toThrow(/^format: this key refuses gcm/)
    expect(mintToken04(claims, refusing, clock)).toMatch(/^04/)
    expect(() => mint({ ...claims, roomId: 'lobby', format: 'gcm' }, refusing, clock)).toThrow(/^format/)
  })
})

describe('a keyring', () => {
  it('prints as the names of its keys', () => {
    const ring = createKeyringWith(provider, [
      { appId, serverSecret },
      { appId, serverSecret: otherSecret, state: 'previous' },
    ])
    const text = `[Keyring kid=${ring.keys[0]!.kid},${ring.keys[1]!.kid}]`
    expect([String(ring), inspect(ring), JSON.stringify({ ring })]).toEqual([text, text, `{"ring":"${text}"}`])
  })

  it.each(['text', 5, null, undefined])('is made of objects, not of %j', (entry) => {
    expect(() => call(createKeyringWith, provider, [entry])).toThrow(/^entries\[0\] must be an object/)
  })
})
