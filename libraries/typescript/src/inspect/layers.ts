// A walk through the layers of one token that goes on after a fault, with the very functions that verify uses.
import { decodeBase64 } from '../codec/base64.ts'
import { readClaims, type Claims } from '../codec/claims.ts'
import { readEnvelope, type Envelope } from '../codec/envelope.ts'
import { decodeToken04 } from '../codec/frame.ts'
import { readSuffix, type Suffix } from '../codec/suffix.ts'
import { conflictsOf, hasExpired } from '../consistency.ts'
import { KitTokenError } from '../errors.ts'
import { contentsOf, type AppKey, type Keyring } from '../keyring.ts'
import { readPayload } from '../payload.ts'
import { suffices, type Terms, type Trust } from '../terms.ts'
import { openWith, refuseOtherRoom, ringOf, signerOf, trustOf } from '../verify.ts'
import type { InspectCode, ReportLayers } from './report.ts'

type Layers = { -readonly [Name in keyof ReportLayers]: ReportLayers[Name] }

export interface Walk {
  readonly layers: Layers
  readonly problems: InspectCode[]
  readonly warnings: InspectCode[]
}

export function walk(token04: string, suffixText: string | null, keys: Keyring | undefined, terms: Terms): Walk {
  const found: Walk = {
    layers: { frame: null, envelope: null, suffix: null, key: null, claims: null, trust: null },
    problems: [],
    warnings: [],
  }
  found.layers.frame = {
    length: token04.length + (suffixText === null ? 0 : suffixText.length + 1),
    prefix: token04.slice(0, 2),
    separators: suffixText === null ? 0 : 1,
  }
  const attempt = attemptsOf(found)
  const raw = attempt(() => decodeToken04(token04, 'official', { decodeBase64 }))
  const envelope = raw === null ? null : readEnvelopeOf(found, raw)
  if (envelope !== null && hasExpired(envelope.expire, terms)) found.problems.push('token_expired')
  const suffix = suffixText === null ? null : attempt(() => readSuffix(suffixText, terms.reading))
  if (suffix !== null) noteSuffix(found, suffix)
  // Without the suffix of a Kit Token its app is unknown, and no key may be tried.
  const reachable = suffixText === null || suffix !== null
  if (keys !== undefined && raw !== null && envelope !== null && reachable) {
    attempt(() => lookInside(found, raw, envelope, suffix, keys, terms))
  }
  return found
}

/** Runs a step; a refusal becomes a problem. */
function attemptsOf({ problems }: Walk): <T>(step: () => T) => T | null {
  return (step) => {
    try {
      return step()
    } catch (error) {
      if (!(error instanceof KitTokenError)) throw error
      problems.push(error.code)
      return null
    }
  }
}

function readEnvelopeOf({ layers, problems }: Walk, raw: Uint8Array): Envelope | null {
  try {
    const envelope = readEnvelope(raw, 'official')
    const { format, expire, ciphertext } = envelope
    layers.envelope = { format, expire, ciphertextLength: ciphertext.length }
    return envelope
  } catch (error) {
    if (!(error instanceof KitTokenError)) throw error
    const cause = causeOf(raw)
    if (cause !== null) problems.push(cause)
    problems.push(error.code)
    return null
  }
}

/** Why the lengths do not fit, where that can be told. */
function causeOf(raw: Uint8Array): InspectCode | null {
  if (raw.length < 28) return 'truncated'
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const expire = Number(view.getBigInt64(0))
  if (expire > 1e12 && expire < 1e13) return 'expiry_in_milliseconds'
  const ivLength = view.getUint16(8)
  if (ivLength !== 16 && ivLength !== 12) return null
  return view.getUint16(10 + ivLength) > raw.length - 12 - ivLength ? 'truncated' : null
}

function noteSuffix({ layers, warnings }: Walk, suffix: Suffix): void {
  const { userId, roomId, userName, appId, ext, signature } = suffix
  layers.suffix = {
    userID: userId,
    roomID: roomId,
    userName,
    appID: appId,
    ext,
    signedWith: signature === null ? null : signature.kid,
  }
  if (signature === null) warnings.push('suffix_unproven')
}

function lookInside(
  found: Walk,
  raw: Uint8Array,
  envelope: Envelope,
  suffix: Suffix | null,
  keys: Keyring,
  terms: Terms,
): void {
  const { layers, problems, warnings } = found
  const attempt = attemptsOf(found)
  const { rings, all } = contentsOf(keys)
  const appId = suffix === null ? terms.appId : suffix.appId
  const ring = (appId === undefined ? all : ringOf(rings, appId)).verifying
  // With a wrong signature the token may still open: what is inside explains what was changed.
  const signer = suffix === null || suffix.signature === null ? null : attempt(() => signerOf(ring, suffix, raw))
  const opened = openOrGuess(found, signer === null ? ring : [signer], envelope, signer !== null)
  if (opened === null) return
  const { key } = opened
  layers.key = { appId: key.appId, kid: key.kid, state: key.state }
  if (key.weak) warnings.push('secret_weak')
  const claims = attempt(() => readClaims(opened.opened.claims))
  const trust = trustOf(key, opened.opened, envelope, signer !== null)
  layers.trust = trust
  if (claims === null) return
  noteClaims(found, claims)
  for (const { code } of conflictsOf(claims, envelope.expire, key.appId, suffix, terms)) {
    if (code === 'not_yet_valid' && claims.issuedAt - terms.now < 86_400) problems.push('clock_ahead')
    problems.push(code)
  }
  attempt(() => checkPayload(claims, trust, suffix, terms))
  if (trust === 'bare') notePayload(found, claims)
  if (!suffices(trust, terms.accept)) problems.push('trust_too_low')
}

function openOrGuess(
  { problems }: Walk,
  candidates: readonly AppKey[],
  envelope: Envelope,
  signed: boolean,
): ReturnType<typeof openWith> | null {
  try {
    return openWith(candidates, envelope, signed)
  } catch (error) {
    if (!(error instanceof KitTokenError)) throw error
    if (error.code === 'token_undecryptable') problems.push('wrong_secret')
    problems.push(error.code)
    return null
  }
}

function noteClaims({ layers }: Walk, { appId, userId, nonce, issuedAt, expiresAt, payload }: Claims): void {
  layers.claims = { app_id: appId, user_id: userId, nonce, ctime: issuedAt, expire: expiresAt, payload }
}

/** What would be refused in a proven token is worth knowing of an unproven one. */
function notePayload({ warnings }: Walk, { payload }: Claims): void {
  try {
    readPayload(payload, true)
  } catch (error) {
    if (!(error instanceof KitTokenError)) throw error
    warnings.push(error.code)
  }
}

function checkPayload(claims: Claims, trust: Trust, suffix: Suffix | null, terms: Terms): void {
  refuseOtherRoom(readPayload(claims.payload, trust !== 'bare'), trust, suffix, terms)
}
