// How a dialect case is written: a generator, what it is given, and what is expected when bare tokens are taken and when they are not.
import { appId, now, secret, unrestricted } from '../../craft.ts'
import type { DialectTest, Generator, Grant, Options, Pass } from '../../model.ts'
import {
  deriveKeys,
  encryptCbc,
  encryptGcm,
  frame,
  kitTokenText,
  pkcs7,
  token04Text,
  tokenId,
  type Format,
} from '../../primitives.ts'
import { ivAs, spellAs, type Given } from './spell.ts'

export const notes = {
  Real: 'An official generator made this very token.',
  Claims: 'Order of keys, absent and null payloads, numbers.',
  Escapes: 'What the JSON library of the generator escapes, or does not.',
  Iv: 'Where the IV or nonce comes from.',
  Gcm: 'The GCM form of the newer generators.',
  Payload: 'What applications and official samples pass as payload.',
  Long: 'Longer than what is minted here.',
  Lifetime: 'Far longer than 24 hours, or no lifetime at all.',
  UserId: 'The user ID is outside of the documented set.',
  Suffix: 'How suffixes are spelled.',
  Fault: 'A known fault of the generator, with which no reader can do anything.',
}
export type Flag = keyof typeof notes

export const given: Given = { appId, userId: 'user-1', nonce: 1622829597, ctime: now, expire: now + 3600, payload: '' }
export const nothing: Grant = { join: false, publish: false, streamIds: null }

export interface Dialect extends Partial<Given> {
  readonly format?: Format
  readonly iv?: Buffer
  readonly header?: bigint
  /** Instead of the claims as the generator spells them. */
  readonly plaintext?: Buffer | string
  /** The JSON of a suffix, in Latin-1; then it is a Kit Token. */
  readonly suffix?: string
  readonly options?: Partial<Options>
  /** The last word on the text. */
  readonly text?: (token: string) => string
}

/** What differs from the pass of a bare token, and the code without `accept` where it is another one. */
export type Row = readonly [
  generator: Generator,
  comment: string,
  dialect: Dialect,
  differs?: Partial<Pass>,
  byDefault?: string,
]

/** Tokens that open with `accept: "bare"`. */
export function opens({ flags }: { readonly flags: readonly Flag[] }, rows: readonly Row[]): readonly DialectTest[] {
  return rows.map(([generator, comment, dialect, differs, code = 'trust_too_low']) => {
    const made = make(generator, comment, flags, dialect)
    return { ...made.test, bare: { pass: { ...passOf(made), ...differs } }, default: { code } }
  })
}

/** Tokens that are refused in any case. */
export function refused(
  { code, flags }: { readonly code: string; readonly flags: readonly Flag[] },
  rows: readonly (readonly [Generator, string, Dialect, byDefault?: string])[],
): readonly DialectTest[] {
  return rows.map(([generator, comment, dialect, byDefault = code]) => {
    const { test } = make(generator, comment, flags, dialect)
    return { ...test, bare: { code }, default: { code: byDefault } }
  })
}

function passOf({ raw, claims, format }: Made): Pass {
  return {
    trust: 'bare',
    appId: Number(claims.appId),
    userId: String(claims.userId),
    roomId: null,
    userName: null,
    grant: unrestricted,
    issuedAt: Number(claims.ctime),
    expiresAt: Number(claims.expire),
    tid: tokenId(raw),
    kid: deriveKeys(secret, appId).kid,
    format,
    payload: typeof claims.payload === 'string' ? claims.payload : '',
    ext: null,
    claimed: null,
  }
}

interface Made {
  readonly test: Omit<DialectTest, 'bare' | 'default'>
  readonly raw: Buffer
  readonly claims: Given
  readonly format: Format
}

function make(generator: Generator, comment: string, flags: readonly Flag[], dialect: Dialect): Made {
  const { format = 'cbc', suffix, options = {}, text = (token) => token } = dialect
  const claims = { ...given, ...(generator === 'webkit' ? { payload: undefined } : {}), ...dialect }
  const plaintext = Buffer.from(dialect.plaintext ?? spellAs(generator, claims, format))
  const iv = dialect.iv ?? ivAs(generator, comment, format === 'cbc' ? 16 : 12)
  const ciphertext = format === 'cbc' ? encryptCbc(secret, iv, pkcs7(plaintext)) : encryptGcm(secret, iv, plaintext)
  const raw = frame({ header: dialect.header ?? BigInt(claims.expire), iv, ciphertext, format })
  const shown = plaintext.toString('utf8')
  const test = {
    comment: `${generator}: ${comment}`,
    flags,
    generator,
    format,
    kind: suffix === undefined ? 'token04' : 'kit-token',
    keyring: [{ appId, serverSecret: secret }],
    options: { now, maxLifetime: 400_000_000, ...options },
    token: text(suffix === undefined ? token04Text(raw) : kitTokenText(raw, suffix)),
    plaintext: shown.length < 2000 && Buffer.from(shown).equals(plaintext) ? shown : null,
    iv: iv.toString('hex'),
  } as const
  return { test, raw, claims, format }
}

/** What the suffix of an official token says. */
export function claimed(roomId: string | null, userName: string): Pick<Pass, 'claimed'> {
  return { claimed: { roomId, userName } }
}
