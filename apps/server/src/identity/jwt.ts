// JSON Web Tokens of the application's identity provider. Issuer, audience and algorithms come from the config, never from the token
// (RFC 8725); what the token says about itself only picks among configured issuers.
import { createHash } from 'node:crypto'
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  importSPKI,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose'
import { isUserId, isUserName } from '@roompass/token'
import type { Log } from '../log.ts'
import type { PolicyUser } from '../policy/policy.ts'
import { bearerOf, identified, unidentified, type Identified, type IdentitySource } from './identity.ts'

/** One issuer whose tokens count, with exactly one of the four kinds of key. */
export interface JwtIssuer {
  /** The `iss` that tokens must have, exactly. */
  readonly issuer: string
  /** The `aud` that tokens must have, or one of several. */
  readonly audience: string | readonly string[]
  /** Default: every algorithm that is safe with this kind of key. A `publicKey` needs its one algorithm named. */
  readonly algorithms?: readonly string[] | undefined
  /** The claim with the user ID. Default `sub`. */
  readonly userIdClaim?: string | undefined
  /** The claim with the name to show. Default `name`. */
  readonly userNameClaim?: string | undefined
  /** Longest age in seconds since `iat`. Default: `exp` alone counts. */
  readonly maxAge?: number | undefined
  /** Where the provider publishes its keys: https, or http on loopback. */
  readonly jwksUrl?: string | undefined
  /** The keys themselves (RFC 7517). */
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] } | undefined
  /** A public key in PEM (SPKI). */
  readonly publicKey?: string | undefined
  /** Shared with whoever signs (HS256 and its like): at least 32 characters. */
  readonly secret?: string | undefined
}

export const asymmetricAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const
export const symmetricAlgorithms = ['HS256', 'HS384', 'HS512'] as const

/** Clocks of two machines differ. */
const clockTolerance = 5
const jwksTimeoutMs = 5000
/** Three parts, of which the last may be empty: an unsigned token is a wrong one, not one of another kind. */
const tokenShape = /^[\w-]+\.[\w-]+\.[\w-]*$/
const maxLength = 8192

interface Issuer {
  readonly terms: JwtIssuer
  readonly key: JWTVerifyGetKey
  readonly algorithms: readonly string[]
}

/** @throws Error when a public key cannot be read */
export async function jwtSource(issuers: readonly JwtIssuer[], log: Log, now: () => number): Promise<IdentitySource> {
  const known = new Map<string, Issuer>()
  for (const issuer of issuers) known.set(issuer.issuer, await prepare(issuer))
  const several = known.size > 1

  return async (request) => {
    const token = bearerOf(request)
    if (token === null || !tokenShape.test(token)) return null
    const issuer = token.length > maxLength ? undefined : known.get(issuerOf(token) ?? '')
    if (issuer === undefined) return unidentified('credentials_invalid')
    return verifyWith(issuer, token, several, log, now)
  }
}

async function prepare(terms: JwtIssuer): Promise<Issuer> {
  const { secret, publicKey, jwks, jwksUrl } = terms
  if (secret !== undefined) {
    const bytes = new TextEncoder().encode(secret)
    return { terms, key: async () => bytes, algorithms: terms.algorithms ?? symmetricAlgorithms }
  }
  const algorithms = terms.algorithms ?? asymmetricAlgorithms
  if (publicKey !== undefined) {
    const key = await importSPKI(publicKey, algorithms[0] ?? '')
    return { terms, key: async () => key, algorithms }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- jose checks each key when it is used
  if (jwks !== undefined) return { terms, key: createLocalJWKSet(jwks as unknown as JSONWebKeySet), algorithms }
  return { terms, key: createRemoteJWKSet(new URL(jwksUrl ?? ''), { timeoutDuration: jwksTimeoutMs }), algorithms }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined
  }
}

async function verifyWith(
  { terms, key, algorithms }: Issuer,
  token: string,
  several: boolean,
  log: Log,
  now: () => number,
): Promise<Identified> {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer: terms.issuer,
      audience: typeof terms.audience === 'string' ? terms.audience : [...terms.audience],
      algorithms: [...algorithms],
      requiredClaims: ['exp', terms.userIdClaim ?? 'sub'],
      clockTolerance,
      currentDate: new Date(now()),
      ...(terms.maxAge === undefined ? {} : { maxTokenAge: terms.maxAge }),
    })
    return identified({ kind: 'user', user: userOf(terms, payload, several) })
  } catch (error) {
    if (!isOutage(error)) return unidentified('credentials_invalid')
    log.error('jwt_keys_unavailable', {
      issuer: terms.issuer,
      error: error instanceof Error ? error.message : 'unknown',
    })
    return unidentified('identity_unavailable')
  }
}

/** The provider's keys could not be had: that says nothing about the token. */
function isOutage(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true
  if (error instanceof errors.JOSEError) return error.code === 'ERR_JOSE_GENERIC'
  return !(error instanceof InvalidUser)
}

class InvalidUser extends Error {}

function userOf(terms: JwtIssuer, payload: JWTPayload, several: boolean): PolicyUser {
  const { issuer, userIdClaim = 'sub', userNameClaim = 'name' } = terms
  const subject = payload[userIdClaim]
  if (typeof subject !== 'string' || subject === '') throw new InvalidUser()
  const name = payload[userNameClaim]
  return {
    id: userIdOf(issuer, subject, several),
    name: typeof name === 'string' && isUserName(name) ? name : null,
    via: 'jwt',
    claims: payload,
  }
}

/**
 * The subject itself where it can be a user ID and there is one issuer; else a stable name made from issuer and subject, so that
 * two providers' "42" are two people. A subject that looks like such a name gets one too: nobody can be called what another one is.
 */
function userIdOf(issuer: string, subject: string, several: boolean): string {
  if (!several && isUserId(subject) && !/^u\.[\w-]{22}$/.test(subject)) return subject
  return `u.${createHash('sha256').update(`${issuer}\0${subject}`).digest('base64url').slice(0, 22)}`
}
