// The keyring of a node that follows the store: asked every two seconds, sooner when a hint wakes it. What is retired is dropped in any case;
// while the rest cannot be had, the old ring stays.
import { createKeyring, type Keyring, type KeyringEntry } from '@roompass/token'
import type { Bus } from '../bus/bus.ts'
import { follow } from '../bus/follow.ts'
import { systemTicker, type Ticker } from '../bus/rounds.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import { isInUse, type StoredKey } from '../store/stored_keys.ts'
import type { KeysInUse } from './keys.ts'
import { SealBroken, type Sealer } from './sealing.ts'

export interface LiveRingParts {
  readonly appId: number
  readonly store: Pick<Store, 'keysOf'>
  readonly bus: Pick<Bus, 'listen'>
  readonly sealer: Sealer
  /** What the config says of GCM for a key. */
  readonly gcmOf: (kid: string) => NonNullable<KeyringEntry['gcm']>
  readonly log: Log
  /** Default: the system's. */
  readonly ticker?: Ticker
  /** Told of the keys after each round. */
  readonly heard: (keys: readonly StoredKey[]) => Promise<void>
}

export interface LiveRing extends KeysInUse {
  /** As the store had them when it last answered. */
  readonly keys: readonly StoredKey[]
  /** Milliseconds for which this node has verified with the key; 0 where it does not. */
  knownForMs(kid: string): number
  close(): void
}

/** Milliseconds: between two rounds, and between two questions out of turn. */
export const roundEvery = 2000
const refreshEvery = 1000
/** For how long nobody may have confirmed the keys before nothing is minted: well within the margin of an overlap (moves.ts). */
const staleAfter = 30_000

/** Between the warning and the end of a stay (spec/room-protocol.md section 9). */
const graceSeconds = 30

/** @throws StoreUnavailable, SealBroken when the keys cannot be had */
export async function openLiveRing(parts: LiveRingParts): Promise<LiveRing> {
  const { appId, store, bus, sealer, gcmOf, log, heard, ticker = systemTicker } = parts
  const secrets = new Map<string, string>()
  const since = new Map<string, number>()
  let keys: readonly StoredKey[] = []
  let [ring, mark]: [Keyring | null, string] = [null, '']
  let [askedAt, confirmedAt] = [ticker.now(), ticker.now()]
  let [told, trouble] = ['', '']
  const followers: (() => void)[] = []

  const build = (inUse: readonly StoredKey[]): void => {
    const entries = inUse.map(({ kid, state }) => entryOf({ appId, kid, state, gcm: gcmOf(kid) }, secrets))
    ring = createKeyring(entries)
    mark = markOf(inUse)
    const names = new Set(ring.keys.map(({ kid }) => kid))
    for (const kid of secrets.keys()) if (!names.has(kid)) secrets.delete(kid)
    for (const kid of since.keys()) if (!names.has(kid)) since.delete(kid)
    for (const kid of names) if (!since.has(kid)) since.set(kid, ticker.now())
  }
  /** What is left of the ring when others cannot be opened: what a retired key made is worth nothing, whatever else is true. */
  const drop = (inUse: readonly StoredKey[]): void => {
    if (ring === null) return
    const counting = ring.keys.filter(({ state }) => state !== 'retired')
    const left = counting.filter(({ kid }) => inUse.some((key) => key.kid === kid))
    if (left.length === counting.length) return
    // No ring is empty: where nothing is left, it has them as retired.
    const kept = left.length > 0 ? left : counting.map((key) => ({ ...key, state: 'retired' as const }))
    ring = createKeyring(kept.map((key) => entryOf({ ...key, gcm: gcmOf(key.kid) }, secrets)))
    mark = ''
    for (const changed of followers) changed()
  }
  const load = async (): Promise<void> => {
    askedAt = ticker.now()
    const began = askedAt
    const found = await store.keysOf(appId)
    const inUse = found.filter(isInUse)
    // Also where a secret does not open: who is inside with a key that was retired is asked for a fresh token.
    keys = found
    if (markOf(inUse) !== mark) {
      try {
        await Promise.all(inUse.map((key) => openInto(secrets, sealer, key)))
        build(inUse)
      } catch (error) {
        drop(inUse)
        throw error
      }
    }
    const news = mark !== told
    told = mark
    confirmedAt = began
    if (news) for (const changed of followers) changed()
  }
  // One after the other: an answer that is older never comes after one that is newer.
  let last: Promise<unknown> = Promise.resolve()
  const askStore = (): Promise<void> => {
    const mine = last.then(load)
    last = mine.catch((error: unknown) => (trouble = wordOf(error)))
    return mine
  }

  const reload = (): Promise<boolean> =>
    askStore().then(
      () => true,
      () => false,
    )

  let refreshing: Promise<boolean> | null = null
  const refreshOnce = async (): Promise<boolean> => {
    const wait = askedAt + refreshEvery - ticker.now()
    if (wait > 0) await new Promise<void>((over) => void ticker.after(wait, over))
    refreshing = null
    return reload()
  }

  const { close } = await follow({
    topic: 'keys',
    async ask() {
      await askStore()
      await heard(keys)
    },
    everyMs: roundEvery,
    bus,
    ticker,
    turned: (answers) => (answers ? log.info('keys_known') : log.error('keys_unknown', { error: trouble })),
  })
  return {
    // A ring that was opened has been loaded.
    // oxlint-disable-next-line typescript/no-non-null-assertion -- see above
    current: () => ring!,
    get fresh() {
      const mints = ring?.keys.some(({ state }) => state === 'active') ?? false
      return mints && ticker.now() - confirmedAt <= staleAfter
    },
    refresh() {
      refreshing ??= refreshOnce()
      return refreshing
    },
    endOf(kid) {
      const retiredAt = keys.find((key) => key.kid === kid)?.retiredAt ?? null
      return retiredAt === null ? null : Math.floor(retiredAt / 1000) + graceSeconds
    },
    follow: (changed) => void followers.push(changed),
    get keys() {
      return keys
    },
    knownForMs(kid) {
      const from = since.get(kid)
      return from === undefined ? 0 : ticker.now() - from
    },
    reload,
    close,
  }
}

function markOf(keys: readonly StoredKey[]): string {
  return keys.map(({ kid, state }) => `${kid} ${state}`).join()
}

function entryOf(
  key: Omit<KeyringEntry, 'serverSecret'> & { kid: string },
  secrets: ReadonlyMap<string, string>,
): KeyringEntry {
  const { kid, ...rest } = key
  return { ...rest, serverSecret: secrets.get(kid) ?? '' }
}

/** A secret is opened once: a key service is not asked every two seconds. */
async function openInto(
  secrets: Map<string, string>,
  sealer: Sealer,
  { appId, kid, sealed }: StoredKey,
): Promise<void> {
  if (secrets.has(kid)) return
  if (sealed === null) throw new SealBroken({ appId, kid }, 'the store has nothing of it')
  secrets.set(kid, await sealer.open({ appId, kid }, sealed))
}

/** The words of our own errors hold no secret; those of strangers may. */
function wordOf(error: unknown): string {
  if (error instanceof SealBroken) return error.message
  return error instanceof Error ? error.name : 'unknown'
}
