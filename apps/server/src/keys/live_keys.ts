// Keys in the store, changed while the server runs. The rules of the states are in moves.ts; how nodes follow is in live_ring.ts.
import { auditEntry, type AuditEntry } from '../audit/entry.ts'
import type { Bus } from '../bus/bus.ts'
import { systemTicker } from '../bus/rounds.ts'
import type { AppConfig } from '../config/config.ts'
import type { Revocations } from '../revocation/revocations.ts'
import { forGood } from '../revocation/revocation.ts'
import type { Store } from '../store/store.ts'
import { isInUse, mostKeys, type KeyChange, type KeyMove, type StoredKey } from '../store/stored_keys.ts'
import { KeysRefused, type Keys, type KeyView, type NewSecret } from './keys.ts'
import { openLiveRing, roundEvery, type LiveRingParts } from './live_ring.ts'
import {
  dueKeys,
  keyNamed,
  movesToActivate,
  movesToReplace,
  movesToRetire,
  oldestNext,
  oldestPrevious,
  overlapOf,
} from './moves.ts'
import type { Sealer } from './sealing.ts'
import { kidOf, kidOfTyped, randomSecret } from './secret.ts'
import { seedKeys } from './seed.ts'
import type { KeyUses } from './uses.ts'

export interface LiveKeysParts extends Omit<LiveRingParts, 'gcmOf' | 'heard' | 'store' | 'bus'> {
  readonly store: Pick<Store, 'keysOf' | 'addKey' | 'changeKeys' | 'replaceKey'>
  readonly bus: Pick<Bus, 'listen' | 'hint'>
  readonly uses: Pick<KeyUses, 'of'>
  /** Those of the config. */
  readonly apps: readonly AppConfig[]
  /** Seconds: how long a token lives at most. */
  readonly maxLifetime: number
  /** Ends what a leaked key made. */
  readonly revokeBy: Revocations['revokeBy']
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Milliseconds: every node has asked the store once in that time, unless it cannot. */
const seenAfter = roundEvery + 1000

/** @throws StoreUnavailable; SealBroken when a secret does not open */
export async function createLiveKeys(parts: LiveKeysParts): Promise<Keys> {
  const { appId, store, bus, sealer, uses, apps, maxLifetime, revokeBy, log, now, ticker = systemTicker } = parts

  /** A change with its row. @throws KeysRefused when the store has other keys than were seen */
  const change = async (moves: Omit<KeyChange, 'appId' | 'at'>, entry: AuditEntry): Promise<void> => {
    if (!(await store.changeKeys({ appId, ...moves, at: entry.at }, entry))) throw new KeysRefused('keys_changed')
  }
  const entryOf = (kid: string, reason: string, by: string, at: number, until?: number): AuditEntry => {
    const expiresAt = until === undefined ? null : Math.floor(until / 1000)
    return auditEntry({ at, event: 'keys.changed', actor: by, appId, kid, reason, expiresAt })
  }
  const retireDue = async (keys: readonly StoredKey[]): Promise<void> => {
    for (const { kid } of dueKeys(keys)) {
      const entry = entryOf(kid, 'retired: no token of it is left', 'server', now())
      const moves = movesToRetire(keys, kid)
      try {
        // Another node may have been faster: then nothing is written.
        if (await store.changeKeys({ appId, moves, at: entry.at }, entry)) bus.hint('keys')
      } catch {
        log.warn('key_not_retired', { kid })
      }
    }
  }

  await seedKeys({ appId, store, sealer, apps, maxLifetime, log, now })
  const gcm = new Map(apps.map((app) => [kidOf(appId, app.serverSecret), app.gcm]))
  const gcmOfActive = apps.find(({ state = 'active' }) => state === 'active')?.gcm ?? 'accept'
  const gcmOf: LiveRingParts['gcmOf'] = (kid) => gcm.get(kid) ?? gcmOfActive
  const ring = await openLiveRing({ ...parts, gcmOf, heard: retireDue })

  /** Here at once, elsewhere by the hint. What was kept is kept, also where it cannot be seen now. */
  const spread = async (): Promise<void> => {
    bus.hint('keys')
    await ring.reload()
  }
  const viewOf = (key: StoredKey): KeyView => {
    const { kid, state, sealed, createdAt, activeAt, previousAt, retiredAt, retireAt } = key
    const sealedToday = sealed === null ? null : sealer.isToday(sealed)
    return { kid, state, createdAt, activeAt, previousAt, retiredAt, retireAt, sealedToday, use: uses.of(kid) }
  }
  const list = async (): Promise<KeyView[]> => (await store.keysOf(appId)).map(viewOf)

  const add = async ({ serverSecret }: NewSecret, by: string): Promise<string> => {
    const secret = serverSecret ?? randomSecret()
    const kid = kidOfTyped(appId, secret)
    const sealed = await sealer.seal({ appId, kid }, secret)
    const at = now()
    if (!(await store.addKey({ appId, kid, sealed, at }, entryOf(kid, 'added', by, at))))
      throw new KeysRefused((await store.keysOf(appId)).some((key) => key.kid === kid) ? 'secret_known' : 'keys_full')
    await spread()
    return kid
  }
  /** The key that a rotation is to, where it is there. */
  const thereFor = ({ serverSecret }: NewSecret, keys: readonly StoredKey[]): StoredKey | undefined => {
    if (serverSecret === undefined) return oldestNext(keys)
    const typed = kidOfTyped(appId, serverSecret)
    return keys.find(({ kid, state }) => kid === typed && state === 'next')
  }
  /** The same, or a new one. */
  const keyFor = async (wish: NewSecret, by: string): Promise<string> => {
    const keys = await store.keysOf(appId)
    return thereFor(wish, keys)?.kid ?? add(wish, by)
  }
  const untilSeen = async (kid: string): Promise<void> => {
    await ring.reload()
    const wait = seenAfter - ring.knownForMs(kid)
    if (wait > 0) await new Promise<void>((over) => void ticker.after(wait, over))
  }
  const activate = async (kid: string, by: string, word: string): Promise<KeyView[]> => {
    // What cannot be is said before anybody waits.
    movesToActivate(await store.keysOf(appId), kid, 0)
    await untilSeen(kid)
    const at = now()
    const overlap = overlapOf(maxLifetime)
    const moves = movesToActivate(await store.keysOf(appId), kid, overlap)
    await change({ moves }, entryOf(kid, wordOf(word, moves), by, at, at + overlap))
    await spread()
    return list()
  }
  const retire = async (kid: string, by: string): Promise<KeyView> => {
    const at = now()
    await change({ moves: movesToRetire(await store.keysOf(appId), kid) }, entryOf(kid, 'retired', by, at))
    await spread()
    return viewOf(keyNamed(await store.keysOf(appId), kid))
  }
  /** A leak does not wait until somebody has thought about which key may go. */
  const makeRoom = async (wish: NewSecret, by: string): Promise<void> => {
    const keys = await store.keysOf(appId)
    const oldest = oldestPrevious(keys)
    if (thereFor(wish, keys) === undefined && keys.filter(isInUse).length >= mostKeys && oldest !== undefined)
      await retire(oldest.kid, by)
  }

  return {
    stored: true,
    current: () => ring.current(),
    get fresh() {
      return ring.fresh
    },
    refresh: () => ring.refresh(),
    reload: () => ring.reload(),
    endOf: (kid) => ring.endOf(kid),
    follow: (changed) => ring.follow(changed),
    list,
    async add(secret, by) {
      const kid = await add(secret, by)
      return viewOf(keyNamed(await store.keysOf(appId), kid))
    },
    activate: (kid, by) => activate(kid, by, 'active'),
    rotate: async (secret, by) => activate(await keyFor(secret, by), by, 'rotated'),
    async rotateAndRevoke({ reason, ...secret }, by) {
      await makeRoom(secret, by)
      const kid = await keyFor(secret, by)
      const at = now()
      const moves = movesToReplace(await store.keysOf(appId), kid)
      const entry = entryOf(kid, wordOf('rotated, and revoked', moves), by, at)
      const leaked = moves.find(({ from }) => from === 'active')
      if (leaked === undefined) {
        await change({ moves }, entry)
        await spread()
        return list()
      }
      const why = reason === undefined ? {} : { reason }
      const wish = { scope: { kind: 'key', kid: leaked.kid }, until: forGood, ...why } as const
      // In one commit: whatever ends this process in between, the leaked key is either as good as before or dead.
      const revoked = await revokeBy(wish, by, async (revocation, row) => {
        const kept = await store.replaceKey({ appId, moves, at }, entry, revocation, row)
        if (kept !== null) await spread()
        return kept
      })
      if (revoked === null) throw new KeysRefused('keys_changed')
      return list()
    },
    retire,
    async rewrap(by) {
      const old = (await store.keysOf(appId)).filter(({ sealed }) => sealed !== null && !sealer.isToday(sealed))
      const [first] = old
      if (first === undefined) return 0
      const seals = await Promise.all(old.map((key) => sealedAnew(key, sealer)))
      await change(
        { moves: [], seals },
        entryOf(first.kid, `sealed anew: ${old.map(({ kid }) => kid).join(' ')}`, by, now()),
      )
      return old.length
    },
    close: () => ring.close(),
  }
}

/** What the audit says of an activation: the key that made way is named, since the row is about the one that came. */
function wordOf(word: string, moves: readonly KeyMove[]): string {
  const old = moves.find(({ from }) => from === 'active')
  return old === undefined ? word : `${word}: instead of ${old.kid}`
}

async function sealedAnew(
  { appId, kid, sealed }: StoredKey,
  sealer: Sealer,
): Promise<{ kid: string; sealed: Uint8Array }> {
  const secret = await sealer.open({ appId, kid }, sealed ?? new Uint8Array())
  return { kid, sealed: await sealer.seal({ appId, kid }, secret) }
}
