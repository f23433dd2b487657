// The error of the drop-in generateToken04, with the numbers that official generators use.

/**
 * 1: AppID, 3: user ID, 5: secret, 6: lifetime.
 * @example
 * const faults: Readonly<Record<Token04ErrorCode, string>> = { 1: 'app', 3: 'user', 5: 'secret', 6: 'lifetime' }
 * const faultOf = (error: unknown): string => (error instanceof Token04Error ? faults[error.errorCode] : 'unknown')
 */
export type Token04ErrorCode = 1 | 3 | 5 | 6

/**
 * Thrown by {@link generateToken04}. `errorCode` and `errorMessage` are what official generators give, whose errors are no `Error`.
 * @example
 * try {
 *   generateToken04(1234567890, userId, serverSecret, 3600)
 * } catch (error) {
 *   if (error instanceof Token04Error && error.errorCode === 3) console.error('choose another user ID')
 * }
 */
export class Token04Error extends Error {
  override readonly name = 'Token04Error'
  readonly errorCode: Token04ErrorCode
  readonly errorMessage: string

  constructor(errorCode: Token04ErrorCode, errorMessage: string) {
    super(errorMessage)
    this.errorCode = errorCode
    this.errorMessage = errorMessage
  }
}
