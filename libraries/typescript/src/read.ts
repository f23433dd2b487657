// What a Kit Token shows to anyone, for pages that hold no secret. It proves nothing: that is verify's work, on a server.
import { decodeBase64 } from './codec/base64.ts'
import { readExpiry } from './codec/envelope.ts'
import { decodeToken04, splitKitToken } from './codec/frame.ts'
import { readShown, type Values } from './codec/suffix_fields.ts'
import { KitTokenError } from './errors.ts'

/**
 * What anyone can read in a Kit Token.
 * @example
 * const expiresSoon = ({ expiresAt }: Shown): boolean => 1000 * expiresAt < Date.now() + 60_000
 * if (expiresSoon(read(kitToken))) renew()
 */
export interface Shown {
  readonly appId: number
  readonly userId: string
  /** "" where the token names no room. */
  readonly roomId: string
  /** Decoded; "" where the token shows no name. */
  readonly userName: string
  /** Unix seconds. */
  readonly expiresAt: number
}

/**
 * Reads what is readable without a key. Never decide anything by it: whoever holds a token can write what they like here.
 * @returns a frozen object
 * @throws KitTokenError when it is no Kit Token; an expired one is read all the same
 * @example
 * const { roomId, userName, expiresAt } = read(kitToken)
 * document.title = `${userName} in ${roomId}`
 */
export function read(kitToken: string): Shown {
  const { token04, suffix } = splitKitToken(kitToken, 'own')
  const expiresAt = readExpiry(decodeToken04(token04, 'own', { decodeBase64 }))
  const { appId, userId, roomId, userName } = readShown(valuesOf(suffix), false)
  return Object.freeze({ appId, userId, roomId, userName, expiresAt })
}

/** As the official client parses it. The strict scanner is for what is to be proved, and weighs more than all of this. */
function valuesOf(json: string | null): Values {
  let values: Values | null = null
  try {
    values = JSON.parse(json ?? '')
  } catch {}
  if (typeof values !== 'object' || values === null) throw new KitTokenError('suffix_malformed')
  return values
}
