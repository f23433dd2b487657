// What is thrown for a bad token. A bad call is a TypeError or RangeError that names the argument, made where it is noticed.
import { reasons, type KitTokenErrorCode } from './reasons.ts'

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
