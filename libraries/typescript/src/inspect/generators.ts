// Who most likely made a token: official generators differ in the order of their claims, in their escapes and in what their IVs are
// made of. A guess for people; nothing is decided by it.
import { latin1 } from '../codec/bytes.ts'
import type { Envelope, Format } from '../codec/envelope.ts'
import type { Generator, IvLooks } from './report.ts'

export function ivLooksOf(iv: Uint8Array): IvLooks {
  const text = latin1(iv)
  // The web kit takes the digits of Math.random(), which may be written with an exponent.
  if (/^[0-9.e-]+$/.test(text)) return 'digits'
  if (/^[0-9a-f]+$/.test(text)) return 'hex'
  if (/^[0-9a-z]+$/.test(text)) return 'alphanumeric'
  return /^[A-Za-z0-9_-]+$/.test(text) ? 'base64url' : 'bytes'
}

/** Weak are those whose next value can be computed from others, or that are short of values. */
export function isWeak(looks: IvLooks): boolean {
  return looks === 'digits' || looks === 'hex' || looks === 'alphanumeric'
}

const byIv: Readonly<Record<Format, Readonly<Record<IvLooks, readonly Generator[]>>>> = {
  cbc: {
    digits: ['web-kit'],
    hex: ['python'],
    alphanumeric: ['go', 'cpp', 'php', 'dotnet', 'node'],
    base64url: ['roompass'],
    bytes: ['java'],
  },
  gcm: {
    digits: ['cpp', 'php', 'python'],
    hex: ['cpp', 'php', 'python'],
    alphanumeric: ['cpp', 'php', 'python'],
    base64url: ['roompass', 'go', 'java', 'dotnet', 'node'],
    bytes: ['roompass', 'go', 'java', 'dotnet', 'node'],
  },
}

const names: Readonly<Record<Generator, string>> = {
  roompass: 'Roompass',
  go: 'Go',
  cpp: 'C++',
  java: 'Java',
  python: 'Python',
  php: 'PHP',
  dotnet: '.NET',
  node: 'Node.js',
  'web-kit': 'the web kit (generateKitTokenForTest)',
}

export function generatorNames(generators: readonly Generator[]): string {
  return generators.map((generator) => names[generator]).join(' or ')
}

/** By the IV alone, which anyone can see. */
export function generatorsByIv({ format, iv }: Envelope): readonly Generator[] {
  return byIv[format][ivLooksOf(iv)]
}

/** By the plaintext and the IV of a token that is not sealed, and therefore not ours. */
export function generatorsOf(plaintext: string, envelope: Envelope): readonly Generator[] {
  const order = [...plaintext.matchAll(/[{,]"([a-z_]+)":/g)].map(([, key]) => key).join(' ')
  const candidates = byOrder(order)
  if (candidates.includes('cpp') && hasIvOfItsSecond(plaintext, envelope)) return ['cpp']
  const escaped = /\\\/|\\u[0-9a-f]{4}/.test(plaintext)
  const byIvToo = generatorsByIv(envelope)
  const likely = candidates.filter((generator) => byIvToo.includes(generator) && (!escaped || escapes.has(generator)))
  return likely.length > 0 ? likely : candidates
}

/** Those that write a slash or letters of other scripts with a backslash. Java does too, and is known by its order. */
const escapes: ReadonlySet<Generator> = new Set<Generator>(['php', 'go'])

function byOrder(order: string): readonly Generator[] {
  if (order.startsWith('user_id')) return ['java']
  if (order.startsWith('app_id user_id payload')) return ['dotnet']
  if (order.startsWith('app_id user_id ctime')) return ['go', 'php']
  return order.endsWith('expire') ? ['web-kit'] : ['node', 'php', 'python', 'cpp']
}

/**
 * Whether the IV is what the C++ generator makes of its clock: it seeds rand() with the second of minting, once for the nonce and once
 * more for the IV. So every token of one second has the same IV. Known for glibc, whose rand() this follows.
 */
export function hasIvOfItsSecond(plaintext: string, { iv }: Envelope): boolean {
  const ctime = /"ctime":([0-9]{1,10})[,}]/.exec(plaintext)?.[1]
  if (ctime === undefined) return false
  const next = glibcRandom(Number(ctime))
  return iv.every((byte) => byte === alphabet.charCodeAt(next() % alphabet.length))
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'

/** rand() of glibc after srand(seed): the additive feedback generator of its default size. */
function glibcRandom(seed: number): () => number {
  const state = [seed | 0 || 1]
  for (let i = 1; i < 31; i++) {
    const word = (16_807 * state[i - 1]!) % 2_147_483_647
    state.push(word < 0 ? word + 2_147_483_647 : word)
  }
  for (let i = 31; i < 34; i++) state.push(state[i - 31]!)
  const feed = (): number => {
    const word = (state.at(-3)! + state.at(-31)!) >>> 0
    state.push(word)
    return word
  }
  for (let i = 34; i < 344; i++) feed()
  return () => feed() >>> 1
}
