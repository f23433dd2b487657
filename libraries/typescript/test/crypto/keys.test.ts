import { hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { deriveKey } from '../../src/crypto/keys.ts'
import { appId, otherSecret, providers, serverSecret } from '../providers.ts'

function hkdf(secret: string, app: number, label: string, length: number): Buffer {
  const info = Buffer.alloc(label.length + 5)
  info.write(label, 0, 'latin1')
  info.writeUInt32BE(app, label.length + 1)
  return Buffer.from(hkdfSync('sha256', secret, 'roompass/v1', info, length))
}

describe.each(providers)('a key of the $name provider', ({ provider }) => {
  it('is named by HKDF of its secret and its app', () => {
    for (const [secret, app] of [
      [serverSecret, appId],
      [serverSecret, 1],
      [otherSecret, 4294967295],
    ] as const) {
      expect(deriveKey(provider, app, secret).kid).toBe(hkdf(secret, app, 'kid', 4).toString('hex'))
    }
  })

  it('gives other tags for another app, another secret and another purpose', () => {
    const message = Uint8Array.of(1, 2, 3)
    const keys = [
      deriveKey(provider, appId, serverSecret),
      deriveKey(provider, appId + 1, serverSecret),
      deriveKey(provider, appId, otherSecret),
    ]
    const tags = keys.flatMap(({ sealTag, gcmSealTag, signatureTag }) => [
      sealTag(message),
      gcmSealTag(message),
      signatureTag(message),
    ])
    expect(new Set(tags).size).toBe(9)
  })

  it('knows what a secret of hex digits decodes to, and of no other', () => {
    const hex = '00112233445566778899aabbccddeeff'
    const iv = new Uint8Array(16)
    const expected = provider.aes(Uint8Array.from(Buffer.from(hex, 'hex'))).encryptBlocks(iv, new Uint8Array(16))
    const misread = deriveKey(provider, appId, hex).misreadAes
    expect([...(misread?.().encryptBlocks(iv, new Uint8Array(16)) ?? [])]).toEqual([...expected])
    expect(deriveKey(provider, appId, serverSecret).misreadAes).toBe(null)
  })
})
