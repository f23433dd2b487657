// Writes as every database keeps them, checked before they join others in one commit. Entries and revocations are checked where they are made
// (audit/entry.ts, revocation/revocation.ts).
import type { GivenBack, UseAttempt } from '../admission/single_use.ts'
import { keepableText } from '../audit/entry.ts'
import type { Undo } from './store.ts'
import type { KeyChange, NewKey } from './stored_keys.ts'

/** Who did it is kept as far as it can be. @throws RangeError */
export function keepableUndo({ id, by, at }: Undo): Undo {
  if (by === '') throw new RangeError('by must not be empty')
  return { id: whole('id', id), by: keepableText(by), at: whole('at', at) }
}

/** IDs are compared: one that would be changed is none. @throws RangeError */
export function keepableAttempt({ tid, until, holder, brought }: UseAttempt): UseAttempt {
  return {
    tid: exact('tid', tid),
    until: whole('until', until),
    holder: exact('holder', holder),
    brought: brought === null ? null : exact('brought', brought),
  }
}

/** @throws RangeError */
export function keepableGivenBack({ tid, holder }: GivenBack): GivenBack {
  return { tid: exact('tid', tid), holder: exact('holder', holder) }
}

/** @throws RangeError */
export function keepableKey({ appId, kid, sealed, at }: NewKey): NewKey {
  return { appId: whole('appId', appId), kid: keyName(kid), sealed: bytes(sealed), at: whole('at', at) }
}

/** A key that is not there fails the change, whatever its name. @throws RangeError */
export function keepableChange(change: KeyChange): KeyChange {
  whole('appId', change.appId)
  whole('at', change.at)
  for (const { overlapMs } of change.moves) if (overlapMs !== undefined) whole('overlapMs', overlapMs)
  for (const { sealed } of change.seals ?? []) bytes(sealed)
  return change
}

/** @throws RangeError */
export function whole(name: string, value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a whole number`)
  return value
}

function exact(name: string, value: string): string {
  if (keepableText(value) !== value) throw new RangeError(`${name} must be a text that can be kept as it is`)
  return value
}

function bytes(sealed: Uint8Array): Uint8Array {
  if (!(sealed instanceof Uint8Array)) throw new RangeError('sealed must be bytes')
  return sealed
}

function keyName(kid: string): string {
  if (!/^[\da-f]{8}$/.test(kid)) throw new RangeError('kid must be 8 hex digits')
  return kid
}
