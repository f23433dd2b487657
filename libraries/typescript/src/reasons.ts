// The closed list of reasons why a token is refused. What each means and what mends it is in inspect/reasons.ts, so that a page that
// only reads tokens does not carry all of that.

/**
 * Why a token was refused: a closed list. Each code has a sentence and a mend in {@link inspect}.
 * @example
 * const mendsItself: ReadonlySet<KitTokenErrorCode> = new Set(['token_expired', 'not_yet_valid'])
 * const mayRetry = (error: unknown): boolean => error instanceof KitTokenError && mendsItself.has(error.code)
 */
export type KitTokenErrorCode =
  | 'token_malformed'
  | 'token_version'
  | 'token_encoding'
  | 'token_envelope'
  | 'suffix_malformed'
  | 'user_id_invalid'
  | 'room_id_invalid'
  | 'user_name_invalid'
  | 'signature_malformed'
  | 'key_unknown'
  | 'signature_invalid'
  | 'trust_too_low'
  | 'token_undecryptable'
  | 'claims_invalid'
  | 'app_mismatch'
  | 'user_mismatch'
  | 'room_mismatch'
  | 'expiry_mismatch'
  | 'lifetime_too_long'
  | 'not_yet_valid'
  | 'token_expired'
  | 'payload_invalid'

/**
 * The numbers under which ZEGOCLOUD's clients and servers report a fault, as far as they are documented or were seen.
 * @example
 * const numbers: ZegocloudCodes = inspect(text, { keys }).problems[0]?.zegocloud ?? {}
 * console.log(`the web SDK says ${numbers.web?.join(' or ') ?? 'nothing'}`)
 */
export interface ZegocloudCodes {
  readonly web?: readonly number[]
  readonly native?: readonly number[]
  readonly zim?: readonly number[]
  readonly server?: readonly number[]
}

/**
 * What a code means, for every token that has it.
 * @example
 * const told = ({ message, fix }: Reason): string => `${message} ${fix}`
 * console.log(inspect(text, { keys }).warnings.map(told).join('\n'))
 */
export interface Reason {
  /** The cause, in a sentence or two. */
  readonly message: string
  /** What to do about it. */
  readonly fix: string
  readonly zegocloud: ZegocloudCodes
}
