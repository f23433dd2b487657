// A strict JSON scanner: it keeps what JSON.parse forgets (duplicate keys, the spelling of numbers, spaces, depth) and never throws.
// It knows no schema.

/** A number that is not a plain safe integer (`1.0`, `1e3`, `-0`, `9007199254740993`), in its own spelling. */
export interface OddNumber {
  readonly literal: string
}
export type JsonValue = null | boolean | string | number | OddNumber | readonly JsonValue[] | JsonObject
export type JsonObject = ReadonlyMap<string, JsonValue>

export interface ScannedObject {
  readonly object: JsonObject
  /** Whether an object in it has a key twice, by meaning: `"a"` and `"\u0061"` are one key. The last one is kept. */
  readonly duplicate: boolean
  /** Whether there is white space between tokens. */
  readonly spaced: boolean
}

/**
 * The object that a text spells, or null when it is not JSON, not an object, or nested deeper than `maxDepth`
 * (an object of scalars has depth 1).
 */
export function scanObject(text: string, maxDepth: number): ScannedObject | null {
  const scanner = new Scanner(text, maxDepth)
  scanner.skipSpace()
  const value = scanner.value(0)
  scanner.skipSpace()
  if (scanner.broken || !scanner.atEnd || !(value instanceof Map)) return null
  return { object: value, duplicate: scanner.duplicate, spaced: scanner.spaced }
}

const plainInteger = /^-?(?:0|[1-9][0-9]*)$/
const anyNumber = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

const quote = 0x22
const backslash = 0x5c

class Scanner {
  broken = false
  duplicate = false
  spaced = false
  readonly #text: string
  readonly #maxDepth: number
  #at = 0

  constructor(text: string, maxDepth: number) {
    this.#text = text
    this.#maxDepth = maxDepth
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length
  }

  skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.spaced = true
      this.#at++
    }
  }

  value(depth: number): JsonValue {
    const first = this.#text[this.#at]
    if (first === '"') return this.#string()
    if (first === '{' || first === '[') {
      if (depth === this.#maxDepth) return this.#fail()
      this.#at++
      return first === '{' ? this.#object(depth + 1) : this.#array(depth + 1)
    }
    if (this.#word('true')) return true
    if (this.#word('false')) return false
    if (this.#word('null')) return null
    return this.#number()
  }

  #object(depth: number): JsonObject {
    const object = new Map<string, JsonValue>()
    this.skipSpace()
    if (this.#take('}')) return object
    do {
      this.skipSpace()
      const key = this.#text[this.#at] === '"' ? this.#string() : this.#fail('')
      this.skipSpace()
      if (!this.#take(':')) this.#fail()
      if (this.broken) return object
      this.skipSpace()
      if (object.has(key)) this.duplicate = true
      object.set(key, this.value(depth))
      this.skipSpace()
    } while (!this.broken && this.#take(','))
    if (!this.#take('}')) this.#fail()
    return object
  }

  #array(depth: number): JsonValue[] {
    const array: JsonValue[] = []
    this.skipSpace()
    if (this.#take(']')) return array
    do {
      this.skipSpace()
      array.push(this.value(depth))
      this.skipSpace()
    } while (!this.broken && this.#take(','))
    if (!this.#take(']')) this.#fail()
    return array
  }

  #string(): string {
    let result = ''
    let start = ++this.#at
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code === quote) {
        result += this.#text.slice(start, this.#at++)
        return result
      }
      // Also at the end of the text, where the code is NaN.
      if (!(code >= 0x20)) return this.#fail('')
      if (code !== backslash) {
        this.#at++
        continue
      }
      result += this.#text.slice(start, this.#at)
      result += this.#escape()
      if (this.broken) return ''
      start = this.#at
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? ''
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) return this.#fail('')
      this.#at += 6
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const meant = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
    if (meant === undefined) return this.#fail('')
    this.#at += 2
    return meant
  }

  #number(): JsonValue {
    anyNumber.lastIndex = this.#at
    const literal = anyNumber.exec(this.#text)?.[0]
    if (literal === undefined) return this.#fail()
    this.#at += literal.length
    const value = Number(literal)
    const plain = plainInteger.test(literal) && Number.isSafeInteger(value) && literal !== '-0'
    return plain ? value : { literal }
  }

  #word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false
    this.#at += word.length
    return true
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false
    this.#at++
    return true
  }

  #fail(): null
  #fail(instead: string): string
  #fail(instead: string | null = null): string | null {
    this.broken = true
    this.#at = this.#text.length
    return instead
  }
}
