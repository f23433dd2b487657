import { describe, expect, it } from 'vitest'
import { classic, provider } from '../../src/crypto/any_node.ts'
import { provider as node } from '../../src/crypto/node.ts'
import { testProvider } from './provider_suite.ts'

describe('the classic provider', () => {
  testProvider(classic)

  it('spells what JSON.stringify of old Nodes leaves alone as new ones spell it', () => {
    const old = '{"payload":"\ud83e\udd89 \ud800 \udfff"}'
    const bytes = classic.transcoder.encodeUtf8(old)
    expect(classic.transcoder.decodeUtf8(bytes)).toBe(JSON.stringify({ payload: '\ud83e\udd89 \ud800 \udfff' }))
  })
})

describe('the provider for any Node', () => {
  it('is the fast one where there is crypto.hash', () => {
    expect(provider).toBe(node)
  })
})
