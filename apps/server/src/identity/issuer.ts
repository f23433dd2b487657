// What the config says of an issuer of JWTs, and which algorithms go with which kind of key (RFC 8725 section 3.1).
import type { Reach } from './destinations.ts'

/** One issuer whose tokens count, with one kind of key; with none its keys are found by OpenID Connect Discovery. */
export interface JwtIssuer extends Reach {
  /** The `iss` that tokens must have, exactly. For discovery an https URL. */
  readonly issuer: string
  /** The `aud` that tokens must have, or one of several. */
  readonly audience: string | readonly string[]
  /** The clients that tokens may have been made for: the `azp` that they must have then (else `client_id`). Default: any. */
  readonly authorizedParties?: string | readonly string[] | undefined
  /** Default: every algorithm that is safe with this kind of key. A `publicKey` needs its one algorithm named. */
  readonly algorithms?: readonly string[] | undefined
  /** The claim with the user ID. Default `sub`. */
  readonly userIdClaim?: string | undefined
  /**
   * `subject`: that claim as it stands, where it can be a user ID. `derived`: a name made from issuer and subject. Default: `subject` for the
   * only issuer, `derived` where there are several; one of several may be given `subject`, so that its people keep their IDs.
   */
  readonly userIds?: 'subject' | 'derived' | undefined
  /** The claim with the name to show. Default `name`. */
  readonly userNameClaim?: string | undefined
  /** Longest age in seconds since `iat`. Default: `exp` alone counts. */
  readonly maxAge?: number | undefined
  /** Says that the keys are found by discovery, as they are where no kind of key is given. */
  readonly discovery?: true | undefined
  /** Where the provider publishes its keys. */
  readonly jwksUrl?: string | undefined
  /** The keys themselves (RFC 7517). */
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] } | undefined
  /** A public key in PEM (SPKI). */
  readonly publicKey?: string | undefined
  /** Shared with whoever signs (HS256 and its like): at least 32 characters. */
  readonly secret?: string | undefined
  /** The provider may be in a private network (10.0.0.0/8, fc00::/7 and their like), as inside a cluster. Default false. */
  readonly allowPrivateNetworks?: boolean | undefined
  /** The provider is on this machine, and nowhere else: localhost by http as well. For development and tests. Default false. */
  readonly allowLoopback?: boolean | undefined
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
