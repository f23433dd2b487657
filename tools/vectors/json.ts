// A JSON reader that keeps the spelling: numbers as they stand, members in their order and with their duplicates, white space noted.
import { runInNewContext } from 'node:vm'

export type Json =
  | { readonly is: 'word'; readonly word: 'true' | 'false' | 'null' }
  | { readonly is: 'number'; readonly literal: string }
  | { readonly is: 'string'; readonly text: string }
  | { readonly is: 'array'; readonly items: readonly Json[] }
  | JsonObject

export interface JsonObject {
  readonly is: 'object'
  readonly members: readonly (readonly [string, Json])[]
}

const lexeme =
  /([ \t\n\r]+)|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)|(true|false|null)|([{}[\]:,])/y // oxlint-disable-line no-control-regex -- what JSON strings may not hold

/** The value, or null for what is no JSON (RFC 8259). */
export function readJson(text: string): { readonly value: Json; readonly spaced: boolean } | null {
  const lexemes: string[] = []
  let spaced = false
  lexeme.lastIndex = 0
  while (lexeme.lastIndex < text.length) {
    const match = lexeme.exec(text)
    if (match === null) return null
    if (match[1] === undefined) lexemes.push(match[0])
    else spaced = true
  }
  try {
    const value = takeValue(lexemes)
    return lexemes.length === 0 ? { value, spaced } : null
  } catch (error) {
    if (error instanceof NotJson) return null
    throw error
  }
}

class NotJson extends Error {}

function takeValue(lexemes: string[]): Json {
  const first = lexemes.shift()
  if (first === undefined) throw new NotJson()
  if (first === '{') return { is: 'object', members: takeList(lexemes, '}', takeMember) }
  if (first === '[') return { is: 'array', items: takeList(lexemes, ']', takeValue) }
  if (first.startsWith('"')) return { is: 'string', text: String(JSON.parse(first)) }
  if (first === 'true' || first === 'false' || first === 'null') return { is: 'word', word: first }
  if (/^[-0-9]/.test(first)) return { is: 'number', literal: first }
  throw new NotJson()
}

function takeList<T>(lexemes: string[], end: string, take: (lexemes: string[]) => T): T[] {
  const list: T[] = []
  if (lexemes[0] === end) {
    lexemes.shift()
    return list
  }
  for (;;) {
    list.push(take(lexemes))
    const next = lexemes.shift()
    if (next === end) return list
    if (next !== ',') throw new NotJson()
  }
}

function takeMember(lexemes: string[]): readonly [string, Json] {
  const key = takeValue(lexemes)
  if (key.is !== 'string' || lexemes.shift() !== ':') throw new NotJson()
  return [key.text, takeValue(lexemes)]
}

/** An object of scalars has depth 1. */
export function depthOf(value: Json): number {
  const parts =
    value.is === 'array' ? value.items : value.is === 'object' ? value.members.map(([, part]) => part) : null
  return parts === null ? 0 : 1 + Math.max(0, ...parts.map(depthOf))
}

export function hasDuplicate(value: Json): boolean {
  if (value.is === 'array') return value.items.some(hasDuplicate)
  if (value.is !== 'object') return false
  const keys = value.members.map(([key]) => key)
  return new Set(keys).size < keys.length || value.members.some(([, part]) => hasDuplicate(part))
}

/** The last one wins, as most parsers have it; who cares has looked for duplicates before. */
export function member({ members }: JsonObject, key: string): Json | undefined {
  return members.findLast(([name]) => name === key)?.[1]
}

/** A string's text or a number's spelling; "" for the rest. */
export function textOf(value: Json | undefined): string {
  return value?.is === 'string' ? value.text : value?.is === 'number' ? value.literal : ''
}

/**
 * The most lenient reader there is: the text as an expression of JavaScript. Null when even that gives no object.
 * It runs what it reads: only for texts that this repository made.
 */
export function readLoosely(text: string): JsonObject | null {
  let value: unknown
  try {
    value = runInNewContext(`(${text})`, {}, { timeout: 100 })
  } catch {
    return null
  }
  const read = readJson(JSON.stringify(value) ?? '')?.value
  return read?.is === 'object' ? read : null
}
