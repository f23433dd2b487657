// How each official generator spells its claims and makes its IV: order of keys, escapes of its JSON library, alphabet of its IVs.
import { createHash } from 'node:crypto'
import type { Generator } from '../../model.ts'
import type { Format } from '../../primitives.ts'

export interface Given {
  readonly appId: number | string
  readonly userId: string | number
  readonly nonce: number | string
  readonly ctime: number | string
  readonly expire: number | string
  /** Undefined: no such key. */
  readonly payload: unknown
}

const likeNode = ['app_id', 'user_id', 'nonce', 'ctime', 'expire', 'payload'] as const
const likeGo = ['app_id', 'user_id', 'ctime', 'expire', 'nonce', 'payload'] as const

interface Dialect {
  readonly order: readonly string[]
  /** Escaped beside what JSON demands. */
  readonly escapes?: RegExp
  readonly capitals?: boolean
  readonly slash?: boolean
  readonly iv: string
}

const letters = '0123456789abcdefghijklmnopqrstuvwxyz'
const php: Dialect = { order: likeNode, escapes: /[&\u0080-\uffff]/, slash: true, iv: letters }

const dialects: Readonly<Record<Generator, Dialect>> = {
  go: { order: likeGo, escapes: /[<>&\u2028\u2029]/, iv: letters },
  cpp: { order: likeNode, capitals: true, iv: letters },
  java: {
    order: ['user_id', 'payload', 'expire', 'ctime', 'app_id', 'nonce'],
    escapes: /[\u007f-\u009f\u2000-\u20ff]/,
    capitals: true,
    slash: true,
    iv: '',
  },
  python: { order: likeNode, iv: '0123456789abcdef' },
  php,
  php56: php,
  dotnet: {
    order: ['app_id', 'user_id', 'payload', 'ctime', 'expire', 'nonce'],
    escapes: /[\u0085\u2028\u2029]/,
    iv: letters,
  },
  node: { order: likeNode, iv: letters },
  webkit: { order: likeNode, iv: '0123456789' },
  'third-party': { order: likeNode, iv: letters },
}

/** The newer generator for PHP, which makes the GCM form, has another order than the one for CBC. */
export function spellAs(generator: Generator, { appId, userId, ...rest }: Given, format: Format = 'cbc'): string {
  const dialect = dialects[generator]
  const order = generator === 'php' && format === 'gcm' ? likeGo : dialect.order
  const values: Readonly<Record<string, unknown>> = { app_id: appId, user_id: userId, ...rest }
  const members = order.filter((key) => values[key] !== undefined)
  return `{${members.map((key) => `"${key}":${write(values[key], dialect)}`).join()}}`
}

function write(value: unknown, dialect: Dialect): string {
  return typeof value === 'string' ? quote(value, dialect) : JSON.stringify(value)
}

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
}

function quote(text: string, { escapes, capitals = false, slash = false }: Dialect): string {
  const units = text.split('').map((unit) => {
    const hex = unit.charCodeAt(0).toString(16).padStart(4, '0')
    if (unit === '/' && slash) return '\\/'
    if (short[unit] !== undefined) return short[unit]
    return unit < ' ' || escapes?.test(unit) ? `\\u${capitals ? hex.toUpperCase() : hex}` : unit
  })
  return `"${units.join('')}"`
}

/** An IV from the alphabet of the generator, always the same for one seed. */
export function ivAs(generator: Generator, seed: string, length: number): Buffer {
  const random = createHash('sha256').update(seed).digest().subarray(0, length)
  const { iv } = dialects[generator]
  if (iv === '') return random
  return Buffer.from(Array.from(random, (byte) => iv[byte % iv.length]).join(''), 'latin1')
}
