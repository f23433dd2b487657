// The secrets of an app as the store keeps them: sealed bytes and a state. Which moves of the states there are; sealing and opening is not done here.

/** `next` verifies, `active` mints and verifies, `previous` verifies until it is retired; `retired` is a memory without bytes. */
export type KeyState = 'next' | 'active' | 'previous' | 'retired'

/** Times are milliseconds since 1970, null for what did not happen. */
export interface StoredKey {
  readonly appId: number
  /** 8 hex digits. */
  readonly kid: string
  readonly state: KeyState
  /** The secret, encrypted under a key that the store never sees. Null once it is retired. */
  readonly sealed: Uint8Array | null
  readonly createdAt: number
  readonly activeAt: number | null
  readonly previousAt: number | null
  readonly retiredAt: number | null
  /** When a previous one is to be retired, by the clock of the store: those of the nodes may differ. */
  readonly retireAt: number | null
  /** Whether that is over, by the same clock. */
  readonly isDue: boolean
}

export interface NewKey {
  readonly appId: number
  readonly kid: string
  readonly sealed: Uint8Array
  readonly at: number
}

/** One key from one state to another. */
export interface KeyMove {
  readonly kid: string
  readonly from: KeyState
  readonly to: KeyState
  /** For a move to `previous`: milliseconds from now until it is to be retired. Default: never by itself. */
  readonly overlapMs?: number
}

/** What happens together or not at all: active to previous and next to active, for example. */
export interface KeyChange {
  readonly appId: number
  readonly moves: readonly KeyMove[]
  /** Secrets that are sealed anew, after the moves. Default none. */
  readonly seals?: readonly { readonly kid: string; readonly sealed: Uint8Array }[]
  readonly at: number
}

/** How many keys of an app may be in use at once: a token that names no key is tried with each of them. */
export const mostKeys = 4

const allowed: Readonly<Record<KeyState, readonly KeyState[]>> = {
  next: ['active', 'retired'],
  active: ['previous', 'retired'],
  previous: ['active', 'retired'],
  retired: [],
}

/** A new key, which only verifies until it is moved; null when the app has, or had, one of this name, or has as many as it may. */
export function addedKey(keys: readonly StoredKey[], { appId, kid, sealed, at }: NewKey): StoredKey | null {
  if (keys.some((key) => key.kid === kid) || keys.filter(isInUse).length >= mostKeys) return null
  const nothing = { activeAt: null, previousAt: null, retiredAt: null, retireAt: null, isDue: false }
  return { appId, kid, state: 'next', sealed, createdAt: at, ...nothing }
}

/** Whether it verifies, and has a secret. */
export function isInUse({ state }: Pick<StoredKey, 'state'>): boolean {
  return state !== 'retired'
}

/**
 * All keys of the app after a change; null when one is not as it was thought to be, or when two would be active.
 * @param now milliseconds since 1970, by the clock of the store
 */
export function changedKeys(
  keys: readonly StoredKey[],
  { moves, seals = [], at }: KeyChange,
  now: number,
): StoredKey[] | null {
  const after = new Map(keys.map((key) => [key.kid, key]))
  for (const move of moves) {
    const key = after.get(move.kid)
    if (key === undefined || key.state !== move.from || !allowed[move.from].includes(move.to)) return null
    after.set(move.kid, moved(key, move, at, now))
  }
  for (const { kid, sealed } of seals) {
    const key = after.get(kid)
    // A secret that is gone stays gone.
    if (key === undefined || !isInUse(key)) return null
    after.set(kid, { ...key, sealed })
  }
  const changed = [...after.values()]
  return changed.filter(({ state }) => state === 'active').length > 1 ? null : changed
}

function moved(key: StoredKey, { to, overlapMs }: KeyMove, at: number, now: number): StoredKey {
  const undue = { ...key, retireAt: null, isDue: false }
  if (to === 'active') return { ...undue, state: to, activeAt: at }
  if (to === 'previous')
    return { ...undue, state: to, previousAt: at, retireAt: overlapMs === undefined ? null : now + overlapMs }
  // Whoever is inside has a time from then on, which no clock that is ahead makes longer.
  return { ...undue, state: 'retired', retiredAt: Math.min(at, now), sealed: null }
}
