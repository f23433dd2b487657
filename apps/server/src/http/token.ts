// GET /v1/token?userID=…&expired_ts=…: the contract of ZEGOCLOUD's page, {"token":"04…"} (spec/http-api.md section 3). The spellings are theirs.
import * as v from 'valibot'
import { issueFor, issueProblems, type IssueRouteParts } from './issue_for.ts'
import { route, type Route } from './route.ts'
import { tokenField } from './words.ts'

const seconds = v.pipe(
  v.string(),
  v.regex(/^[1-9][0-9]{0,9}$/, 'must be a whole number of seconds above 0'),
  v.description('Lifetime in seconds.'),
  v.transform(Number),
)

const query = v.object({
  userID: v.optional(
    v.pipe(v.string(), v.description('Required with an API key; with the credentials of a user, their own.')),
  ),
  roomID: v.optional(
    v.pipe(v.string(), v.description('Seals the room and the rights in it; without it the door asks the policy.')),
  ),
  expired_ts: v.optional(seconds),
})

export function tokenRoute(parts: IssueRouteParts): Route {
  return route({
    method: 'GET',
    path: '/v1/token',
    access: 'user',
    // A token that nobody reads must not be made.
    head: false,
    id: 'issueToken',
    summary: 'A sealed Token04, as ZEGOCLOUD’s kits ask for it',
    query,
    success: {
      status: 200,
      description: 'The token, whose audit row is on the disk.',
      body: v.object({ token: tokenField }),
    },
    problems: issueProblems,
    answer({ request, info, query: { userID = null, roomID = null, expired_ts = null } }) {
      const wish = {
        form: 'token04',
        userId: userID,
        roomId: roomID,
        userName: null,
        role: null,
        expiresIn: expired_ts,
      } as const
      return issueFor(parts, request, info, wish, ({ token }) => ({ token }))
    },
  })
}
