// JSON Web Tokens of the application's identity provider. Issuer, audience and algorithms come from the config, never from the token
// (RFC 8725); what the token says about itself only picks among configured issuers.
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  importSPKI,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  type JWTVerifyResult,
} from 'jose'
import { createLimiter } from '../limits/limiter.ts'
import type { Log } from '../log.ts'
import type { PolicyUser } from '../policy/policy.ts'
import { bearerOf, identified, unidentified, type IdentitySource } from './identity.ts'
import { asymmetricAlgorithms, symmetricAlgorithms, type JwtIssuer } from './issuer.ts'
import { isForUs, userOf } from './jwt_claims.ts'
import { createKeyCache, KeysUnavailable } from './key_cache.ts'
import { createProviderFetch, ProviderFault, type FetchParts } from './provider_fetch.ts'
import { fetchKeys } from './provider_keys.ts'

/** Clocks of two machines differ. */
const clockTolerance = 5
/** For the discovery document and the keys together. */
const providerTimeoutMs = 5000
/** Keys of one name, or of one kind where a token names none, that are tried: what a stranger sends must not become much work. */
const mostTwins = 8
/** Three parts, of which the last may be empty: an unsigned token is a wrong one, not one of another kind. */
const tokenShape = /^[\w-]+\.[\w-]+\.[\w-]*$/
const maxLength = 8192

export interface JwtParts {
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly fetch?: FetchParts
  /** Is told of each fetch of keys, and whether it brought any. */
  readonly fetched?: (outcome: 'ok' | 'failed') => void
  /** Default: five seconds. */
  readonly timeoutMs?: number
}

interface Issuer {
  readonly terms: JwtIssuer
  readonly key: JWTVerifyGetKey
  readonly options: Omit<JWTVerifyOptions, 'currentDate'>
}

/** @throws Error when a public key cannot be read */
export async function jwtSource(issuers: readonly JwtIssuer[], parts: JwtParts): Promise<IdentitySource> {
  const known = new Map<string, Issuer>()
  for (const issuer of issuers) known.set(issuer.issuer, await prepare(issuer, parts))
  const several = known.size > 1
  // Whoever has a token of such a key can show it as often as they like.
  const lines = createLimiter({ name: 'jwt-key-lines', perMinute: 0.1, burst: 1 }, parts.now)
  const unusable = (issuer: string, token: string): void => {
    // It is one of the provider's: what a token names and nobody publishes does not come so far.
    const { kid = '' } = decodeProtectedHeader(token)
    if (lines.take(`${issuer} ${kid}`) === 0) parts.log.error('jwt_key_unusable', { issuer, key: kid })
  }

  return async (request) => {
    const token = bearerOf(request)
    if (token === null || !tokenShape.test(token)) return null
    const issuer = token.length > maxLength ? undefined : known.get(issuerOf(token) ?? '')
    if (issuer === undefined) return unidentified('credentials_invalid')
    try {
      const user = await verified(issuer, token, several, parts.now())
      return user === null ? unidentified('credentials_invalid') : identified({ kind: 'user', user })
    } catch (error) {
      if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSInvalid))
        return unidentified('credentials_invalid')
      // What the cache could not get it has said already; else a key of the provider is none, or too weak.
      if (!(error instanceof KeysUnavailable)) unusable(issuer.terms.issuer, token)
      return unidentified('identity_unavailable')
    }
  }
}

async function prepare(terms: JwtIssuer, parts: JwtParts): Promise<Issuer> {
  const { audience, algorithms, secret, userIdClaim = 'sub', maxAge } = terms
  const options = {
    issuer: terms.issuer,
    audience: [audience].flat(),
    algorithms: [...(algorithms ?? (secret === undefined ? asymmetricAlgorithms : symmetricAlgorithms))],
    requiredClaims: ['exp', userIdClaim],
    clockTolerance,
    ...(maxAge === undefined ? {} : { maxTokenAge: maxAge }),
  }
  return { terms, key: await keyOf(terms, options.algorithms[0] ?? '', parts), options }
}

async function keyOf(terms: JwtIssuer, algorithm: string, parts: JwtParts): Promise<JWTVerifyGetKey> {
  const { secret, publicKey, jwks } = terms
  if (secret !== undefined) {
    const bytes = new TextEncoder().encode(secret)
    return async () => bytes
  }
  if (publicKey !== undefined) {
    const key = await importSPKI(publicKey, algorithm)
    return async () => key
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- jose checks each key when it is used
  if (jwks !== undefined) return createLocalJWKSet(jwks as unknown as JSONWebKeySet)
  return publishedKeys(terms, parts)
}

function publishedKeys(
  terms: JwtIssuer,
  { log, now, fetch, fetched, timeoutMs = providerTimeoutMs }: JwtParts,
): JWTVerifyGetKey {
  const fetchJson = createProviderFetch(terms, fetch)
  return createKeyCache({
    async fetch() {
      const keys = await fetchKeys(terms, fetchJson, AbortSignal.timeout(timeoutMs))
      fetched?.('ok')
      return keys
    },
    failed(error, stale) {
      fetched?.('failed')
      const why = error instanceof ProviderFault ? error.message : 'unknown'
      log.error('jwt_keys_unavailable', { issuer: terms.issuer, error: why, stale })
    },
    now,
  })
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined
  }
}

/** Null where the token holds and is still not one for us. @throws JOSEError when it does not hold */
async function verified(issuer: Issuer, token: string, several: boolean, now: number): Promise<PolicyUser | null> {
  const { protectedHeader, payload } = await verifyWith(issuer, token, new Date(now))
  return isForUs(protectedHeader, payload, issuer.terms) ? userOf(issuer.terms, payload, several) : null
}

/** Where several keys answer to one name, or the token names none, any of them may have signed. */
async function verifyWith({ key, options }: Issuer, token: string, currentDate: Date): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, key, { ...options, currentDate })
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    let tried = 0
    for await (const twin of error) {
      if (++tried > mostTwins) break
      try {
        return await jwtVerify(token, twin, { ...options, currentDate })
      } catch (refusal) {
        if (!(refusal instanceof errors.JWSSignatureVerificationFailed)) throw refusal
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}
