// The functions of the package over Node's provider; what they do is tested with each provider elsewhere.
import { describe, expect, it, vi } from 'vitest'
import { createKeyring, generateKitTokenForTest, verify } from '../src/index.ts'
import { appId, serverSecret } from './providers.ts'

describe('the package on Node', () => {
  it('makes test tokens that its own verify takes for sealed', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const token = generateKitTokenForTest(appId, serverSecret, 'lobby', 'ada', 'Ada', 60)
    const { trust, userId, expiresAt, issuedAt, claimed } = verify(token, createKeyring([{ appId, serverSecret }]))
    expect({ trust, userId, lifetime: expiresAt - issuedAt }).toEqual({ trust: 'sealed', userId: 'ada', lifetime: 60 })
    expect({ ...claimed }).toEqual({ roomId: 'lobby', userName: 'Ada' })
  })
})
