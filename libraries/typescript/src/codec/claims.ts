// The sealed JSON of a Token04: how we spell it, and what is taken of what others spell (spec R18, R19, R21, R22).
import { KitTokenError } from '../errors.ts'
import { isUserId, maxAppId } from '../names.ts'
import { lastSecond } from './envelope.ts'
import { plainNatural, plainText, readPlain, scanObject, spell, type JsonValue, type ScannedObject } from './json.ts'
import { ownPayload, ownPayloadOf, spellPayload, type Payload } from './own_payload.ts'

export interface Claims {
  readonly appId: number
  readonly userId: string
  readonly nonce: number
  readonly issuedAt: number
  readonly expiresAt: number
  /** "" also where the key is absent or null. */
  readonly payload: Payload
}

/** The order of the keys is part of our spelling. */
export function writeClaims({ appId, userId, nonce, issuedAt, expiresAt, payload }: Claims): string {
  return (
    `{"app_id":${appId},"user_id":${spell(userId)},"nonce":${nonce},"ctime":${issuedAt},"expire":${expiresAt},` +
    `"payload":${spellPayload(payload)}}`
  )
}

/** Claims whose form is right and whose values are not looked at yet: as we spell them, or as anybody may. */
export type ScannedClaims = RegExpExecArray | ScannedObject

// In a function that is called at once, so that a bundle without it can do without all of its parts.
const ours = /* @__PURE__ */ (() =>
  new RegExp(
    `^\\{"app_id":${plainNatural},"user_id":${plainText},"nonce":${plainNatural},"ctime":${plainNatural},` +
      `"expire":${plainNatural},"payload":(?:${ownPayload}|${plainText})\\}$`,
  ))()

/** What must hold before anything is said about a plaintext: compact JSON of one flat object. Null is "it does not open". */
export function scanClaims(json: string): ScannedClaims | null {
  const match = ours.exec(json)
  if (match !== null) return match
  const scanned = scanObject(json, 1)
  return scanned === null || scanned.spaced ? null : scanned
}

/** @throws KitTokenError `claims_invalid`, `user_id_invalid` */
export function readClaims(scanned: ScannedClaims): Claims {
  return checkClaims(Array.isArray(scanned) ? valuesOfOurs(scanned) : valuesOfAny(scanned))
}

/** The values of the claims, each of any kind still. */
interface Values {
  readonly app_id: JsonValue | undefined
  readonly user_id: JsonValue | undefined
  readonly nonce: JsonValue | undefined
  readonly ctime: JsonValue | undefined
  readonly expire: JsonValue | undefined
  /** Null for one that is no text. */
  readonly payload: Payload | null
}

function valuesOfOurs(match: RegExpExecArray): Values {
  return {
    app_id: Number(match[1]),
    user_id: readPlain(match[2]!),
    nonce: Number(match[3]),
    ctime: Number(match[4]),
    expire: Number(match[5]),
    payload: match[9] === undefined ? ownPayloadOf(match[6]!, match[7]!, match[8]!) : readPlain(match[9]),
  }
}

function valuesOfAny({ object, duplicate }: ScannedObject): Values {
  if (duplicate) throw new KitTokenError('claims_invalid')
  // Generators differ in the order of the keys; the set is exact. An absent payload is an empty one.
  const optional = object.has('payload') ? 1 : 0
  if (object.size !== 5 + optional) throw new KitTokenError('claims_invalid')
  const payload = object.get('payload') ?? ''
  return {
    app_id: object.get('app_id'),
    user_id: object.get('user_id'),
    nonce: object.get('nonce'),
    ctime: object.get('ctime'),
    expire: object.get('expire'),
    payload: typeof payload === 'string' ? payload : null,
  }
}

function checkClaims({ app_id, user_id, nonce, ctime, expire, payload }: Values): Claims {
  const appId = integer('app_id', app_id, 1, maxAppId)
  if (typeof user_id !== 'string') throw new KitTokenError('claims_invalid', 'user_id')
  const claims = {
    appId,
    userId: user_id,
    nonce: integer('nonce', nonce, -(2 ** 31), 2 ** 31 - 1),
    issuedAt: integer('ctime', ctime, 1, lastSecond),
    expiresAt: integer('expire', expire, 1, lastSecond),
    payload: payload ?? refusePayload(),
  }
  if (!isUserId(user_id)) throw new KitTokenError('user_id_invalid', 'user_id')
  return claims
}

function integer(key: string, value: JsonValue | undefined, min: number, max: number): number {
  if (typeof value !== 'number' || value < min || value > max) throw new KitTokenError('claims_invalid', key)
  return value
}

function refusePayload(): never {
  throw new KitTokenError('claims_invalid', 'payload')
}
