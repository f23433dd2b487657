// Where fuzzing starts: the tokens of spec/vectors, whole and taken apart with their secrets.
import { readFileSync } from 'node:fs'
import { decryptCbc, decryptGcm } from '../../../../tools/vectors/primitives.ts'
import type { Entry, Kind, Options } from '../../../../tools/vectors/model.ts'

export interface SeedTest {
  readonly kind: Kind
  readonly keyring: readonly Entry[]
  readonly options: Options
  readonly token: string
}

/** Longer ones only cost time: what is special about them is their length, which other tests look at. */
const maxLength = 5000

export const seedTests: readonly SeedTest[] = ['verify', 'hostile', 'dialects'].flatMap((name) => {
  const url = new URL(`../../../../spec/vectors/${name}.json`, import.meta.url)
  const { tests }: { tests: SeedTest[] } = JSON.parse(readFileSync(url, 'utf8'))
  return tests.filter(({ token }) => typeof token === 'string' && token.length <= maxLength)
})

export interface Opened {
  /** Of the keyring's entries, the one that opens it. */
  readonly key: number
  readonly format: 'cbc' | 'gcm'
  readonly header: bigint
  readonly iv: Buffer
  readonly plaintext: Buffer
}

/** What is in a token; null when none of the keys opens it, or its form is broken. */
export function openToken(token04: string, keyring: readonly Entry[]): Opened | null {
  const raw = Buffer.from(token04.slice(2), 'base64')
  if (raw.length < 89) return null
  const format = raw[9] === 12 ? 'gcm' : 'cbc'
  const start = format === 'gcm' ? 24 : 28
  const [header, iv] = [raw.readBigInt64BE(0), raw.subarray(10, start - 2)]
  const sealed = raw.subarray(start, format === 'gcm' ? -1 : undefined)
  if (format === 'cbc' && sealed.length % 16 > 0) return null
  for (const [key, { serverSecret }] of keyring.entries()) {
    const plaintext =
      format === 'gcm' ? decryptGcm(serverSecret, iv, sealed) : unpadded(decryptCbc(serverSecret, iv, sealed))
    if (plaintext !== null) return { key, format, header, iv, plaintext }
  }
  return null
}

function unpadded(blocks: Buffer): Buffer | null {
  const count = blocks.at(-1) ?? 0
  const right = count >= 1 && count <= 16 && blocks.subarray(-count).every((byte) => byte === count)
  return right ? blocks.subarray(0, -count) : null
}

export function seedTokens(): string[] {
  return distinct(seedTests.map(({ token }) => token))
}

/** The bytes of every Token04 that is one, as characters below 256. */
export function seedRaws(): string[] {
  return distinct(seedTests.map(({ token }) => Buffer.from(token.split('#')[0]!.slice(2), 'base64').toString('latin1')))
}

export function seedClaims(): string[] {
  const opened = seedTests.map(({ token, keyring }) => openToken(token.split('#')[0]!, keyring))
  return distinct(opened.flatMap((found) => (found === null ? [] : [found.plaintext.toString()])))
}

export function seedPayloads(): string[] {
  const payloads = seedClaims().flatMap((text) => /"payload":("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? [])
  return distinct(['', '{}', ...payloads.flatMap(meaningOf)])
}

function meaningOf(spelled: string): string[] {
  try {
    return [String(JSON.parse(spelled))]
  } catch {
    return []
  }
}

/** The JSON of suffixes, and behind a tilde the base64 of some. */
export function seedSuffixes(): string[] {
  const parts = distinct(seedTests.flatMap(({ token }) => token.split('#')[1] ?? []))
  return [
    ...parts.map((part) => Buffer.from(part, 'base64').toString('latin1')),
    ...parts.slice(0, 20).map((part) => `~${part}`),
  ]
}

/** Text of several scripts. */
export function seedTexts(): string[] {
  return [...seedClaims(), 'Zoë 张', '😀👩‍👩‍👧', 'مُحَمَّد', '\ufeff{}', '\u0080\u07ff\u0800\uffff\u{10000}\u{10ffff}']
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
