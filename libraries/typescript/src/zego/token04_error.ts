// The error of the drop-in generateToken04, with the numbers that official generators use.

export const token04Codes = {
  appIDInvalid: 1,
  userIDInvalid: 3,
  secretInvalid: 5,
  effectiveTimeInSecondsInvalid: 6,
} as const

export type Token04ErrorCode = (typeof token04Codes)[keyof typeof token04Codes]

/** Thrown by `generateToken04`. `errorCode` and `errorMessage` are what official generators give. */
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
