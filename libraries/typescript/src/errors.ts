// What is thrown for a bad token. A bad call is a TypeError or RangeError that names the argument, made where it is noticed.
import type { KitTokenErrorCode } from './reasons.ts'

/**
 * A token was refused. `code` is for programs, logs and people who help; {@link inspect} explains it. The message says the code in
 * words and never holds a part of the token.
 * @example
 * try {
 *   verify(kitToken, keys)
 * } catch (error) {
 *   if (error instanceof KitTokenError && error.code === 'token_expired') return renew()
 *   throw error
 * }
 */
export class KitTokenError extends Error {
  override readonly name = 'KitTokenError'
  readonly code: KitTokenErrorCode
  /** The field that broke the rule, in the spelling of the format (`user_id`, `roomID`), where one field did. */
  declare readonly claim?: string

  constructor(code: KitTokenErrorCode, claim?: string) {
    super(`token refused: ${code.replaceAll('_', ' ')}${claim === undefined ? '' : ` (${claim})`}`)
    this.code = code
    if (claim !== undefined) this.claim = claim
  }
}
