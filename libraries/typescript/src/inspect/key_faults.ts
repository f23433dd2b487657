// Why a token does not open with the keys of its app: tried with everything else that the keyring knows. Only for whoever has the keys.
import type { Envelope } from '../codec/envelope.ts'
import { scanObject } from '../codec/json.ts'
import { plaintextOf } from '../crypto/seal.ts'
import type { AppKey, Ring } from '../keyring.ts'
import type { Finding } from './findings.ts'
import type { HintCode } from './hints.ts'

/** @param usual the keys that were tried */
export function keyFaults(envelope: Envelope, usual: readonly AppKey[], all: Ring): readonly Finding[] {
  // Right padding before UTF-8 is no accident: then the key fits, and the fault is in what was encrypted.
  const [inside] = usual.flatMap((key) => plaintextOf(key, envelope) ?? [])
  if (inside !== undefined) return [{ code: faultOfPlaintext(inside) }]
  if (usual.some((key) => opensMisread(key, envelope))) return [{ code: 'secret_hex_decoded' }]
  const fits = (key: AppKey): boolean => plaintextOf(key, envelope) !== null
  const retired = retiredKey(all, fits)
  if (retired.length > 0) return retired
  const other = all.verifying.find((key) => !usual.includes(key) && fits(key))
  if (other !== undefined) return [{ code: 'key_of_another_app', detail: `It is app ${other.appId}.` }]
  return [{ code: 'wrong_secret' }]
}

/** The retired key that is meant, if there is one. */
export function retiredKey({ retired }: Ring, isMeant: (key: AppKey) => boolean): readonly Finding[] {
  const key = retired.find(isMeant)
  return key === undefined ? [] : [{ code: 'key_retired', detail: `It is the key ${key.kid}.` }]
}

function opensMisread({ misreadAes, transcoder }: AppKey, envelope: Envelope): boolean {
  return misreadAes !== null && plaintextOf({ aes: misreadAes(), transcoder }, envelope) !== null
}

function faultOfPlaintext(text: string): HintCode {
  const scanned = scanObject(text, 8)
  if (scanned === null) return 'claims_unreadable'
  return scanned.spaced ? 'claims_spaced' : 'claims_nested'
}
