import { afterEach, describe, expect, it, vi } from 'vitest'
import { read } from '../../src/read.ts'
import { verify } from '../../src/verify.ts'
import { generateKitTokenForTestWith, type GenerateKitTokenForTest } from '../../src/zego/test_token.ts'
import { call } from '../call.ts'
import { appId, keyringOf, providers, serverSecret } from '../providers.ts'

const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
afterEach(() => warn.mockClear())

describe.each(providers)('generateKitTokenForTest over the $name provider', ({ provider }) => {
  const fresh = (): GenerateKitTokenForTest => generateKitTokenForTestWith(provider)

  it('makes a Kit Token with a sealed Token04', () => {
    const token = fresh()(appId, serverSecret, 'lobby', 'ada', 'Zoë 张', 60)
    const pass = verify(token, keyringOf(provider))
    expect(pass).toMatchObject({ trust: 'sealed', userId: 'ada', roomId: null })
    expect(pass.claimed).toEqual({ roomId: 'lobby', userName: 'Zoë 张' })
    expect(pass.expiresAt - pass.issuedAt).toBe(60)
  })

  it('lives for two hours by default, and shows no name', () => {
    const token = fresh()(appId, serverSecret, '', 'ada')
    const { expiresAt, issuedAt } = verify(token, keyringOf(provider))
    expect(expiresAt - issuedAt).toBe(7200)
    expect(read(token)).toMatchObject({ roomId: '', userName: '' })
  })

  it('warns once, loudly, and never with the secret', () => {
    const generate = fresh()
    expect(warn).not.toHaveBeenCalled()
    for (let turn = 0; turn < 3; turn++) generate(appId, serverSecret, 'lobby', 'ada')
    expect(warn).toHaveBeenCalledTimes(1)
    const [text] = warn.mock.calls[0] ?? []
    expect(text).toMatch(/ServerSecret.*Never ship it/)
    expect(text).not.toContain(serverSecret)
  })

  it.each<[string, readonly unknown[], RegExp]>([
    ['an AppID in digits', [String(appId), serverSecret, 'r', 'u'], /^appID/],
    ['a secret of five characters', [appId, 'abcde', 'r', 'u'], /^serverSecret/],
    ['an AppSign', [appId, 'a'.repeat(64), 'r', 'u'], /^serverSecret.*AppSign/],
    ['a room with a space', [appId, serverSecret, 'my room', 'u'], /^roomID/],
    ['no room', [appId, serverSecret, undefined, 'u'], /^roomID/],
    ['an empty user', [appId, serverSecret, 'r', ''], /^userID/],
    ['a user of another script', [appId, serverSecret, 'r', '用户'], /^userID/],
    ['a name with half a character', [appId, serverSecret, 'r', 'u', '\ud800'], /^userName/],
    ['a lifetime of 0', [appId, serverSecret, 'r', 'u', '', 0], /^expirationSeconds/],
    ['a negative lifetime', [appId, serverSecret, 'r', 'u', '', -1], /^expirationSeconds/],
    ['a lifetime in digits', [appId, serverSecret, 'r', 'u', '', '60'], /^expirationSeconds/],
    ['a lifetime beyond the year 9999', [appId, serverSecret, 'r', 'u', '', 1e12], /^expirationSeconds/],
  ])('refuses %s by name', (_, args, names) => {
    expect(() => call(fresh(), ...args)).toThrow(names)
    expect(() => call(fresh(), ...args)).toThrow(TypeError)
  })
})
