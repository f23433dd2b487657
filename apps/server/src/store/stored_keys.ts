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
  /** When a previous one is to be retired. */
  readonly retireAt: number | null
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
  /** For a move to `previous`: when it is to be retired. */
  readonly retireAt?: number
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
  const nothing = { activeAt: null, previousAt: null, retiredAt: null, retireAt: null }
  return { appId, kid, state: 'next', sealed, createdAt: at, ...nothing }
}

/** Whether it verifies, and has a secret. */
export function isInUse({ state }: Pick<StoredKey, 'state'>): boolean {
  return state !== 'retired'
}

/** All keys of the app after a change; null when one is not as it was thought to be, or when two would be active. */
export function changedKeys(keys: readonly StoredKey[], { moves, seals = [], at }: KeyChange): StoredKey[] | null {
  const after = new Map(keys.map((key) => [key.kid, key]))
  for (const move of moves) {
    const key = after.get(move.kid)
    if (key === undefined || key.state !== move.from || !allowed[move.from].includes(move.to)) return null
    after.set(move.kid, moved(key, move, at))
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

function moved(key: StoredKey, { to, retireAt }: KeyMove, at: number): StoredKey {
  if (to === 'active') return { ...key, state: to, activeAt: at, retireAt: null }
  if (to === 'previous') return { ...key, state: to, previousAt: at, retireAt: retireAt ?? null }
  return { ...key, state: 'retired', retiredAt: at, retireAt: null, sealed: null }
}
