// The secrets that the database keeps, where it does: whether this config opens them. A server that cannot open its keys does not start.
import type { Settings } from '../config/settings.ts'
import type { KeysFacts } from './facts.ts'
import { storedKeysIn } from './store.ts'

/** Null where the keys of the config count. @throws Unavailable when the database cannot be asked */
export async function examineKeys({
  storedKeys,
  database,
  appId,
}: Pick<Settings, 'storedKeys' | 'database' | 'appId'>): Promise<KeysFacts | null> {
  if (storedKeys === null) return null
  const kept = (await storedKeysIn(database, appId)).filter(({ sealed }) => sealed !== null)
  const closed: string[] = []
  for (const { kid, sealed } of kept) {
    await storedKeys.sealer.open({ appId, kid }, sealed ?? new Uint8Array()).catch(() => closed.push(kid))
  }
  return { kept: kept.length, closed }
}
