// The keys of the config become those of the store, once: on the first start with a key that encrypts. After that the store decides.
import { auditEntry, type AuditEntry } from '../audit/entry.ts'
import type { AppConfig } from '../config/config.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { KeyMove } from '../store/stored_keys.ts'
import { overlapOf } from './moves.ts'
import type { Sealer } from './sealing.ts'
import { kidOf } from './secret.ts'

export interface SeedParts {
  readonly appId: number
  readonly store: Pick<Store, 'keysOf' | 'addKey' | 'changeKeys'>
  readonly sealer: Sealer
  readonly apps: readonly AppConfig[]
  /** Seconds. */
  readonly maxLifetime: number
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Several nodes may do it at once: each key is added once, and moved once. @throws StoreUnavailable */
export async function seedKeys({ appId, store, sealer, apps, maxLifetime, log, now }: SeedParts): Promise<void> {
  const own = apps.map((app) => ({ ...app, kid: kidOf(appId, app.serverSecret) }))
  const kept = await store.keysOf(appId)
  if (kept.some(({ activeAt }) => activeAt !== null)) {
    const unknown = own.filter(({ kid }) => !kept.some((key) => key.kid === kid)).map(({ kid }) => kid)
    // Whoever changed the secret in the config expects it to count.
    if (unknown.length > 0) log.warn('keys_of_config_ignored', { kids: unknown.join(' ') })
    return
  }
  for (const { kid, serverSecret } of own) {
    const sealed = await sealer.seal({ appId, kid }, serverSecret)
    await store.addKey({ appId, kid, sealed, at: now() }, entryOf(appId, kid, 'added from the config', now()))
  }
  const at = now()
  const moves = [
    ...own.filter(({ state }) => state === 'previous').flatMap(({ kid }) => throughActive(kid, maxLifetime)),
    ...own.filter(({ state = 'active' }) => state === 'active').map(({ kid }) => activated(kid)),
  ]
  const active = moves.at(-1)?.kid ?? ''
  await store.changeKeys({ appId, moves, at }, entryOf(appId, active, 'active from the config', at))
}

/** No key becomes previous without having been active. */
function throughActive(kid: string, maxLifetime: number): KeyMove[] {
  return [activated(kid), { kid, from: 'active', to: 'previous', overlapMs: overlapOf(maxLifetime) }]
}

function activated(kid: string): KeyMove {
  return { kid, from: 'next', to: 'active' }
}

function entryOf(appId: number, kid: string, reason: string, at: number): AuditEntry {
  return auditEntry({ at, event: 'keys.changed', actor: 'server', appId, kid, reason })
}
