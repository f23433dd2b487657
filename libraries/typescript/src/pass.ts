// The result of verifying: only what was checked, in an object of its own.
import type { Claims } from './codec/claims.ts'
import type { Format } from './codec/envelope.ts'
import { textOfPayload } from './codec/own_payload.ts'
import type { Suffix } from './codec/suffix_fields.ts'
import type { Grant } from './grant.ts'
import { isRoomId } from './names.ts'
import type { PayloadFacts } from './payload.ts'
import type { Trust } from './terms.ts'

/**
 * A verified token (spec kit-token.md 6). What it proves depends on `trust`; a `bare` one proves nothing at all. Frozen.
 * @example
 * const pass: Pass = verify(kitToken, keys, { roomId: 'lobby' })
 * console.log(`${pass.userName ?? pass.userId} until ${new Date(1000 * pass.expiresAt).toISOString()}`)
 */
export interface Pass {
  readonly trust: Trust
  readonly appId: number
  readonly userId: string
  /** The room that is proven by the signature or by the sealed payload; null when none is. */
  readonly roomId: string | null
  /** Proven by the signature only; null without one. */
  readonly userName: string | null
  /** What the payload allows: everything where it is empty. */
  readonly grant: Grant
  /** Unix seconds. */
  readonly issuedAt: number
  /** Unix seconds; the token is good until the second before. */
  readonly expiresAt: number
  /** The token's identity in 64 hex digits: the same for every spelling of one token. */
  readonly tid: string
  /** Which key opened it, in 8 hex digits. */
  readonly kid: string
  /** How it is encrypted. */
  readonly format: Format
  /** The payload as it was sealed, "" for none. */
  readonly payload: string
  /** The signed extension; null without one or without a signature. */
  readonly ext: string | null
  /**
   * What the suffix says, which nothing proves unless `trust` is `signed`; null for a Token04 alone. The room is null where there is none
   * that could be entered, the name "" where there is none that could be shown.
   */
  readonly claimed: { readonly roomId: string | null; readonly userName: string } | null
}

export interface PassParts {
  readonly trust: Trust
  readonly claims: Omit<Claims, 'nonce'>
  readonly payload: PayloadFacts
  readonly suffix: Suffix | null
  readonly tid: string
  readonly kid: string
  readonly format: Format
}

export function makePass({ trust, claims, payload, suffix, tid, kid, format }: PassParts): Pass {
  const signed = trust === 'signed' ? suffix : null
  // Every field is the object's own: what someone put on Object.prototype shows in none of them.
  return Object.freeze({
    trust,
    appId: claims.appId,
    userId: claims.userId,
    roomId: provenRoom(trust, suffix, payload),
    userName: signed === null ? null : signed.userName,
    grant: payload.grant,
    issuedAt: claims.issuedAt,
    expiresAt: claims.expiresAt,
    tid,
    kid,
    format,
    payload: textOfPayload(claims.payload),
    ext: signed === null ? null : signed.ext,
    claimed: suffix === null ? null : claimedBy(suffix),
  })
}

function claimedBy({ roomId, userName }: Suffix): Pass['claimed'] {
  return Object.freeze({ roomId: isRoomId(roomId) ? roomId : null, userName })
}

/** Spec R31: the signature, or else the sealed payload. The suffix of an unsigned token is what its holder wrote there. */
export function provenRoom(trust: Trust, suffix: Suffix | null, { roomId }: PayloadFacts): string | null {
  if (trust === 'bare') return null
  return (trust === 'signed' && suffix !== null && suffix.roomId) || roomId
}
