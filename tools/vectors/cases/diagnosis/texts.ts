// The honest texts that diagnosis breaks, and how a case becomes a test: the primary code is written by hand, and the code with which
// a verifier refuses the text as it came is that of the second reading of the rules.
import {
  appId,
  foreignIv,
  keyring,
  kitToken,
  now,
  otherSecret,
  payloadOf,
  rawToken,
  shownOf,
  unrestricted,
} from '../../craft.ts'
import type { Craft } from '../../craft.ts'
import { Refusal } from '../../hold.ts'
import type { DiagnosisTest, Entry, Options, TokenKind } from '../../model.ts'
import { suffixJson, token04Text } from '../../primitives.ts'
import { judge } from '../../rules.ts'

export const otherApp = 7
export const retiredSecret = 'retired since the spring of 2025'
const ring: readonly Entry[] = [
  ...keyring,
  { appId, serverSecret: retiredSecret, state: 'retired' },
  { appId: otherApp, serverSecret: otherSecret },
]

export const payload = payloadOf('room-1', unrestricted)
export const kit = kitToken({ payload })
export const [token = '', suffix = ''] = kit.split('#')
export const token04 = (craft: Craft = {}): string => token04Text(rawToken(craft))
/** As an official generator makes it. */
export const foreignToken04 = (craft: Craft = {}): string => token04({ ...foreignIv, ...craft })

/** With "+", "/" and "=" in it, so that what URLs do to them shows. */
export const sealed = ((): string => {
  for (let nonce = 1; ; nonce++) {
    const text = token04({ nonce, payload: '{}' })
    if (text.includes('+') && text.includes('/') && text.endsWith('=')) return text
  }
})()

export const honestSuffix = { userID: 'user-1', roomID: 'room-1', userName: 'Ada', appID: appId } as const

export function suffixText(json: string | Readonly<Record<string, unknown>>): string {
  return Buffer.from(typeof json === 'string' ? json : JSON.stringify(json)).toString('base64')
}

/** The token with another suffix; fields given as undefined are left out. */
export function withSuffix(changes: string | Readonly<Record<string, unknown>>, before = token): string {
  return `${before}#${suffixText(typeof changes === 'string' ? changes : { ...honestSuffix, ...changes })}`
}

export const signedJson = (): string => Buffer.from(suffix, 'base64').toString('latin1')
export const unsignedSuffix = suffixText(suffixJson(shownOf({}), null))

export interface Ill {
  readonly comment: string
  readonly flags: readonly string[]
  readonly text: string | null
  readonly kind: TokenKind
  readonly primary: string | null
  /** Beside the primary code and that of the refusal. */
  readonly problems?: readonly string[]
  readonly warnings?: readonly string[]
  readonly absent?: readonly string[]
  readonly generators?: readonly string[]
  /** The primary code without keys, where it is another one. */
  readonly keyless?: string | null
  readonly options?: Partial<Options>
  readonly expect?: 'kit-token' | 'token04'
  readonly keyring?: readonly Entry[]
}

export function testOf(ill: Ill): DiagnosisTest {
  const { comment, flags, text, kind, primary, problems = [], warnings = [], absent, generators, expect } = ill
  const { keyless = primary, keyring: known = ring } = ill
  const options = { now, ...ill.options }
  const refusal =
    expect !== undefined || kind === 'kit-token' || kind === 'token04' ? refusalOf(ill, known, options) : null
  return {
    comment,
    flags,
    text,
    keyring: known,
    options,
    ...(expect === undefined ? {} : { expect }),
    kind,
    primary,
    problems: [...new Set([primary, ...problems, refusal].filter((code) => code !== null))],
    warnings,
    ...(absent === undefined ? {} : { absent }),
    ...(generators === undefined ? {} : { generators }),
    keyless,
  }
}

function refusalOf({ text, kind, expect }: Ill, known: readonly Entry[], options: Options): string | null {
  const asked = expect ?? (kind === 'token04' ? 'token04' : 'kit-token')
  const verifying = known.flatMap(({ state, ...entry }) =>
    state === 'retired' ? [] : [state === undefined ? entry : { ...entry, state }],
  )
  try {
    judge({ kind: asked, keyring: verifying, options, token: text })
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
