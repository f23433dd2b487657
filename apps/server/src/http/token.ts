// GET /v1/token?userID=…&expired_ts=…: the contract of ZEGOCLOUD's page, {"token":"04…"} (spec/http-api.md section 3). The spellings are theirs.
import * as v from 'valibot'
import { issueFor, type HttpParts } from './issue_for.ts'
import { readQuery } from './body.ts'
import { problem } from './problems.ts'
import type { RequestInfo } from './request_info.ts'

const seconds = v.pipe(
  v.string(),
  v.regex(/^[1-9][0-9]{0,9}$/, 'must be a whole number of seconds above 0'),
  v.transform(Number),
)
const querySchema = v.object({
  userID: v.optional(v.string()),
  roomID: v.optional(v.string()),
  expired_ts: v.optional(seconds),
})

export async function getToken(parts: HttpParts, request: Request, info: RequestInfo): Promise<Response> {
  const query = readQuery(new URL(request.url), ['userID', 'roomID', 'expired_ts'], querySchema)
  if (!query.ok) return problem(query.code, info.requestId, query.errors === undefined ? {} : { errors: query.errors })
  const { userID = null, roomID = null, expired_ts = null } = query.value
  const wish = {
    form: 'token04',
    userId: userID,
    roomId: roomID,
    userName: null,
    role: null,
    expiresIn: expired_ts,
  } as const
  return issueFor(parts, request, info, wish, ({ token }) => Response.json({ token }))
}
