// What a Kit Token shows to anyone, for pages that hold no secret. It proves nothing: that is verify's work, on a server.
import { decodeBase64 } from './codec/base64.ts'
import { readEnvelope } from './codec/envelope.ts'
import { decodeToken04, splitKitToken } from './codec/frame.ts'
import { readSuffix } from './codec/suffix.ts'

export interface Shown {
  readonly appId: number
  readonly userId: string
  /** "" where the token names no room. */
  readonly roomId: string
  readonly userName: string
  /** Unix seconds. */
  readonly expiresAt: number
}

/**
 * Reads what is readable without a key. Never decide anything by it: whoever holds a token can write what they like here.
 * @throws KitTokenError when it is no Kit Token; an expired one is read all the same
 */
export function read(kitToken: string): Shown {
  const { token04, suffix } = splitKitToken(kitToken, 'own')
  const { expire } = readEnvelope(decodeToken04(token04, 'own', { decodeBase64 }), 'own')
  const { appId, userId, roomId, userName } = readSuffix(suffix, 'own')
  return Object.freeze({ appId, userId, roomId, userName, expiresAt: expire })
}
