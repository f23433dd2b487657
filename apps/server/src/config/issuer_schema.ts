// The shape of an issuer of JWTs: that its key is one, and that the algorithms are for this kind of key (RFC 8725 section 3.1).
import { createPublicKey } from 'node:crypto'
import * as v from 'valibot'
import { faultOfUrl } from '../identity/destinations.ts'
import { asymmetricAlgorithms, symmetricAlgorithms, type JwtIssuer } from '../identity/issuer.ts'
import { usesOfKey } from '../identity/key_uses.ts'
import { oneOrMore, text, whole } from './shapes.ts'

/** Which algorithms a public key is for. Null: it cannot be read, or is too short to be safe. */
function usesOf(pem: string): RegExp | null {
  try {
    return usesOfKey(createPublicKey(pem))
  } catch {
    return null
  }
}

/** Null where it fits: what a key of this kind may not be used with. */
function misfit({ discovery, jwksUrl, jwks, publicKey, secret, algorithms }: JwtIssuer): string | null {
  const keys = [discovery, jwksUrl, jwks, publicKey, secret].filter((key) => key !== undefined)
  if (keys.length > 1) return 'must have one of discovery, jwksUrl, jwks, publicKey and secret'
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

/** Where its keys are fetched from, and what is wrong with that place. */
function faultOfPlace(terms: JwtIssuer): { readonly key: 'issuer' | 'jwksUrl'; readonly fault: string } | null {
  const { issuer, jwksUrl, jwks, publicKey, secret } = terms
  if (jwks !== undefined || publicKey !== undefined || secret !== undefined) return null
  const key = jwksUrl === undefined ? 'issuer' : 'jwksUrl'
  const fault = faultOfUrl(jwksUrl ?? issuer, terms)
  if (jwksUrl !== undefined) return fault === null ? null : { key, fault }
  // OpenID Connect Discovery 1.0 section 3.
  const why = /[?#]/.test(issuer) ? 'must have neither query nor fragment' : fault
  return why === null ? null : { key, fault: `${why}, as its keys are found by discovery` }
}

export const jwtIssuer: v.GenericSchema<JwtIssuer> = v.pipe(
  v.strictObject({
    issuer: text,
    audience: oneOrMore,
    authorizedParties: v.optional(oneOrMore),
    algorithms: v.optional(
      v.pipe(v.array(v.picklist([...asymmetricAlgorithms, ...symmetricAlgorithms])), v.nonEmpty('must not be empty')),
    ),
    userIdClaim: v.optional(text),
    userIds: v.optional(v.picklist(['subject', 'derived'])),
    userNameClaim: v.optional(text),
    maxAge: v.optional(whole(1, 31_536_000)),
    discovery: v.optional(v.literal(true)),
    jwksUrl: v.optional(text),
    jwks: v.optional(
      v.looseObject({ keys: v.pipe(v.array(v.looseObject({ kty: text })), v.nonEmpty('must not be empty')) }),
    ),
    publicKey: v.optional(
      v.pipe(v.string(), v.regex(/^-----BEGIN PUBLIC KEY-----\s/, 'must be a public key in PEM (SPKI)')),
    ),
    secret: v.optional(v.pipe(v.string(), v.minLength(32, 'must be at least 32 characters'))),
    allowPrivateNetworks: v.optional(v.boolean()),
    allowLoopback: v.optional(v.boolean()),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.issues !== undefined) return
    const { value: input } = dataset
    const message = misfit(input)
    if (message !== null) addIssue({ message })
    const place = message === null ? faultOfPlace(input) : null
    if (place === null) return
    const { key, fault } = place
    addIssue({
      message: fault,
      path: [{ type: 'object', origin: 'value', input: { ...input }, key, value: input[key] }],
    })
  }),
)
