// Every provider by name, and keyrings over them: the tests of everything that computes run on each.
import { createKeyringWith, type Keyring, type KeyringEntry } from '../src/keyring.ts'
import { classic } from '../src/crypto/any_node.ts'
import { provider as node } from '../src/crypto/node.ts'
import { provider as portable } from '../src/crypto/portable.ts'
import type { CryptoProvider } from '../src/crypto/provider.ts'

export const providers: readonly { readonly name: string; readonly provider: CryptoProvider }[] = [
  { name: 'node', provider: node },
  { name: 'portable', provider: portable },
  { name: 'classic', provider: classic },
]

export const appId = 1234567890
export const serverSecret = 'Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6'
export const otherSecret = 'another secret of thirty-two chr'
/** 2026-01-01T00:00:00Z */
export const now = 1767225600

export function keyringOf(provider: CryptoProvider = node, more: Partial<KeyringEntry> = {}): Keyring {
  return createKeyringWith(provider, [{ appId, serverSecret, ...more }])
}

export const clock: { readonly now: () => number } = { now: () => now }
