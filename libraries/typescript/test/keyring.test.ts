import { inspect as print } from 'node:util'
import { describe, expect, it } from 'vitest'
import { provider } from '../src/crypto/node.ts'
import { createKeyring, isWeakServerSecret } from '../src/index.ts'
import { createKeyringWith } from '../src/keyring.ts'
import { call } from './call.ts'
import { appId, keyringOf, otherSecret, serverSecret } from './providers.ts'

describe('a keyring', () => {
  it('shows its apps and never its secrets', () => {
    const keys = createKeyring([
      { appId, serverSecret },
      { appId: 7, serverSecret: otherSecret },
    ])
    expect(keys.appIds).toEqual([appId, 7])
    const [{ kid } = { kid: '?' }] = keys.keys
    expect(kid).toMatch(/^[0-9a-f]{8}$/)
    const shown = [print(keys), print(keys, { showHidden: true, depth: 9 }), JSON.stringify(keys), String(keys)]
    for (const text of shown) {
      expect(text).toContain(kid)
      expect(text).not.toContain(serverSecret)
      expect(text).not.toContain(otherSecret)
    }
    expect(Object.isFrozen(keys)).toBe(true)
  })

  it('keeps next before active before previous, whatever order they came in', () => {
    const { keys } = createKeyringWith(provider, [
      { appId, serverSecret: 'r'.repeat(32), state: 'retired' },
      { appId, serverSecret, state: 'previous' },
      { appId, serverSecret: otherSecret },
      { appId, serverSecret: 'x'.repeat(32), state: 'next' },
    ])
    expect(keys.map(({ state }) => state)).toEqual(['next', 'active', 'previous', 'retired'])
  })

  it('takes a copy: changing the entries later changes nothing', () => {
    const entry = { appId, serverSecret }
    const keys = createKeyring([entry])
    entry.appId = 9
    expect(keys.appIds).toEqual([appId])
  })

  it.each([
    ['0123456789abcdef0123456789abcdef', true],
    ['aabbaabbaabbaabbaabbaabbaabbaabb', true],
    [serverSecret, false],
  ])('knows how weak a secret is: %#', (secret, weak) => {
    expect(keyringOf(provider, { serverSecret: secret }).keys[0]).toMatchObject({ appId, state: 'active', weak })
    expect(isWeakServerSecret(secret)).toBe(weak)
  })

  const good = { appId, serverSecret }
  it.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /^entries/],
    ['an empty list', [], /^entries/],
    ['an entry that is none', [null], /^entries\[0\]/],
    ['AppID 0', [{ ...good, appId: 0 }], /^entries\[0\]\.appId/],
    ['an AppID in digits', [{ ...good, appId: '1' }], /^entries\[0\]\.appId/],
    ['an AppID above 32 bits', [{ ...good, appId: 2 ** 32 }], /^entries\[0\]\.appId/],
    ['a secret of 31 bytes', [{ ...good, serverSecret: 'x'.repeat(31) }], /^entries\[0\]\.serverSecret/],
    ['32 characters that are 64 bytes', [{ ...good, serverSecret: 'é'.repeat(32) }], /^entries\[0\]\.serverSecret/],
    ['a secret with a line break', [{ ...good, serverSecret: `${'x'.repeat(31)}\n` }], /^entries\[0\]\.serverSecret/],
    ['an AppSign', [good, { appId: 2, serverSecret: 'a'.repeat(64) }], /^entries\[1\]\.serverSecret/],
    ['an unknown state', [{ ...good, state: 'revoked' }], /^entries\[0\]\.state/],
    ['an unknown wish for gcm', [{ ...good, gcm: true }], /^entries\[0\]\.gcm/],
    ['one secret twice', [good, { ...good, state: 'previous' }], /^entries\[1\]\.serverSecret/],
    ['two active keys', [good, { ...good, serverSecret: otherSecret }], /^entries\[1\]\.state/],
    [
      'a fifth key',
      [good, ...['a', 'b', 'c', 'd'].map((c) => ({ ...good, serverSecret: c.repeat(32), state: 'previous' }))],
      /^entries\[4\]/,
    ],
  ])('refuses %s and names it', (_, entries, names) => {
    const make = (): unknown => call(createKeyring, entries)
    expect(make).toThrow(names)
    expect(make).toThrow(/^(?!.*Kk7!)/)
  })
})
