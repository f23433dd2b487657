// What mutants of verifying changed and nobody noticed.
import { describe, expect, it } from 'vitest'
import { writeClaims } from '../src/codec/claims.ts'
import { lastSecond } from '../src/codec/envelope.ts'
import { provider } from '../src/crypto/node.ts'
import { KitTokenError } from '../src/errors.ts'
import { createKeyringWith, mintingKey } from '../src/keyring.ts'
import { mint } from '../src/mint.ts'
import { sealToken } from '../src/sealed_token.ts'
import { isWeakServerSecret } from '../src/server_secret.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { isLifetime } from '../src/zego/official_token.ts'
import { call } from './call.ts'
import { bareToken, claimsText, expire, kitOf } from './forge.ts'
import { appId, clock, keyringOf, now, serverSecret } from './providers.ts'
import { codeOf } from './refusal.ts'

const keys = keyringOf()

describe('verifying', () => {
  it('says that a token has expired before it reads any more of it', () => {
    const late = { now: expire, accept: 'bare' } as const
    expect(codeOf(() => verify(`${bareToken()}#AAAA`, keys, late))).toBe('token_expired')
    expect(codeOf(() => verify(kitOf(bareToken(), { appID: 5 }), keys, late))).toBe('token_expired')
    expect(codeOf(() => verifyToken04(bareToken(), keys, { ...late, appId: 5 }))).toBe('token_expired')
  })

  it('keeps to the first of several keys that open a bare token', () => {
    const twice = createKeyringWith(provider, [
      { appId, serverSecret },
      { appId: appId + 1, serverSecret },
    ])
    expect(verifyToken04(bareToken(), twice, { now, accept: 'bare' }).appId).toBe(appId)
  })

  it.each([
    ['appID', kitOf(bareToken(), { appID: 5 })],
    ['sig', kitOf(bareToken(), { sig: `1.00000000.${'A'.repeat(43)}` })],
    ['sig', kitOf(bareToken(), { sig: `1.${keys.keys[0]!.kid}.${'A'.repeat(43)}` })],
  ])('names %s where no key fits', (claim, token) => {
    expect(() => verify(token, keys, { now })).toThrow(expect.objectContaining({ claim }))
    expect(() => verify(token, keys, { now })).toThrow(KitTokenError)
  })

  it('gives a list of streams that nobody can change', () => {
    const streamIds = ['lobby_ada_main']
    const payload = JSON.stringify({ stream_id_list: streamIds })
    const bare = verifyToken04(bareToken({ plaintext: claimsText({ payload }) }), keys, { now, accept: 'bare' })
    const token = mint({ userId: 'ada', roomId: 'lobby', expiresIn: 60, grant: { streamIds } }, keys, clock)
    for (const { grant } of [bare, verify(token, keys, { now })]) {
      expect(grant.streamIds).toEqual(streamIds)
      expect(Object.isFrozen(grant.streamIds)).toBe(true)
    }
  })
})

describe('a ServerSecret', () => {
  it('has at least eight different characters', () => {
    expect(isWeakServerSecret('abcdefgh'.repeat(4))).toBe(false)
    expect(isWeakServerSecret('abcdefga'.repeat(4))).toBe(true)
  })

  it('is text, and nothing that can be read as text', () => {
    expect(() => call(createKeyringWith, provider, [{ appId, serverSecret: [serverSecret] }])).toThrow(/serverSecret/)
  })
})

describe('what official generators make', () => {
  it('ends before the last second that there is', () => {
    expect(isLifetime(60, lastSecond - 60)).toBe(true)
    expect(isLifetime(60, lastSecond - 59)).toBe(false)
    expect([0, -1, 1.5, Number.NaN, '60'].map((seconds) => call(isLifetime, seconds, 1))).toEqual(Array(5).fill(false))
  })

  it('may fill all the bytes that are allowed, and not one more', () => {
    const claims = { userId: 'ada', payload: 'x'.repeat(500), issuedAt: now, expiresAt: now + 60 }
    const length = writeClaims({ ...claims, appId, nonce: 0 }).length
    const seal = (maxLength: number): Uint8Array => {
      const random = (count: number): Uint8Array => new Uint8Array(count)
      return sealToken(mintingKey(keys, appId), { ...claims, format: 'cbc', random, maxLength })
    }
    expect(seal(length).length).toBeGreaterThan(length)
    expect(() => seal(length - 1)).toThrow(/^payload/)
  })
})
