// Which moves a change of keys is made of: next, active, previous, retired. Pure; the store refuses what has changed meanwhile.
import type { KeyMove, StoredKey } from '../store/stored_keys.ts'
import { KeysRefused } from './keys.ts'

/** Seconds after the last token of a key has expired: clocks differ, and a node may hear late that the key no longer mints. */
const margin = 60

/** Milliseconds until a key that ceases to mint has no token left. @param maxLifetime seconds */
export function overlapOf(maxLifetime: number): number {
  return (maxLifetime + margin) * 1000
}

/** @throws KeysRefused */
export function keyNamed(keys: readonly StoredKey[], kid: string): StoredKey {
  const found = keys.find((key) => key.kid === kid)
  if (found === undefined) throw new KeysRefused('key_unknown')
  return found
}

/** The one that is active makes way and verifies on. @throws KeysRefused */
export function movesToActivate(keys: readonly StoredKey[], kid: string, overlapMs: number): KeyMove[] {
  const { state } = keyNamed(keys, kid)
  if (state !== 'next' && state !== 'previous') throw new KeysRefused('key_state')
  return [
    ...activeOf(keys).map(({ kid: old }) => moveOf(old, 'active', 'previous', overlapMs)),
    moveOf(kid, state, 'active'),
  ]
}

/** The one that is active makes way and is dead. @throws KeysRefused */
export function movesToReplace(keys: readonly StoredKey[], kid: string): KeyMove[] {
  const { state } = keyNamed(keys, kid)
  if (state !== 'next') throw new KeysRefused('key_state')
  return [...activeOf(keys).map(({ kid: old }) => moveOf(old, 'active', 'retired')), moveOf(kid, state, 'active')]
}

/** @throws KeysRefused; of the active one too, since something must mint */
export function movesToRetire(keys: readonly StoredKey[], kid: string): KeyMove[] {
  const { state } = keyNamed(keys, kid)
  if (state !== 'next' && state !== 'previous') throw new KeysRefused('key_state')
  return [moveOf(kid, state, 'retired')]
}

/** The key that a rotation takes when none is named. */
export function oldestNext(keys: readonly StoredKey[]): StoredKey | undefined {
  return keys.find(({ state }) => state === 'next')
}

/** The previous key that would be retired first. */
export function oldestPrevious(keys: readonly StoredKey[]): StoredKey | undefined {
  return keys.filter(({ state }) => state === 'previous').toSorted((a, b) => endOf(a) - endOf(b))[0]
}

/** Previous keys whose overlap is over, by the clock of the store. */
export function dueKeys(keys: readonly StoredKey[]): StoredKey[] {
  return keys.filter(({ state, isDue }) => state === 'previous' && isDue)
}

function endOf({ retireAt }: StoredKey): number {
  return retireAt ?? Infinity
}

function activeOf(keys: readonly StoredKey[]): StoredKey[] {
  return keys.filter(({ state }) => state === 'active')
}

function moveOf(kid: string, from: KeyMove['from'], to: KeyMove['to'], overlapMs?: number): KeyMove {
  return { kid, from, to, ...(overlapMs === undefined ? {} : { overlapMs }) }
}
