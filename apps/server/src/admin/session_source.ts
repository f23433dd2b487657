// Who is asking, by the session of the admin page: the server that its API key is, with that key's scopes.
import { callerOf } from '../identity/api_keys.ts'
import { identified, unidentified, type IdentitySource } from '../identity/identity.ts'
import { sessionTextOf } from './session_cookie.ts'
import type { Sessions } from './sessions.ts'

export function sessionSource(sessions: Sessions): IdentitySource {
  return (request) => {
    // One that is over is nothing: whoever left a page open was not wrong.
    const session = sessions.read(sessionTextOf(request) ?? '')
    if (session === null) return null
    return sessions.current ? identified(callerOf(session.key)) : unidentified('identity_unavailable')
  }
}
