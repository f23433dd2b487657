// The rules R1 to R30 of spec/kit-token.md section 5, in their order, read once more from the text and written for clarity.
// Nothing here comes from a library: where the two disagree, one of them has misread the text.
import { lastSecond, readClaims } from './claims.ts'
import { holdingAllBut, Stuck, type Hold } from './hold.ts'
import type { Entry, Pass, Request, Rule, Trust } from './model.ts'
import { isSealed, openAll, readEnvelope, type Opened } from './opening.ts'
import { readPayload } from './payload.ts'
import { deriveKeys, sign, tokenId, type Envelope } from './primitives.ts'
import { isRoomId, isWithin, officialBounds, ownBounds, type Bounds } from './sets.ts'
import { readSuffix, type Suffix } from './suffix.ts'

/** The pass, or a thrown Refusal; Stuck only with relaxed rules. */
export function judge(request: Request, relaxed: ReadonlySet<Rule> = new Set()): Pass {
  const hold = holdingAllBut(relaxed)
  const { options } = request
  const { now, clockTolerance = 0, maxLifetime = 86_400, accept = 'sealed' } = options
  const official = accept === 'bare'
  const bounds = official ? officialBounds : ownBounds
  const { token, suffixText } = splitText(request, bounds, hold)
  const raw = decodeToken(token, hold)
  const envelope = readEnvelope(raw, bounds, hold)
  const header = Number(envelope.header)
  hold(header >= 1 && header <= lastSecond, 'R7', 'token_envelope')
  hold(now < header + clockTolerance, 'R7', 'token_expired')

  const suffix = suffixText === null ? null : readSuffix(suffixText, official, hold)
  const opened = openAll(keysFor(request, suffix, raw, hold), envelope, hold)
  const { key } = opened
  const trust = trustOf(opened, envelope, suffix)

  const claims = readClaims(opened, hold)
  const apps = [key.appId, suffix?.appId, options.appId].filter((app) => app !== undefined)
  const users = [suffix?.userId, options.userId].filter((user) => user !== undefined)
  hold(
    apps.every((app) => app === claims.app_id),
    'R23',
    'app_mismatch',
  )
  hold(
    users.every((user) => user === claims.user_id),
    'R24',
    'user_mismatch',
  )
  hold(claims.expire === header && claims.expire > claims.ctime, 'R25', 'expiry_mismatch')
  hold(claims.expire - claims.ctime <= maxLifetime, 'R26', 'lifetime_too_long')
  hold(claims.ctime <= now + 60, 'R27', 'not_yet_valid')
  hold(now < claims.expire + clockTolerance, 'R28', 'token_expired')

  const payload = readPayload(claims.payload, trust !== 'bare', official, hold)
  const shown = suffix?.roomId || null
  hold(payload.roomId === null || shown === null || payload.roomId === shown, 'R30', 'room_mismatch')
  const proven = provenRoom(trust, shown, payload.roomId)
  const asked = trust === 'bare' ? (payload.roomId ?? shown) : proven
  hold(options.roomId === undefined || options.roomId === asked, 'R30', 'room_mismatch')
  hold(trust === 'signed' || accept !== 'signed', 'R14', 'trust_too_low')
  hold(trust !== 'bare' || accept !== 'sealed', 'R17', 'trust_too_low')

  const signed = trust === 'signed' ? suffix : null
  return {
    trust,
    appId: claims.app_id,
    userId: claims.user_id,
    roomId: proven,
    userName: signed === null ? null : signed.userName,
    grant: payload.grant,
    issuedAt: claims.ctime,
    expiresAt: claims.expire,
    tid: tokenId(raw),
    kid: deriveKeys(key.serverSecret, key.appId).kid,
    format: envelope.format,
    payload: claims.payload,
    ext: signed === null ? null : signed.ext,
    claimed:
      suffix === null ? null : { roomId: isRoomId(suffix.roomId) ? suffix.roomId : null, userName: suffix.userName },
  }
}

/** R1 and R2. */
function splitText({ kind, token }: Request, bounds: Bounds, hold: Hold): { token: string; suffixText: string | null } {
  hold(typeof token === 'string', 'R1', 'token_malformed')
  const whole = kind === 'kit-token' ? bounds.kitToken : bounds.token04
  const text = typeof token === 'string' ? token : Array.isArray(token) ? token.join() : ''
  hold(isWithin(text.length, whole) && /^[\x21-\x7e]*$/.test(text), 'R1', 'token_malformed')
  if (text.length < whole[0]) throw new Stuck()
  const [left = '', ...parts] = text.replaceAll(/[^\x21-\x7e]/g, '').split('#')
  const right = parts.find((part) => part !== '') ?? parts[0]
  hold(parts.length === (kind === 'kit-token' ? 1 : 0), 'R2', 'token_malformed')
  hold(isWithin(left.length, bounds.token04), 'R1', 'token_malformed')
  if (left.length < bounds.token04[0] || (kind === 'kit-token' && right === undefined)) throw new Stuck()
  return { token: left, suffixText: kind === 'kit-token' ? (right ?? '') : null }
}

/** R3 and R4. */
function decodeToken(token: string, hold: Hold): Buffer {
  hold(token.startsWith('04'), 'R3', 'token_version')
  const base64 = token.slice(2)
  const raw = Buffer.from(base64, 'base64')
  hold(raw.toString('base64') === base64, 'R4', 'token_encoding')
  return raw
}

const states = ['next', 'active', 'previous', 'retired']

/** R13: which keys are tried, in the order of 5.1.2, and whether the one that signed did. */
function keysFor({ keyring, options }: Request, suffix: Suffix | null, raw: Buffer, hold: Hold): readonly Entry[] {
  const appId = suffix === null ? options.appId : suffix.appId
  const ring = keyring
    .filter((key) => key.state !== 'retired' && (appId === undefined || key.appId === appId))
    .toSorted((a, b) => states.indexOf(a.state ?? 'active') - states.indexOf(b.state ?? 'active'))
  hold(ring.length > 0, 'R13', 'key_unknown')
  if (ring.length === 0) return keyring
  if (suffix === null || suffix.sig === null) return ring
  const kid = suffix.sig.split('.')[1]?.toLowerCase()
  const signers = ring.filter((key) => deriveKeys(key.serverSecret, key.appId).kid === kid)
  hold(signers.length > 0, 'R13', 'key_unknown')
  if (signers.length === 0) return ring
  const right = signers.some(({ serverSecret }) => hasTag(sign(serverSecret, suffix, raw), suffix.sig ?? ''))
  hold(right, 'R13', 'signature_invalid')
  return right ? signers : ring
}

/** By the bytes of the tag; what else the text says is for R12 and R15. */
function hasTag(one: string, other: string): boolean {
  return tagOf(one).equals(tagOf(other))
}

function tagOf(sig: string): Buffer {
  return Buffer.from(sig.split('.')[2] ?? '', 'base64url')
}

/** Section 4. */
function trustOf({ key, plaintext }: Opened, envelope: Envelope, suffix: Suffix | null): Trust {
  if (suffix !== null && suffix.sig !== null) return 'signed'
  const vouched = envelope.format === 'gcm' && key.gcm === 'trust'
  return vouched || isSealed(key, plaintext, envelope) ? 'sealed' : 'bare'
}

/** R31. */
function provenRoom(trust: Trust, shown: string | null, sealed: string | null): string | null {
  if (trust === 'bare') return null
  return (trust === 'signed' ? shown : null) ?? sealed
}
