// What a text is by its looks, before anything is decoded.
import type { HintCode } from './hints.ts'
import type { TokenKind } from './report.ts'
import { looksLikeSuffix } from './suffix_faults.ts'

interface Look {
  readonly kind: TokenKind
  readonly pattern: RegExp
  readonly code?: HintCode
}

const looks: readonly Look[] = [
  { kind: 'empty', pattern: /^\s*$/, code: 'empty' },
  { kind: 'unknown', pattern: /^(?:undefined|null|NaN|\[object \w+\])$/, code: 'placeholder' },
  { kind: 'kit-token', pattern: /^(?:undefined|null)?#/, code: 'token_missing' },
  // Every token of these centuries begins so.
  { kind: 'kit-token', pattern: /^04[^#]*#.*04AAAAA/s, code: 'two_tokens' },
  { kind: 'token04', pattern: /^04.+04AAAAA/s, code: 'two_tokens' },
  { kind: 'kit-token', pattern: /^04[^#]*#[^#]*#/, code: 'kit_token_twice' },
  { kind: 'kit-token', pattern: /^04[^#]*#/ },
  // Before the prefixes: an AppSign and a secret may begin with 03 or 04 as well.
  { kind: 'app-sign', pattern: /^[0-9a-f]{64}$/i, code: 'app_sign_given' },
  { kind: 'server-secret-like', pattern: /^[0-9a-f]{32}$/i, code: 'server_secret_given' },
  { kind: 'jwt', pattern: /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/, code: 'jwt_given' },
  { kind: 'token03', pattern: /^03[A-Za-z0-9+/=]{40,}$/, code: 'token03_given' },
  { kind: 'token04', pattern: /^04/ },
]

export function kindOf(text: string): { readonly kind: TokenKind; readonly code: HintCode | null } {
  const look = looks.find(({ pattern }) => pattern.test(text))
  if (look !== undefined) return { kind: look.kind, code: look.code ?? null }
  return { kind: 'unknown', code: looksLikeSuffix(text) ? 'suffix_given' : 'not_a_kit_token' }
}
