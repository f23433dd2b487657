// Is a token authentic, whole, in time and consistent? The rules R1 to R31 of the specification, in their order.
// The rules themselves live with what they are about; here is the path through them.
import { readClaims } from './codec/claims.ts'
import { readEnvelope, type Envelope } from './codec/envelope.ts'
import { decodeToken04, splitKitToken } from './codec/frame.ts'
import { readSuffix } from './codec/suffix.ts'
import type { Suffix } from './codec/suffix_fields.ts'
import { conflictsOf, hasExpired } from './consistency.ts'
import { open, type Opened } from './crypto/seal.ts'
import { isSignedBy } from './crypto/signature.ts'
import { KitTokenError } from './errors.ts'
import { contentsOf, type AppKey, type Keyring, type Ring } from './keyring.ts'
import { makePass, provenRoom, type Pass } from './pass.ts'
import { readPayload, type PayloadFacts } from './payload.ts'
import { readTerms, suffices, type Terms, type Trust, type VerifyOptions } from './terms.ts'

/**
 * Verifies a Kit Token by the rules R1 to R31 (spec kit-token.md 5). It takes `sealed` or better unless `accept` says otherwise.
 * @returns what was proved, frozen
 * @throws KitTokenError when the token is refused; TypeError or RangeError when the call is wrong
 * @example
 * const { userId, roomId, grant, expiresAt } = verify(kitToken, keys, { accept: 'signed', roomId: 'lobby' })
 */
export function verify(kitToken: unknown, keys: Keyring, options: VerifyOptions = {}): Pass {
  const terms = readTerms(options)
  const { rings, tokenId, transcoder } = contentsOf(keys)
  const { token04, suffix: json } = splitKitToken(kitToken, terms.reading) // R1, R2
  const raw = decodeToken04(token04, terms.reading, transcoder) // R1 to R4
  const envelope = readEnvelope(raw, terms.reading) // R5, R6
  refuseExpired(envelope, terms) // R7
  const suffix = readSuffix(json, terms.reading) // R8 to R12
  const { verifying } = ringOf(rings, suffix.appId)
  const signer = suffix.signature === null ? null : signerOf(verifying, suffix, raw) // R13, R15
  const found = openWith(signer === null ? verifying : [signer], envelope, signer !== null) // R16 to R19
  return conclude(found, signer !== null, { raw, envelope, suffix, terms, tokenId })
}

/**
 * Verifies a Token04 alone, without a suffix: there is no signature, so `sealed` is the best that it can prove. Without the option
 * `appId` every key of the keyring is tried.
 * @returns what was proved, frozen
 * @throws KitTokenError when the token is refused; TypeError or RangeError when the call is wrong
 * @example
 * const { userId, grant } = verifyToken04(token, keys, { appId: 1234567890 })
 */
export function verifyToken04(token: unknown, keys: Keyring, options: VerifyOptions = {}): Pass {
  const terms = readTerms(options)
  const { rings, all, tokenId, transcoder } = contentsOf(keys)
  const raw = decodeToken04(token, terms.reading, transcoder)
  const envelope = readEnvelope(raw, terms.reading)
  refuseExpired(envelope, terms)
  const { verifying } = terms.appId === undefined ? all : ringOf(rings, terms.appId)
  const found = openWith(verifying, envelope, false)
  return conclude(found, false, { raw, envelope, suffix: null, terms, tokenId })
}

interface Evidence {
  readonly raw: Uint8Array
  readonly envelope: Envelope
  readonly suffix: Suffix | null
  readonly terms: Terms
  readonly tokenId: (raw: Uint8Array) => string
}

export interface Found {
  readonly key: AppKey
  readonly opened: Opened
}

function conclude({ key, opened }: Found, signed: boolean, evidence: Evidence): Pass {
  const { raw, envelope, suffix, terms, tokenId } = evidence
  const trust = trustOf(key, opened, envelope, signed) // R17
  const claims = readClaims(opened.claims) // R19, R21, R22
  const [conflict] = conflictsOf(claims, envelope.expire, key.appId, suffix, terms) // R23 to R28
  if (conflict !== undefined) throw conflict
  const payload = readPayload(claims.payload, trust !== 'bare', terms.reading) // R29
  refuseOtherRoom(payload, trust, suffix, terms) // R30, R31
  // Last, so that it is said only of a token that keeps every other rule (R14).
  if (!suffices(trust, terms.accept)) throw new KitTokenError('trust_too_low')
  return makePass({ trust, claims, payload, suffix, tid: tokenId(raw), kid: key.kid, format: envelope.format })
}

/** The outer expiry is public and cheap to read: an expired token costs no cryptography. */
function refuseExpired({ expire }: Envelope, terms: Terms): void {
  if (hasExpired(expire, terms)) throw new KitTokenError('token_expired', 'expire')
}

/** The keys of one app. A secret is never tried for another app's token. */
export function ringOf(rings: ReadonlyMap<number, Ring>, appId: number): Ring {
  const ring = rings.get(appId)
  if (ring === undefined) throw new KitTokenError('key_unknown', 'appID')
  return ring
}

/** The key that signed the token; a wrong signature ends here, before anything is decrypted. */
export function signerOf(candidates: readonly AppKey[], suffix: Suffix, raw: Uint8Array): AppKey {
  const { signature } = suffix
  const signer = candidates.find(({ kid }) => kid === signature?.kid)
  if (signer === undefined || signature === null) throw new KitTokenError('key_unknown', 'sig')
  if (!isSignedBy(signer, signature, suffix, raw)) throw new KitTokenError('signature_invalid', 'sig')
  return signer
}

/** Tries every key, also after one fitted, so that the time does not tell which. */
export function openWith(candidates: readonly AppKey[], envelope: Envelope, signed: boolean): Found {
  if (candidates.length === 0) throw new KitTokenError('key_unknown')
  const usable = envelope.format === 'cbc' ? candidates : candidates.filter(({ gcm }) => gcm !== 'refuse')
  if (usable.length === 0) throw new KitTokenError('token_envelope')
  let found: Found | null = null
  for (const key of usable) {
    const opened = open(key, envelope, signed)
    if (opened !== null && (found === null || (opened.sealed && !found.opened.sealed))) found = { key, opened }
  }
  if (found === null) throw new KitTokenError('token_undecryptable')
  return found
}

/** Spec R17. The tag of a GCM token speaks for its maker only if every maker with this secret is known to be good. */
export function trustOf(key: AppKey, { sealed }: Opened, { format }: Envelope, signed: boolean): Trust {
  if (signed) return 'signed'
  return sealed || (format === 'gcm' && key.gcm === 'trust') ? 'sealed' : 'bare'
}

/** Spec R30, and the room that the caller asks for. */
export function refuseOtherRoom(payload: PayloadFacts, trust: Trust, suffix: Suffix | null, { roomId }: Terms): void {
  const shown = suffix === null || suffix.roomId === '' ? null : suffix.roomId
  if (payload.roomId !== null && shown !== null && payload.roomId !== shown)
    throw new KitTokenError('room_mismatch', 'roomID')
  if (roomId === undefined) return
  // A bare token proves no room. Whoever takes it all the same is at least told when it speaks of another one.
  const room = trust === 'bare' ? (payload.roomId ?? shown) : provenRoom(trust, suffix, payload)
  if (room !== roomId) throw new KitTokenError('room_mismatch', 'roomID')
}
