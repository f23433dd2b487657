// What inspect tells: the shape of a report. The sentences in it are in reasons.ts and hints.ts.
import type { Format } from '../codec/envelope.ts'
import type { KeyState } from '../keyring.ts'
import type { KitTokenErrorCode, Reason } from '../reasons.ts'
import type { Trust } from '../terms.ts'
import type { HintCode } from './hints.ts'

/**
 * What a text is by its looks.
 * @example
 * const kind: TokenKind = inspect(text).kind
 * if (kind === 'jwt') console.warn('a JWT belongs elsewhere')
 */
export type TokenKind =
  | 'kit-token'
  | 'token04'
  | 'token03'
  | 'jwt'
  | 'app-sign'
  | 'server-secret-like'
  | 'empty'
  | 'unknown'

/**
 * Why a token is refused, or what is worth knowing about it.
 * @example
 * const counts = new Map<InspectCode, number>()
 * for (const { code } of inspect(text, { keys }).problems) counts.set(code, (counts.get(code) ?? 0) + 1)
 */
export type InspectCode = KitTokenErrorCode | HintCode

/**
 * A code and what it means here: `message` may end with what is particular to this token. Frozen.
 * @example
 * const lineOf = ({ code, message, fix }: Problem): string => `${code}: ${message} ${fix}`
 * console.log(inspect(text, { keys }).problems.map(lineOf).join('\n'))
 */
export interface Problem extends Reason {
  readonly code: InspectCode
}

/**
 * What was found, from the outside in. Null is "not reached": a layer around it is broken, or no key was given.
 * @example
 * const { claims, suffix }: ReportLayers = inspect(text, { keys }).layers
 * if (claims !== null && suffix !== null) console.log(claims.user_id === suffix.userID)
 */
export interface ReportLayers {
  readonly frame: { readonly length: number; readonly prefix: string; readonly separators: number } | null
  readonly envelope: {
    readonly format: Format
    /** Unix seconds. */
    readonly expire: number
    readonly ciphertextLength: number
    /** What the IV or nonce is made of: see {@link IvLooks}. */
    readonly ivLooks: IvLooks
  } | null
  readonly suffix: {
    readonly userID: string
    readonly roomID: string
    readonly userName: string
    readonly appID: number
    readonly ext: string | null
    /** The key ID in the signature; null without one. */
    readonly signedWith: string | null
  } | null
  /** The key that opened it. */
  readonly key: { readonly appId: number; readonly kid: string; readonly state: KeyState } | null
  readonly claims: {
    readonly app_id: number
    readonly user_id: string
    readonly nonce: number
    readonly ctime: number
    readonly expire: number
    readonly payload: string
  } | null
  readonly trust: Trust | null
  /** Who most likely made it, by its spelling and its IV: the name of a generator, several where they cannot be told apart. */
  readonly generators: readonly Generator[] | null
}

/**
 * `digits`, `hex` and `alphanumeric` are weak sources of randomness that print; `base64url` is what our seal looks like.
 * @example
 * const looks: IvLooks | undefined = inspect(text).layers.envelope?.ivLooks
 * if (looks === 'digits') console.warn('an IV of digits has half the bits')
 */
export type IvLooks = 'digits' | 'hex' | 'alphanumeric' | 'base64url' | 'bytes'

/**
 * Us, the official generators by language, and the one in ZEGOCLOUD's web kit.
 * @example
 * const makers: readonly Generator[] = inspect(text, { keys }).layers.generators ?? []
 * if (!makers.includes('roompass')) console.log(`most likely made by ${makers.join(' or ')}`)
 */
export type Generator = 'roompass' | 'go' | 'cpp' | 'java' | 'python' | 'php' | 'dotnet' | 'node' | 'web-kit'

/**
 * What {@link inspect} gives. Plain data: it can be sent as JSON.
 * @example
 * const summary = ({ ok, kind, primary }: Report): string => (ok ? `a good ${kind}` : `${kind}: ${primary}`)
 * console.log(summary(inspect(text, { keys })))
 */
export interface Report {
  readonly kind: TokenKind
  /** True when there is no problem. With keys: exactly when verify takes it. Without keys nothing is proved. */
  readonly ok: boolean
  /** The code that explains most; null when there is no problem. */
  readonly primary: InspectCode | null
  /** Everything that is wrong, the most telling first. */
  readonly problems: readonly Problem[]
  /** What does not make the token bad, and should be known. */
  readonly warnings: readonly Problem[]
  readonly layers: ReportLayers
}
