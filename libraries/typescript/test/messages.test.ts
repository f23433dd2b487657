// What a wrong call is told: which argument, and what it must be.
import { describe, expect, it } from 'vitest'
import { generateToken04 } from '../src/index.ts'
import { createKeyringWith } from '../src/keyring.ts'
import { mintToken04 } from '../src/mint.ts'
import { provider } from '../src/crypto/node.ts'
import { KitTokenError } from '../src/errors.ts'
import { isWeakServerSecret } from '../src/server_secret.ts'
import { call } from './call.ts'
import { appId, clock, keyringOf, serverSecret } from './providers.ts'

function messageOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}

describe('a wrong call', () => {
  it.each([
    [{ appId: 0 }, 'entries[0].appId must be an integer from 1 to 4294967295'],
    [{ serverSecret: 'short' }, 'entries[0].serverSecret must be a string of 32 printable ASCII characters'],
    [{ state: 'old' }, 'entries[0].state must be one of next, active, previous, retired'],
    [{ gcm: 'maybe' }, 'entries[0].gcm must be one of refuse, accept, trust'],
  ])('of createKeyring with %j reads what is possible', (changes, message) => {
    const entries = [{ appId, serverSecret, ...changes }]
    expect(messageOf(() => call(createKeyringWith, provider, entries))).toBe(message)
  })

  it('of mintToken04 reads the sets of users and rooms', () => {
    const keys = keyringOf()
    const user = { userId: 'no user', expiresIn: 60 }
    const room = { userId: 'ada', roomId: 'no room', grant: {}, expiresIn: 60 }
    expect(messageOf(() => mintToken04(user, keys, clock))).toBe(
      "userId must be 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\",
    )
    expect(messageOf(() => mintToken04(room, keys, clock))).toBe(
      'roomId must be 1 to 128 printable ASCII characters without space, ", \\ and #',
    )
  })

  it('of mintToken04 with a payload that verify would refuse has the refusal as its cause', () => {
    const claims = { userId: 'ada', expiresIn: 60, payload: '{"room":1}' }
    expect(() => mintToken04(claims, keyringOf(), clock)).toThrow(
      expect.objectContaining({ cause: expect.any(KitTokenError) }),
    )
  })

  it.each([
    [[0, 'ada', serverSecret, 60], 'appID invalid'],
    [[appId, '', serverSecret, 60], 'userId invalid'],
    [[appId, 'ada', 'short', 60], 'secret must be a 32 byte string'],
    [[appId, 'ada', serverSecret, 0], 'effectiveTimeInSeconds invalid'],
  ])('of generateToken04 with %j reads what the official generators say', (args, message) => {
    expect(() => call(generateToken04, ...args)).toThrow(expect.objectContaining({ message, errorMessage: message }))
  })
})

describe('a ServerSecret that was published as a sample', () => {
  it.each(['0123456789abcdef0123456789abcdef', 'fa94dd0f974cf2e293728a526b028271', '12345678901234567890123456789012'])(
    'is none: %s',
    (sample) => {
      expect(isWeakServerSecret(sample)).toBe(true)
      expect(isWeakServerSecret(sample.replace('2', '-'))).toBe(false)
    },
  )
})
