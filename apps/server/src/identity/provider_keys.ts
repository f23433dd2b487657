// The keys that a provider publishes, from where the config or its discovery document says (OpenID Connect Discovery 1.0 section 4).
import { createLocalJWKSet, errors, type JSONWebKeySet } from 'jose'
import * as v from 'valibot'
import { ProviderFault, type FetchJson } from './provider_fetch.ts'

/** Keys as jose looks them up: by `kid`, `alg`, `use` and `key_ops`. */
export type Keys = ReturnType<typeof createLocalJWKSet>

export interface Provider {
  readonly issuer: string
  /** Undefined: it is asked of the discovery document, each time, so that it may move. */
  readonly jwksUrl?: string | undefined
}

/** @throws ProviderFault */
export async function fetchKeys(
  { issuer, jwksUrl }: Provider,
  fetchJson: FetchJson,
  signal: AbortSignal,
): Promise<Keys> {
  const set = await fetchJson(jwksUrl ?? (await discover(issuer, fetchJson, signal)), signal)
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- jose looks at the set now, and at each key when it is used
    return createLocalJWKSet(set as JSONWebKeySet)
  } catch (error) {
    if (error instanceof errors.JWKSInvalid) throw new ProviderFault('its keys are no JWKS')
    throw error
  }
}

/** A document that speaks of another issuer was written by somebody else (section 4.3). */
async function discover(issuer: string, fetchJson: FetchJson, signal: AbortSignal): Promise<string> {
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const document = v.safeParse(documentSchema, await fetchJson(place, signal))
  if (!document.success) throw new ProviderFault('its discovery document lacks issuer or jwks_uri')
  if (document.output.issuer !== issuer) throw new ProviderFault('its discovery document is of another issuer')
  return document.output.jwks_uri
}

const documentSchema = v.object({ issuer: v.string(), jwks_uri: v.string() })
