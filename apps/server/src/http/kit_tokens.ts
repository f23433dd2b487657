// POST /v1/kit-tokens: a signed Kit Token for one room (spec/http-api.md section 2).
import * as v from 'valibot'
import { issueFor, issueProblems, type IssueRouteParts } from './issue_for.ts'
import { route, type Route } from './route.ts'
import { appIdField, time } from './words.ts'

const wish = v.strictObject({
  roomId: v.pipe(v.string(), v.description('The room.')),
  userId: v.optional(
    v.pipe(v.string(), v.description('Required with an API key; with the credentials of a user, their own.')),
  ),
  userName: v.optional(v.pipe(v.string(), v.description('The name to show.'))),
  role: v.optional(v.pipe(v.string(), v.description('`host`, `cohost`, `audience`, or a role of the config.'))),
  expiresIn: v.optional(
    v.pipe(
      v.number(),
      v.integer('must be a whole number'),
      v.description('Seconds; what is longer than the policy grants is cut.'),
    ),
  ),
})

const issued = v.object({
  kitToken: v.pipe(v.string(), v.description('A signed Kit Token.')),
  appId: appIdField,
  roomId: v.nullable(v.string()),
  userId: v.string(),
  userName: v.nullable(v.string()),
  grant: v.pipe(
    v.object({ join: v.boolean(), publish: v.boolean(), streamIds: v.nullable(v.array(v.string())) }),
    v.description('What the holder may do in the room; null for streamIds is every stream.'),
  ),
  expiresAt: time,
  refreshAfter: v.pipe(v.number(), v.integer(), v.description('Unix seconds: from then on fetch the next one.')),
})

export function kitTokenRoute(parts: IssueRouteParts): Route {
  return route({
    method: 'POST',
    path: '/v1/kit-tokens',
    access: 'user',
    id: 'issueKitToken',
    summary: 'A signed Kit Token for one room',
    body: wish,
    success: { status: 201, description: 'The token, whose audit row is on the disk.', body: issued },
    problems: issueProblems,
    answer({ request, info, body }) {
      const { roomId, userId = null, userName = null, role = null, expiresIn = null } = body
      const asked = { form: 'kit-token', roomId, userId, userName, role, expiresIn } as const
      return issueFor(parts, request, info, asked, ({ token, pass, refreshAfter }) => {
        const { appId, grant, expiresAt } = pass
        const { join, publish, streamIds } = grant
        return {
          kitToken: token,
          appId,
          roomId: pass.roomId,
          userId: pass.userId,
          userName: pass.userName,
          grant: { join, publish, streamIds: streamIds === null ? null : [...streamIds] },
          expiresAt,
          refreshAfter,
        }
      })
    },
  })
}
