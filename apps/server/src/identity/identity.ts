// Who is asking? Each source looks for credentials of its own kind; the first that finds some decides. None of them trusts a name
// that the caller merely gives.
import { next, type Awaitable } from '../at_once.ts'
import type { RequestHead } from '../transport/message.ts'
import type { PolicyUser } from '../policy/policy.ts'
import type { ApiScope } from './scopes.ts'

export type Caller =
  /** A person who has proved who they are: the only user they can ask for. */
  | { readonly kind: 'user'; readonly user: PolicyUser }
  /** A server of the application, which speaks for its users: for those whose IDs fit, as far as its scopes go. */
  | {
      readonly kind: 'service'
      readonly name: string
      readonly scopes: readonly ApiScope[]
      readonly users: string | readonly string[]
    }
  /** Nobody in particular, who may take any name. In development only. */
  | { readonly kind: 'anonymous' }

export type Identified =
  | { readonly identified: true; readonly caller: Caller }
  | { readonly identified: false; readonly why: IdentityFailure }
  /** Too many that were wrong came from there. Seconds. */
  | { readonly identified: false; readonly why: 'rate_limited'; readonly retryAfter: number }

/**
 * `unauthenticated`: no credentials were found. `credentials_invalid`: some were found and are not right.
 * `identity_unavailable`: whoever can judge them does not answer.
 */
export type IdentityFailure = 'unauthenticated' | 'credentials_invalid' | 'identity_unavailable'

/** Null: the request carries no credentials of this kind. */
export type IdentitySource = (request: RequestHead) => Awaitable<Identified | null>

export function identified(caller: Caller): Identified {
  return { identified: true, caller }
}

export function unidentified(why: IdentityFailure): Identified {
  return { identified: false, why }
}

/** Asks one source after the other. Credentials that are wrong end it: they are not tried as something else. */
export function firstOf(sources: readonly IdentitySource[]): (request: RequestHead) => Awaitable<Identified> {
  const [source, ...others] = sources
  if (source === undefined)
    return ({ headers }) => unidentified(hasCredentials(headers) ? 'credentials_invalid' : 'unauthenticated')
  const rest = firstOf(others)
  return (request) => next(source(request), (answer) => answer ?? rest(request))
}

/** Whether a request carries what is counted when it is wrong: a JWT, a key, a password. A session of the app is none of these. */
export function hasCredentials(headers: RequestHead['headers']): boolean {
  return headers.has('authorization') || headers.has('x-api-key')
}

/** Who it was, as the audit names them: `jwt:ada`, `api_key:backend`. @param user for whom, where the caller is nobody in particular; null for nobody */
export function actorOf(caller: Caller, user: PolicyUser | null): string {
  if (caller.kind === 'service') return `api_key:${caller.name}`
  const who = caller.kind === 'user' ? caller.user : user
  return who === null ? caller.kind : `${who.via}:${who.id}`
}

/** What follows `Bearer` in the Authorization header (RFC 6750 section 2.1), or null. */
export function bearerOf(request: RequestHead): string | null {
  return /^Bearer +([\x21-\x7e]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null
}

/** Everybody is nobody in particular. For `roompass dev` alone. */
export const anonymousSource: IdentitySource = () => identified({ kind: 'anonymous' })
