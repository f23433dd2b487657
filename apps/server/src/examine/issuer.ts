// The keys of an issuer of JWTs: whether they can be had, and which of them a token may be signed with.
import { createPublicKey } from 'node:crypto'
import type { JWK } from 'jose'
import { asymmetricAlgorithms, type JwtIssuer } from '../identity/issuer.ts'
import { usesOfKey } from '../identity/key_uses.ts'
import { createProviderFetch, ProviderFault, type FetchParts } from '../identity/provider_fetch.ts'
import { fetchKeys } from '../identity/provider_keys.ts'
import { Unavailable, type IssuerFacts } from './facts.ts'

/** Null for an issuer whose key is in the config: there is nobody to ask. @throws Unavailable when its keys cannot be had */
export async function examineIssuer(
  issuer: JwtIssuer,
  signal: AbortSignal,
  parts: FetchParts = {},
): Promise<IssuerFacts | null> {
  if ((issuer.secret ?? issuer.publicKey ?? issuer.jwks) !== undefined) return null
  const keys = await fetchKeys(issuer, createProviderFetch(issuer, parts), signal).catch((error: unknown) => {
    throw error instanceof ProviderFault ? new Unavailable(error.message) : error
  })
  const allowed = issuer.algorithms ?? asymmetricAlgorithms
  const [algorithms, unusable] = [new Set<string>(), new Set<string>()]
  const published = keys.jwks().keys
  for (const key of published) {
    const found = judge(key, allowed)
    if (typeof found === 'string') unusable.add(found)
    else for (const algorithm of found) algorithms.add(algorithm)
  }
  return { keys: published.length, algorithms: [...algorithms], unusable: [...unusable] }
}

/** The algorithms that a key is for, or why it is for none. */
function judge(jwk: JWK, allowed: readonly string[]): readonly string[] | string {
  if (jwk.use !== undefined && jwk.use !== 'sig') return 'not for signing'
  try {
    const uses = usesOfKey(createPublicKey({ key: { ...jwk }, format: 'jwk' }))
    if (uses === null) return 'of a kind that does not count, or too short'
    const own = allowed.filter((name) => uses.test(name) && (jwk.alg === undefined || jwk.alg === name))
    return own.length === 0 ? 'for other algorithms than the config allows' : own
  } catch {
    return 'not readable'
  }
}
