// The shape of an issuer of JWTs: that its key is one, and that the algorithms are for this kind of key (RFC 8725 section 3.1).
import { createPublicKey } from 'node:crypto'
import * as v from 'valibot'
import { asymmetricAlgorithms, symmetricAlgorithms, type JwtIssuer } from '../identity/jwt.ts'
import { oneOrMore, text, whole } from './shapes.ts'

/** Keys of a provider come over TLS, or from this machine. */
function isSafeUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null
  const loopback = url !== null && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback)
}

/** Which algorithms a public key is for, in the words of RFC 7518 and RFC 8037. Null: it cannot be read, or is too short to be safe. */
function usesOf(pem: string): RegExp | null {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem)
    if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048 ? /^[RP]S/ : null
    if (asymmetricKeyType === 'ed25519') return /^Ed/
    return curves[asymmetricKeyDetails?.namedCurve ?? ''] ?? null
  } catch {
    return null
  }
}
const curves: Readonly<Record<string, RegExp>> = { prime256v1: /^ES256$/, secp384r1: /^ES384$/, secp521r1: /^ES512$/ }

/** Null where it fits: what a key of this kind may not be used with. */
function misfit({ jwksUrl, jwks, publicKey, secret, algorithms }: JwtIssuer): string | null {
  const keys = [jwksUrl, jwks, publicKey, secret].filter((key) => key !== undefined)
  if (keys.length !== 1) return 'must have exactly one of jwksUrl, jwks, publicKey and secret'
  const shared = algorithms?.filter((name) => name.startsWith('HS')).length ?? 0
  if (secret === undefined && shared > 0) return 'must not name HS algorithms beside a public key'
  if (secret !== undefined && algorithms !== undefined && shared < algorithms.length)
    return 'must name HS algorithms alone beside a secret'
  if (publicKey === undefined) return null
  const [algorithm, ...others] = algorithms ?? []
  if (algorithm === undefined || others.length > 0) return 'must name the one algorithm of its publicKey in algorithms'
  const uses = usesOf(publicKey)
  if (uses === null)
    return 'has a publicKey that is none, or too short: RSA of 2048 bits, P-256, P-384, P-521 or Ed25519'
  return uses.test(algorithm) ? null : 'has a publicKey that is of another kind than its algorithm'
}

export const jwtIssuer: v.GenericSchema<JwtIssuer> = v.pipe(
  v.strictObject({
    issuer: text,
    audience: oneOrMore,
    algorithms: v.optional(
      v.pipe(v.array(v.picklist([...asymmetricAlgorithms, ...symmetricAlgorithms])), v.nonEmpty('must not be empty')),
    ),
    userIdClaim: v.optional(text),
    userNameClaim: v.optional(text),
    maxAge: v.optional(whole(1, 31_536_000)),
    jwksUrl: v.optional(v.pipe(text, v.check(isSafeUrl, 'must be an https URL'))),
    jwks: v.optional(
      v.looseObject({ keys: v.pipe(v.array(v.looseObject({ kty: text })), v.nonEmpty('must not be empty')) }),
    ),
    publicKey: v.optional(
      v.pipe(v.string(), v.regex(/^-----BEGIN PUBLIC KEY-----\s/, 'must be a public key in PEM (SPKI)')),
    ),
    secret: v.optional(v.pipe(v.string(), v.minLength(32, 'must be at least 32 characters'))),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed && dataset.issues === undefined ? misfit(dataset.value) : null
    if (message !== null) addIssue({ message })
  }),
)
