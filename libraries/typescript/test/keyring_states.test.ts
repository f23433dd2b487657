// What each key of a keyring may do, for rings of any keys in any order.
import { inspect as print } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { provider } from '../src/crypto/node.ts'
import { createKeyringWith, type Keyring, type KeyringEntry, type KeyState } from '../src/keyring.ts'
import { mint, mintToken04 } from '../src/mint.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { forgeGcm, kitOf, token04Of } from './forge.ts'
import { appId, clock, now } from './providers.ts'
import { codeOf } from './refusal.ts'

const ring = (entries: readonly KeyringEntry[]): Keyring => createKeyringWith(provider, entries)
const serverSecrets = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 32,
  maxLength: 32,
})
const several = fc.uniqueArray(serverSecrets, { minLength: 2, maxLength: 4 })
const states = fc.constantFrom<KeyState>('next', 'active', 'previous', 'retired')
const person = { userId: 'ada', roomId: 'lobby', expiresIn: 60 }

/** What comes of a token of the first secret, by its state among the others. */
function outcomeOf(state: KeyState, secrets: readonly string[], reverse: boolean): string {
  const [serverSecret = '', ...others] = secrets
  const token = mint(person, ring([{ appId, serverSecret }]), clock)
  const own: KeyringEntry = { appId, serverSecret, state }
  const rest = others.map((other): KeyringEntry => ({ appId, serverSecret: other, state: 'previous' }))
  const keys = ring(reverse ? [...rest, own] : [own, ...rest])
  return codeOf(() => verify(token, keys, { now, accept: 'signed' }))
}

describe('a keyring of any keys', () => {
  it('verifies with each key but a retired one, wherever it stands', () => {
    fc.assert(
      fc.property(several, states, fc.boolean(), (secrets, state, reverse) => {
        expect(outcomeOf(state, secrets, reverse)).toBe(state === 'retired' ? 'key_unknown' : 'taken')
      }),
    )
  })

  it('mints with the active key, and without one not at all', () => {
    fc.assert(
      fc.property(several, fc.nat({ max: 3 }), (secrets, at) => {
        const active = at % secrets.length
        const entries = secrets.map((serverSecret, i): KeyringEntry => {
          return { appId, serverSecret, state: i === active ? 'active' : 'next' }
        })
        const { kid } = verify(mint(person, ring(entries), clock), ring(entries), { now })
        expect(kid).toBe(ring(entries).keys.find(({ state }) => state === 'active')?.kid)
        expect(kid).toBe(ring([entries[active]!]).keys[0]?.kid)
        const without = entries.filter((_, i) => i !== active)
        expect(() => mint(person, ring(without), clock)).toThrow(/^appId/)
      }),
    )
  })

  it('is the same in whatever order of entries', () => {
    const entries = fc.tuple(several, fc.constantFrom('next', 'previous', 'retired')).map(([secrets, state]) =>
      secrets.map((serverSecret, i): KeyringEntry => {
        return { appId: i % 2 === 0 ? appId : 7, serverSecret, state: i < 2 ? 'active' : state }
      }),
    )
    fc.assert(
      fc.property(entries, (given) => {
        const sorted = (keys: Keyring): string[] => keys.keys.map((key) => JSON.stringify(key)).toSorted()
        expect(sorted(ring(given.toReversed()))).toEqual(sorted(ring(given)))
      }),
    )
  })

  it('loses no token in a rotation, until its key is retired', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(serverSecrets, { minLength: 6, maxLength: 6 }),
        fc.nat({ max: 3 }),
        (secrets, epoch) => {
          // Of six secrets the one after the active is known beforehand, the one before it still, and one more is retired.
          const at = (active: number): Keyring =>
            ring(
              secrets.flatMap((serverSecret, i): KeyringEntry[] => {
                const state = (['next', 'active', 'previous', 'retired'] as const)[active - i + 1]
                return state === undefined ? [] : [{ appId, serverSecret, state }]
              }),
            )
          const token = mint(person, at(epoch), clock)
          const outcomes = [-1, 0, 1, 2].map((shift) => codeOf(() => verify(token, at(epoch + shift), { now })))
          expect(outcomes).toEqual(['taken', 'taken', 'taken', 'key_unknown'])
        },
      ),
    )
  })

  it('tries no secret for the token of another app', () => {
    fc.assert(
      fc.property(several, fc.constantFrom('cbc', 'gcm'), ([one = '', other = ''], format) => {
        const both = ring([
          { appId, serverSecret: one },
          { appId: 7, serverSecret: other },
        ])
        const token = mintToken04(
          { userId: 'ada', expiresIn: 60, format },
          ring([{ appId, serverSecret: other }]),
          clock,
        )
        expect(codeOf(() => verify(kitOf(token), both, { now, accept: 'bare' }))).toBe('token_undecryptable')
        expect(codeOf(() => verifyToken04(token, both, { now, accept: 'bare', appId }))).toBe('token_undecryptable')
        expect(codeOf(() => verifyToken04(token, both, { now, accept: 'bare' }))).toBe('app_mismatch')
      }),
    )
  })

  it('shows no secret, however it is printed', () => {
    fc.assert(
      fc.property(several, states, (secrets, state) => {
        const keys = ring(
          secrets.map((serverSecret) => ({ appId, serverSecret, state: state === 'active' ? 'next' : state })),
        )
        const shown = [String(keys), JSON.stringify(keys), print(keys, { showHidden: true, depth: 9 })].join()
        for (const secret of secrets) expect(shown).not.toContain(secret)
        expect(keys.keys.every(({ kid }) => shown.includes(kid))).toBe(true)
      }),
    )
  })

  it('names a key by its app and its secret alone', () => {
    const apps = fc.integer({ min: 1, max: 2 ** 32 - 1 })
    fc.assert(
      fc.property(apps, apps, several, states, (app, other, [one = '', two = ''], state) => {
        const kidOf = (id: number, serverSecret: string): string | undefined =>
          ring([{ appId: id, serverSecret, state }]).keys[0]?.kid
        expect(kidOf(app, one)).toBe(ring([{ appId: app, serverSecret: one }]).keys[0]?.kid)
        expect(kidOf(app, one)).not.toBe(kidOf(app, two))
        if (app !== other) expect(kidOf(app, one)).not.toBe(kidOf(other, one))
      }),
    )
  })

  it('takes for a GCM token of others what its policy says', () => {
    const outcomes = { refuse: 'token_envelope', accept: 'bare', trust: 'sealed' } as const
    fc.assert(
      fc.property(serverSecrets, fc.constantFrom('refuse', 'accept', 'trust'), (serverSecret, gcm) => {
        const keys = ring([{ appId, serverSecret, gcm }])
        const token = token04Of(forgeGcm(undefined, serverSecret))
        let trust = ''
        const code = codeOf(() => ({ trust } = verifyToken04(token, keys, { now, accept: 'bare' })))
        expect(trust || code).toBe(outcomes[gcm])
      }),
    )
  })
})
