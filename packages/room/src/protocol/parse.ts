// From text to a message or a fault, both directions share this frame; strict about known fields, silent about unknown ones.
// The readers of each direction are parse_client.ts and parse_hub.ts.
import { longerThan } from './limits.ts'
import { BadField, isFields, own, type Fields } from './read.ts'

/** Why a text is no message. `detail` names the field at fault and never repeats a value. */
export interface ProtocolFault {
  readonly fault: 'too_large' | 'not_json' | 'unknown_type' | 'bad_field'
  readonly detail: string
}

/** What parsing gives. */
export type Parsed<T> = { readonly ok: true; readonly message: T } | ({ readonly ok: false } & ProtocolFault)

/** One reader for every `type` of a direction. */
export type Readers<T extends { readonly type: string }> = {
  readonly [K in T['type']]: (fields: Fields) => Extract<T, { readonly type: K }>
}

/** Reads one message; `limitOf` gives the most bytes that a message with these fields may have, at most `most`. */
export function parseWith<T extends { readonly type: string }>(
  text: string,
  readers: Readers<T>,
  most: number,
  limitOf: (fields: Fields) => number,
): Parsed<T> {
  if (longerThan(text, most)) return fault('too_large', `a message is longer than ${most} bytes`)
  const fields = parseJson(text)
  if (fields === undefined) return fault('not_json', 'a message is not a JSON object')
  const limit = limitOf(fields)
  if (longerThan(text, limit)) return fault('too_large', `a message of this kind is longer than ${limit} bytes`)
  const type = own(fields, 'type')
  if (typeof type !== 'string' || !Object.hasOwn(readers, type)) return fault('unknown_type', 'type is unknown')
  try {
    return { ok: true, message: readers[type as T['type']](fields) }
  } catch (error) {
    if (error instanceof BadField) return fault('bad_field', error.message)
    throw error
  }
}

function fault(name: ProtocolFault['fault'], detail: string): Parsed<never> {
  return { ok: false, fault: name, detail }
}

function parseJson(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : undefined
  } catch {
    return undefined
  }
}
