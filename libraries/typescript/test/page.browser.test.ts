// In a page of a real browser: what needs no secret works, what needs one refuses, test tokens warn.
import { afterAll, describe, expect, it, vi } from 'vitest'
import * as token from '@roompass/token'
import { createKeyringWith } from '../src/keyring.ts'
import { provider } from '../src/crypto/portable.ts'
import { verify } from '../src/verify.ts'

const appId = 1234567890
const serverSecret = 'Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6'
const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
afterAll(() => warn.mockRestore())

describe('in a page', () => {
  it('generateKitTokenForTest works, and warns once, loudly', () => {
    const tokens = [1, 2, 3].map(() => token.generateKitTokenForTest(appId, serverSecret, 'lobby', 'ada', 'Zoë 张'))
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn.mock.calls[0]?.[0]).toMatch(/Whoever can open this page can read it/)
    expect(warn.mock.calls[0]?.[0]).not.toContain(serverSecret)
    const keys = createKeyringWith(provider, [{ appId, serverSecret }])
    for (const kitToken of tokens) {
      expect(verify(kitToken, keys)).toMatchObject({ trust: 'sealed', userId: 'ada', claimed: { roomId: 'lobby' } })
      expect(token.read(kitToken)).toMatchObject({ appId, userId: 'ada', roomId: 'lobby', userName: 'Zoë 张' })
    }
    expect(new Set(tokens).size).toBe(3)
  })

  it('generateKitTokenForProduction joins what the server answered', () => {
    const [token04 = ''] = token.generateKitTokenForTest(appId, serverSecret, 'lobby', 'ada').split('#')
    const kitToken = token.generateKitTokenForProduction(appId, token04, 'lobby', 'ada', '😀 Ann')
    expect(token.read(kitToken).userName).toBe('😀 Ann')
    expect(token.inspect(kitToken).ok).toBe(true)
  })

  it.each(['createKeyring', 'mint', 'mintToken04', 'verify', 'verifyToken04', 'generateToken04'])(
    '%s refuses',
    (name) => {
      const refusing: unknown = Reflect.get(token, name)
      expect(refusing).toThrow(`${name} needs the ServerSecret, which must never be in a page: call it on a server`)
    },
  )

  it('what is no token is said to be none', () => {
    expect(() => token.read('hello')).toThrow(token.KitTokenError)
    expect(token.inspect('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2ln').primary).toBe('jwt_given')
  })
})
