// Keys that are those of the config as long as the process lives: there is no key that would seal them in the store.
import type { Keyring } from '@roompass/token'
import { KeysRefused, type Keys, type KeysInUse } from './keys.ts'
import type { KeyUses } from './uses.ts'

const same = async (): Promise<true> => true

/** A keyring that never changes. */
export function fixed(keyring: Keyring): KeysInUse {
  return {
    current: () => keyring,
    fresh: true,
    refresh: same,
    reload: same,
    endOf: () => null,
    follow: () => undefined,
  }
}

async function refuse(): Promise<never> {
  throw new KeysRefused('keys_of_config')
}

export function createFixedKeys(keyring: Keyring, uses: Pick<KeyUses, 'of'>): Keys {
  const unknown = { createdAt: null, activeAt: null, previousAt: null, retiredAt: null, retireAt: null }
  return {
    ...fixed(keyring),
    stored: false,
    list: async () =>
      keyring.keys.map(({ kid, state }) => ({ kid, state, ...unknown, sealedToday: null, use: uses.of(kid) })),
    add: refuse,
    activate: refuse,
    rotate: refuse,
    rotateAndRevoke: refuse,
    retire: refuse,
    rewrap: refuse,
    close: () => undefined,
  }
}
