// The application's own way to know its users: a session cookie, a header of a proxy, whatever it has.
import * as v from 'valibot'
import { isUserId, isUserName } from '@roompass/token'
import { identified, unidentified, type IdentitySource } from './identity.ts'
import type { Log } from '../log.ts'
import { inTime } from '../time_limit.ts'

export interface AppUser {
  /** 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\ */
  readonly userId: string
  readonly userName?: string
  /** For the rules of the policy. */
  readonly claims?: Readonly<Record<string, unknown>>
}

/** Who sent this request, or null for nobody, within five seconds. It must not go by what the caller merely says. */
export type Authenticate = (request: Request) => AppUser | null | Promise<AppUser | null>

const userSchema = v.object({
  userId: v.custom<string>(isUserId),
  userName: v.nullish(v.custom<string>(isUserName)),
  claims: v.nullish(v.record(v.string(), v.unknown())),
})

export function appSource(authenticate: Authenticate, log: Log): IdentitySource {
  return async (request) => {
    let answer: unknown
    try {
      // Without its body, which is the server's to read, and of which a clone would keep a copy.
      const shown = new Request(request.url, { method: request.method, headers: [...request.headers] })
      answer = await inTime(() => authenticate(shown))
    } catch (error) {
      log.error('authenticate_failed', { error: error instanceof Error ? error : 'unknown' })
      return unidentified('identity_unavailable')
    }
    // A look-up that finds nobody often gives undefined.
    if (answer === null || answer === undefined) return null
    const user = v.safeParse(userSchema, answer)
    if (!user.success) {
      log.error('authenticate_gave_no_user', { wrong: v.getDotPath(user.issues[0]) ?? 'all of it' })
      return unidentified('identity_unavailable')
    }
    const { userId: id, userName: name, claims } = user.output
    return identified({ kind: 'user', user: { id, name: name ?? null, via: 'app', claims: claims ?? {} } })
  }
}
