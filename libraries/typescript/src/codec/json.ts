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

// For patterns of JSON that is spelled in one way, which is read several times as fast. Each has one group.

/** Text without other escapes than those of `"` and `\`. */
export const plainText = '("[^"\\\\\\u0000-\\u001f]*(?:\\\\["\\\\][^"\\\\\\u0000-\\u001f]*)*")'
/** A whole number of up to 12 digits. */
export const plainNatural = '(0|[1-9][0-9]{0,11})'

/** What a text means that {@link plainText} matched. */
export function readPlain(spelled: string): string {
  return spelled.includes('\\') ? String(JSON.parse(spelled)) : spelled.slice(1, -1)
}

const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/ // oxlint-disable-line no-control-regex -- they are what is escaped

/** A text as JSON.stringify spells it, sooner where nothing is to be escaped. */
export function spell(text: string): string {
  return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`
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

/** The characters that JSON is made of, by their codes. */
const code = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const

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
      const next = this.#next()
      const blank = next === code.space || next === code.lineFeed || next === code.carriageReturn || next === code.tab
      if (!blank) return
      this.spaced = true
      this.#at++
    }
  }

  value(depth: number): JsonValue {
    switch (this.#next()) {
      case code.quote:
        return this.#string()
      case code.openBrace:
        return depth === this.#maxDepth ? this.#fail() : this.#object(depth + 1)
      case code.openBracket:
        return depth === this.#maxDepth ? this.#fail() : this.#array(depth + 1)
      default:
        return this.#scalar()
    }
  }

  #object(depth: number): JsonObject {
    const object = new Map<string, JsonValue>()
    this.#at++
    this.skipSpace()
    if (this.#take(code.closeBrace)) return object
    do {
      this.skipSpace()
      const key = this.#next() === code.quote ? this.#string() : this.#fail('')
      this.skipSpace()
      if (!this.#take(code.colon)) this.#fail()
      this.skipSpace()
      if (object.has(key)) this.duplicate = true
      object.set(key, this.value(depth))
      this.skipSpace()
    } while (this.#take(code.comma))
    if (!this.#take(code.closeBrace)) this.#fail()
    return object
  }

  #array(depth: number): JsonValue[] {
    const array: JsonValue[] = []
    this.#at++
    this.skipSpace()
    if (this.#take(code.closeBracket)) return array
    do {
      this.skipSpace()
      array.push(this.value(depth))
      this.skipSpace()
    } while (this.#take(code.comma))
    if (!this.#take(code.closeBracket)) this.#fail()
    return array
  }

  #string(): string {
    let result = ''
    let start = ++this.#at
    for (;;) {
      const next = this.#next()
      if (next === code.quote) {
        result += this.#text.slice(start, this.#at++)
        return result
      }
      // Also at the end of the text, where the code is NaN.
      if (!(next >= code.space)) return this.#fail('')
      if (next !== code.backslash) {
        this.#at++
        continue
      }
      result += this.#text.slice(start, this.#at)
      result += this.#escape()
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

  #scalar(): JsonValue {
    anyNumber.lastIndex = this.#at
    const literal = anyNumber.exec(this.#text)?.[0]
    if (literal === undefined) return this.#word()
    this.#at += literal.length
    const value = Number(literal)
    const isPlain = plainInteger.test(literal) && Number.isSafeInteger(value) && literal !== '-0'
    return isPlain ? value : { literal }
  }

  #word(): boolean | null {
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue
      this.#at += word.length
      return value
    }
    return this.#fail()
  }

  #next(): number {
    return this.#text.charCodeAt(this.#at)
  }

  #take(wanted: number): boolean {
    if (this.#next() !== wanted) return false
    this.#at++
    return true
  }

  /** After a failure the scanner is at the end of the text, where nothing can be taken. */
  #fail(): null
  #fail(instead: string): string
  #fail(instead: string | null = null): string | null {
    this.broken = true
    this.#at = this.#text.length
    return instead
  }
}

const words = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const
