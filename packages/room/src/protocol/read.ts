// Strict readers of single fields, shared by both directions of parse.ts. They throw BadField, which parse.ts turns into a fault.
import { longerThan, wireLimits } from './limits.ts'

/** A field that is missing or wrong; its message names the field, never its value. */
export class BadField extends Error {}

/** A JSON object; only its own properties are ever read. */
export type Fields = Readonly<Record<string, unknown>>

/** The value of a field, or undefined when the object has none of its own: prototypes never answer. */
export function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}

export function has(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name)
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectIn(fields: Fields, name: string): Fields {
  const value = own(fields, name)
  if (!isFields(value)) throw new BadField(`${name} is not an object`)
  return value
}

export function listIn(fields: Fields, name: string, most: number): readonly unknown[] {
  const value = own(fields, name)
  if (!Array.isArray(value) || value.length > most) throw new BadField(`${name} is not a list of at most ${most}`)
  return value
}

const loneSurrogate = /\p{Surrogate}/u

/** A string of `least` to `most` bytes. Lone surrogates are refused: they would not survive UTF-8. */
export function textIn(fields: Fields, name: string, most: number, least = 1): string {
  const value = own(fields, name)
  if (typeof value !== 'string') throw new BadField(`${name} is not a string`)
  if (value.length < least) throw new BadField(`${name} is empty`)
  if (longerThan(value, most)) throw new BadField(`${name} is longer than ${most} bytes`)
  if (loneSurrogate.test(value)) throw new BadField(`${name} is not well-formed Unicode`)
  return value
}

export function flagIn(fields: Fields, name: string): boolean {
  const value = own(fields, name)
  if (typeof value !== 'boolean') throw new BadField(`${name} is not true or false`)
  return value
}

/** A whole number from 0 up to what a double holds exactly. */
export function countIn(fields: Fields, name: string): number {
  const value = own(fields, name)
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new BadField(`${name} is not a whole number from 0`)
  return value
}

/** The ticket of a token that is for one use, where there is one; both directions name it alike. */
export function useTicketIn(fields: Fields): { readonly useTicket?: string } {
  return has(fields, 'useTicket') ? { useTicket: textIn(fields, 'useTicket', wireLimits.idBytes) } : {}
}

export function oneOf<T extends string>(fields: Fields, name: string, choices: readonly T[]): T {
  const value = own(fields, name)
  const found = choices.find((choice) => choice === value)
  if (found === undefined) throw new BadField(`${name} is none of ${choices.join(', ')}`)
  return found
}
