// Which algorithms a public key is for, and whether it is long enough to be safe.
import type { KeyObject } from 'node:crypto'

/** In the words of RFC 7518 and RFC 8037. Null: it is of no kind that counts, or too short. */
export function usesOfKey({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): RegExp | null {
  if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? /^[RP]S/ : null
  if (asymmetricKeyType === 'ed25519') return /^Ed/
  return curves[asymmetricKeyDetails?.namedCurve ?? ''] ?? null
}

const curves: Readonly<Record<string, RegExp>> = { prime256v1: /^ES256$/, secp384r1: /^ES384$/, secp521r1: /^ES512$/ }
