// Which keys a server has: those of its config, or those of its store, where something seals them there.
import { ConfigError } from '../config/problems.ts'
import type { Settings } from '../config/settings.ts'
import { isInUse } from '../store/stored_keys.ts'
import { createFixedKeys } from './fixed_keys.ts'
import type { Keys } from './keys.ts'
import { createLiveKeys, type LiveKeysParts } from './live_keys.ts'
import { SealBroken } from './sealing.ts'

export interface KeysParts extends Omit<LiveKeysParts, 'appId' | 'sealer' | 'apps' | 'maxLifetime'> {
  readonly settings: Pick<Settings, 'appId' | 'keys' | 'storedKeys' | 'tokens'>
}

/** @throws ConfigError where the config does not open the keys of the store; StoreUnavailable */
export async function createKeys({ settings, ...parts }: KeysParts): Promise<Keys> {
  const { appId, keys, storedKeys, tokens } = settings
  if (storedKeys === null) {
    // An old secret of the config must not come back because a setting was lost.
    if ((await parts.store.keysOf(appId)).some(isInUse))
      throw sealed('is missing, and the database has keys of this app')
    return createFixedKeys(keys, parts.uses)
  }
  const { sealer, first } = storedKeys
  try {
    return await createLiveKeys({ ...parts, appId, sealer, apps: first(), maxLifetime: tokens.maxLifetime })
  } catch (error) {
    throw error instanceof SealBroken ? sealed(`does not open the database: ${error.message}`) : error
  }
}

function sealed(message: string): ConfigError {
  const fix =
    'set it, or ROOMPASS_KEY_ENCRYPTION_KEY_FILE, to the key that sealed them; an older key may follow the one of today'
  return new ConfigError([{ setting: 'keys.encryptionKey', message, fix }])
}
