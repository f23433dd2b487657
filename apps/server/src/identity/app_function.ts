// The application's own way to know its users: a session cookie, a header of a proxy, whatever it has.
import { isUserId, isUserName } from '@roompass/token'
import { identified, unidentified, type IdentitySource } from './identity.ts'
import type { Log } from '../log.ts'

export interface AppUser {
  /** 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\ */
  readonly userId: string
  readonly userName?: string
  /** For the rules of the policy. */
  readonly claims?: Readonly<Record<string, unknown>>
}

/** Who sent this request, or null for nobody. It must not go by what the caller merely says. */
export type Authenticate = (request: Request) => AppUser | null | Promise<AppUser | null>

export function appSource(authenticate: Authenticate, log: Log): IdentitySource {
  return async (request) => {
    let user: AppUser | null
    try {
      user = await authenticate(request.clone())
    } catch (error) {
      log.error('authenticate_failed', { error: error instanceof Error ? error.name : 'unknown' })
      return unidentified('identity_unavailable')
    }
    if (user === null) return null
    const { userId, userName, claims = {} } = user
    if (typeof userId !== 'string' || !isUserId(userId) || (userName !== undefined && !isUserName(userName))) {
      log.error('authenticate_gave_no_user_id', {})
      return unidentified('identity_unavailable')
    }
    return identified({ kind: 'user', user: { id: userId, name: userName ?? null, via: 'app', claims } })
  }
}
