// A walk through the layers of one token that goes on after a fault, with the very functions that verify uses.
import { decodeBase64, decodeBase64Text } from '../codec/base64.ts'
import { readClaims, type Claims } from '../codec/claims.ts'
import { readEnvelope, type Envelope } from '../codec/envelope.ts'
import { decodeToken04 } from '../codec/frame.ts'
import { textOfPayload } from '../codec/own_payload.ts'
import { readSuffix } from '../codec/suffix.ts'
import type { Suffix } from '../codec/suffix_fields.ts'
import { conflictsOf, hasExpired } from '../consistency.ts'
import type { KitTokenError } from '../errors.ts'
import { contentsOf, type Keyring } from '../keyring.ts'
import { readPayload } from '../payload.ts'
import { suffices, type Terms, type Trust } from '../terms.ts'
import { openWith, refuseOtherRoom, ringOf, signerOf, trustOf, type Found } from '../verify.ts'
import { expired, explainConflict } from './conflicts.ts'
import { envelopeFaults } from './envelope_faults.ts'
import { attempt, newWalk, type Finding, type Walk } from './findings.ts'
import { generatorNames, generatorsByIv, generatorsOf, hasIvOfItsSecond, isWeak, ivLooksOf } from './generators.ts'
import { keyFaults, retiredKey } from './key_faults.ts'
import { suffixFaults } from './suffix_faults.ts'

export function walk(token04: string, suffixText: string | null, keys: Keyring | undefined, terms: Terms): Walk {
  const found = newWalk()
  found.layers.frame = {
    length: token04.length + (suffixText === null ? 0 : suffixText.length + 1),
    prefix: token04.slice(0, 2),
    separators: suffixText === null ? 0 : 1,
  }
  const envelope = readOutside(found, token04, terms)
  const suffix = suffixText === null ? null : readReadable(found, suffixText, terms)
  // Without the suffix of a Kit Token its app is unknown, and no key may be tried.
  const reachable = suffixText === null || suffix !== null
  if (keys !== undefined && envelope !== null && reachable) {
    attempt(found.problems, () => lookInside(found, envelope, suffix, keys, terms))
  }
  if (envelope !== null) noteIv(found, envelope)
  return found
}

/** An envelope, and the bytes that are signed. */
interface Outside extends Envelope {
  readonly raw: Uint8Array
}

function readOutside({ layers, problems }: Walk, token04: string, terms: Terms): Outside | null {
  // Too long a token is decoded all the same, to see why it is. Where there is none, nothing of it can be cut off.
  const bytes = token04 === '' ? null : decodeBase64(token04.slice(2))
  const explain = (): readonly Finding[] => (bytes === null ? [] : envelopeFaults(bytes))
  const outside = attempt(
    problems,
    (): Outside => {
      const raw = decodeToken04(token04, 'official', { decodeBase64 })
      return { ...readEnvelope(raw, 'official'), raw }
    },
    explain,
  )
  if (outside === null) return null
  const { format, expire, iv, ciphertext } = outside
  const ivLooks = ivLooksOf(iv)
  layers.envelope = { format, expire, ciphertextLength: ciphertext.length, ivLooks }
  layers.generators = generatorsByIv(outside)
  if (hasExpired(expire, terms)) problems.push(expired(expire, terms))
  return outside
}

function readReadable({ layers, problems, warnings }: Walk, text: string, terms: Terms): Suffix | null {
  const explain = ({ code }: KitTokenError): readonly Finding[] =>
    code === 'suffix_malformed' ? suffixFaults(text) : []
  const suffix = attempt(problems, () => readSuffix(decodeBase64Text(text), terms.reading), explain)
  if (suffix === null) return null
  const { userId, roomId, userName, appId, ext, signature } = suffix
  const signedWith = signature === null ? null : signature.kid
  layers.suffix = { userID: userId, roomID: roomId, userName, appID: appId, ext, signedWith }
  if (signature === null) warnings.push({ code: 'suffix_unproven' })
  return suffix
}

function lookInside(found: Walk, envelope: Outside, suffix: Suffix | null, keys: Keyring, terms: Terms): void {
  const { layers, problems, warnings } = found
  const { rings, all } = contentsOf(keys)
  const appId = suffix === null ? terms.appId : suffix.appId
  const { verifying } = appId === undefined ? all : ringOf(rings, appId)
  // With a wrong signature the token may still open: what is inside explains what was changed.
  const signature = suffix === null ? null : suffix.signature
  const signer =
    suffix === null || signature === null
      ? null
      : attempt(
          problems,
          () => signerOf(verifying, suffix, envelope.raw),
          () => retiredKey(all, ({ kid }) => kid === signature.kid),
        )
  const usual = signer === null ? verifying : [signer]
  const opened = attempt(
    problems,
    () => openWith(usual, envelope, false),
    ({ code }) => (code === 'token_envelope' ? [] : keyFaults(envelope, usual, all)),
  )
  if (opened === null) return
  const { key } = opened
  layers.key = { appId: key.appId, kid: key.kid, state: key.state }
  if (key.weak) warnings.push({ code: 'secret_weak' })
  noteGenerator(found, opened, envelope)
  const claims = attempt(problems, () => readClaims(opened.opened.claims))
  const trust = trustOf(key, opened.opened, envelope, signer !== null)
  layers.trust = trust
  if (claims !== null) checkClaims(found, claims, { envelope, suffix, trust, keyAppId: key.appId, terms })
  if (!suffices(trust, terms.accept)) problems.push({ code: 'trust_too_low' })
}

/** With the plaintext, guesses about the maker become better ones. */
function noteGenerator({ layers, warnings }: Walk, { opened }: Found, envelope: Envelope): void {
  layers.generators = opened.sealed ? ['roompass'] : generatorsOf(opened.plaintext, envelope)
  if (!opened.sealed && hasIvOfItsSecond(opened.plaintext, envelope)) warnings.push({ code: 'iv_repeated' })
}

/** An IV of ours may look like any other. */
function noteIv({ layers, warnings }: Walk, { iv }: Envelope): void {
  const generators = layers.generators! // guessed since there is an envelope
  if (generators.includes('roompass') || !isWeak(ivLooksOf(iv))) return
  warnings.push({ code: 'iv_weak', detail: `It looks like one of ${generatorNames(generators)}.` })
}

interface Context {
  readonly envelope: Envelope
  readonly suffix: Suffix | null
  readonly trust: Trust
  readonly keyAppId: number
  readonly terms: Terms
}

function checkClaims({ layers, problems, warnings }: Walk, claims: Claims, context: Context): void {
  const { envelope, suffix, trust, keyAppId, terms } = context
  const { appId, userId, nonce, issuedAt, expiresAt, payload } = claims
  layers.claims = {
    app_id: appId,
    user_id: userId,
    nonce,
    ctime: issuedAt,
    expire: expiresAt,
    payload: textOfPayload(payload),
  }
  for (const conflict of conflictsOf(claims, envelope.expire, keyAppId, suffix, terms)) {
    problems.push(...explainConflict(conflict, claims, envelope.expire, terms))
  }
  attempt(problems, () => refuseOtherRoom(readPayload(payload, trust !== 'bare', terms.reading), trust, suffix, terms))
  // What would be refused by default in a proven token is worth knowing where it is not.
  if (trust === 'bare' || terms.reading === 'official') attempt(warnings, () => readPayload(payload, true, 'own'))
}
