// POST /v1/kit-tokens: a signed Kit Token for one room (spec/http-api.md section 2).
import * as v from 'valibot'
import type { IssueRequest } from '../issue/issue.ts'
import { issueFor, type HttpParts } from './issue_for.ts'
import { readJson } from './body.ts'
import { problem } from './problems.ts'
import type { RequestInfo } from './request_info.ts'

const wholeNumber = v.pipe(v.number(), v.integer('must be a whole number'))

const bodySchema = v.strictObject({
  roomId: v.string(),
  userId: v.optional(v.string()),
  userName: v.optional(v.string()),
  role: v.optional(v.string()),
  expiresIn: v.optional(wholeNumber),
})

export async function postKitToken(parts: HttpParts, request: Request, info: RequestInfo): Promise<Response> {
  // The body is read once; identity gets the request as it came, without it.
  const bare = new Request(request.url, { method: 'POST', headers: request.headers })
  const body = await readJson(request, bodySchema)
  if (!body.ok) return problem(body.code, info.requestId, body.errors === undefined ? {} : { errors: body.errors })
  const { roomId, userId = null, userName = null, role = null, expiresIn = null } = body.value
  const wish: Omit<IssueRequest, 'identify' | 'network'> = {
    form: 'kit-token',
    roomId,
    userId,
    userName,
    role,
    expiresIn,
  }
  return issueFor(parts, bare, info, wish, ({ token, pass, refreshAfter }) => {
    const { appId, grant, expiresAt } = pass
    const answer = {
      kitToken: token,
      appId,
      roomId: pass.roomId,
      userId: pass.userId,
      userName: pass.userName,
      grant,
      expiresAt,
      refreshAfter,
    }
    return Response.json(answer, { status: 201 })
  })
}
