// The sealed JSON of a Token04: how we spell it, and what is taken of what others spell (spec R18, R19, R21, R22).
import { KitTokenError } from '../errors.ts'
import { isUserId } from '../names.ts'
import { lastSecond } from './envelope.ts'
import { scanObject, type JsonValue, type ScannedObject } from './json.ts'

export interface Claims {
  readonly appId: number
  readonly userId: string
  readonly nonce: number
  readonly issuedAt: number
  readonly expiresAt: number
  /** "" also where the key is absent or null. */
  readonly payload: string
}

export const maxAppId = 0xffffffff

export function writeClaims({ appId, userId, nonce, issuedAt, expiresAt, payload }: Claims): string {
  return (
    `{"app_id":${appId},"user_id":${JSON.stringify(userId)},"nonce":${nonce},"ctime":${issuedAt},` +
    `"expire":${expiresAt},"payload":${JSON.stringify(payload)}}`
  )
}

/** What must hold before anything is said about a plaintext: compact JSON of one flat object. Null is "it does not open". */
export function scanClaims(text: string): ScannedObject | null {
  if (!text.startsWith('{') || !text.endsWith('}')) return null
  const scanned = scanObject(text, 1)
  return scanned === null || scanned.spaced ? null : scanned
}

/** @throws KitTokenError `claims_invalid`, `user_id_invalid` */
export function readClaims({ object, duplicate }: ScannedObject): Claims {
  if (duplicate) throw new KitTokenError('claims_invalid')
  // Generators differ in the order of the keys; the set is exact. An absent payload is an empty one.
  const optional = object.has('payload') ? 1 : 0
  if (object.size !== 5 + optional) throw new KitTokenError('claims_invalid')
  const integer = (key: string, min: number, max: number): number => {
    const value = object.get(key)
    if (typeof value !== 'number' || value < min || value > max) throw new KitTokenError('claims_invalid', key)
    return value
  }
  const appId = integer('app_id', 1, maxAppId)
  const userId = object.get('user_id')
  if (typeof userId !== 'string') throw new KitTokenError('claims_invalid', 'user_id')
  const claims = {
    appId,
    userId,
    nonce: integer('nonce', -(2 ** 31), 2 ** 31 - 1),
    issuedAt: integer('ctime', 1, lastSecond),
    expiresAt: integer('expire', 1, lastSecond),
    payload: payloadOf(object.get('payload')),
  }
  if (!isUserId(userId)) throw new KitTokenError('user_id_invalid', 'user_id')
  return claims
}

function payloadOf(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw new KitTokenError('claims_invalid', 'payload')
  return value
}
