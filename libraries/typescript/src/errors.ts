// What is thrown for a bad token. A bad call is a TypeError or RangeError that names the argument, made where it is noticed.
import { reasons } from './reasons.ts'

/** Why a token was refused: a closed list. Each code has a sentence and a mend in {@link inspect}. */
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

/** A token was refused. The message never holds a part of the token; `code` is for programs, logs and people who help. */
export class KitTokenError extends Error {
  override readonly name = 'KitTokenError'
  readonly code: KitTokenErrorCode
  /** The field that broke the rule, in the spelling of the format (`user_id`, `roomID`), where one field did. */
  readonly claim?: string

  constructor(code: KitTokenErrorCode, claim?: string) {
    super(claim === undefined ? reasons[code].message : `${reasons[code].message} (${claim})`)
    this.code = code
    if (claim !== undefined) this.claim = claim
  }
}
