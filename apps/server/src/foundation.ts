// What everything else stands on: the store, the bus, and what this node follows in them: revocations, keys, log-outs. Opened in order, and let
// go of in the other one when a later part cannot be had.
import { followEndedSessions, type EndedSessions } from './admin/ended_sessions.ts'
import { longestMemory } from './admin/sessions.ts'
import type { Bus } from './bus/bus.ts'
import { openBus } from './bus/open.ts'
import type { Settings } from './config/settings.ts'
import { createKeys } from './keys/create.ts'
import type { Keys } from './keys/keys.ts'
import { createKeyUses, type KeyUses } from './keys/uses.ts'
import type { Log } from './log.ts'
import { createRevocations, type Revocations } from './revocation/revocations.ts'
import { watchRevocations, type RevocationWatcher } from './revocation/watcher.ts'
import type { OnCommit } from './store/backed.ts'
import { openStore } from './store/open.ts'
import type { Store } from './store/store.ts'

export interface FoundationParts {
  readonly settings: Settings
  /** Null: the one that the settings name. */
  readonly store: Store | null
  readonly bus: Bus | null
  /** To the other processes of this machine; null where there are none. */
  readonly near: Bus | null
  readonly committed: OnCommit
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface Foundation {
  readonly store: Store
  readonly bus: Bus
  readonly watcher: RevocationWatcher
  readonly revocations: Revocations
  readonly uses: KeyUses
  readonly keys: Keys
  readonly endedSessions: EndedSessions
  /** Follows nothing any more. */
  stop(): void
  /** Then lets go of bus and store. */
  close(): Promise<void>
}

/** @throws StoreUnavailable; ConfigError when the keys in the store cannot be opened with what the config has */
export async function openFoundation(parts: FoundationParts): Promise<Foundation> {
  const { settings, log, now } = parts
  const { appId, database, redis } = settings
  const store = parts.store ?? (await openStore(database, parts.committed))
  const bus = parts.bus ?? openBus({ database: parts.store === null ? database : null, redis }, parts.near)
  const opened: (() => unknown)[] = [() => bus.close(), () => store.close()]
  const letGo = async (cause: unknown): Promise<never> => {
    await Promise.all(opened.map((close) => close()))
    throw cause
  }
  const watcher = await watchRevocations({ store, bus, log, now }).catch(letGo)
  opened.push(() => watcher.close())
  const endedSessions = await followEndedSessions({ store, bus, memoryMs: longestMemory }).catch(letGo)
  opened.push(() => endedSessions.close())
  const revocations = createRevocations({ appId, store, watcher, bus, now })
  const uses = createKeyUses(now)
  const revokeBy: Revocations['revokeBy'] = (wish, by, keep) => revocations.revokeBy(wish, by, keep)
  const keys = await createKeys({ settings, store, bus, uses, revokeBy, log, now }).catch(letGo)
  return {
    store,
    bus,
    watcher,
    revocations,
    uses,
    keys,
    endedSessions,
    stop() {
      watcher.close()
      endedSessions.close()
      keys.close()
    },
    async close() {
      await Promise.all([bus.close(), store.close()])
    },
  }
}
