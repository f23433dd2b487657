// Who is asking, within a budget of wrong answers. A key or a JWT that is right is right, whatever its neighbours do: nobody guesses one. A header of
// credentials that the app's own function takes may be a password, so that while the budget is spent its yes is not told either.
import { next, type Awaitable } from '../at_once.ts'
import type { FailureBudget } from '../limits/failures.ts'
import type { HttpRequest } from '../transport/message.ts'
import { hasCredentials, type Identified } from './identity.ts'

/** @param network of the caller; null where it is not known */
export type GuardedIdentify = (request: HttpRequest, network: string | null) => Awaitable<Identified>

export function guarded(
  failures: FailureBudget,
  identify: (request: HttpRequest) => Awaitable<Identified>,
): GuardedIdentify {
  return (request, network) => {
    const wait = failures.spent({ network })
    return next(identify(request), (answer) => {
      const wrong = !answer.identified && answer.why === 'credentials_invalid'
      if (wrong && wait === 0) failures.failed({ network })
      return wait > 0 && (wrong || (isOfApp(answer) && hasCredentials(request.headers)))
        ? { identified: false, why: 'rate_limited', retryAfter: wait }
        : answer
    })
  }
}

function isOfApp(answer: Identified): boolean {
  return answer.identified && answer.caller.kind === 'user' && answer.caller.user.via === 'app'
}
