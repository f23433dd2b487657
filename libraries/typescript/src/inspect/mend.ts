// What happens to tokens on their way through URLs, JSON, terminals and mail: each damage recognised, named and undone, one at a time.
import { scanObject } from '../codec/json.ts'
import type { HintCode } from './hints.ts'

export interface Mended {
  readonly text: string
  readonly damage: readonly HintCode[]
}

const mends: readonly { readonly code: HintCode; readonly undo: (text: string) => string }[] = [
  { code: 'surrounding_space', undo: (text) => text.trim() },
  { code: 'wrapped_in_json', undo: fieldOfAnswer },
  { code: 'quoted', undo: (text) => text.replace(/^(["'`])(.*)\1$/s, '$2').trim() },
  { code: 'bearer_prefix', undo: (text) => text.replace(/^bearer\s+/i, '') },
  { code: 'line_breaks', undo: (text) => text.replace(/[\r\n]/g, '') },
  { code: 'percent_encoded', undo: decodePercent },
  { code: 'plus_became_space', undo: (text) => (text.startsWith('04') ? text.replaceAll(' ', '+') : text) },
  {
    code: 'base64url_spelling',
    undo: (text) => (text.startsWith('04') ? text.replaceAll('-', '+').replaceAll('_', '/') : text),
  },
  { code: 'padding_missing', undo: padParts },
]

export function mend(input: string): Mended {
  const damage: HintCode[] = []
  let text = input
  for (const { code, undo } of mends) {
    const better = undo(text)
    if (better !== text) damage.push(code)
    text = better
  }
  return { text, damage }
}

/** The token in `{"token": "04…"}`, `{"data": {"token": "04…"}}` and their like (spec kit-token.md 5.5.1). */
function fieldOfAnswer(text: string): string {
  let answer = scanObject(text, 8)?.object
  while (answer !== undefined) {
    for (const key of ['kitToken', 'kit_token', 'token', 'data']) {
      const value = answer.get(key)
      if (typeof value === 'string') return value
    }
    const within = answer.get('data')
    answer = within instanceof Map ? within : undefined
  }
  return text
}

function decodePercent(text: string): string {
  if (!/^04[^#]*%(?:2B|2F|3D|23)/i.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Gives each base64 part of a token the padding that its length asks for. */
function padParts(text: string): string {
  if (!/^04[A-Za-z0-9+/]+=*(?:#[A-Za-z0-9+/]*=*)?$/.test(text)) return text
  // Not base64 at all: a secret or an AppSign in hex, which may begin with 04 as well.
  if (/^[0-9a-f]+$/i.test(text)) return text
  const parts = text.slice(2).split('#')
  return `04${parts.map(padded).join('#')}`
}

function padded(part: string): string {
  const missing = (4 - (part.length % 4)) % 4
  return missing === 3 || part.endsWith('=') ? part : part + '='.repeat(missing)
}
