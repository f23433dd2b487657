// The contract of LiveKit's TokenSource (spec/http-api.md section 3.2): one decision gives a Kit Token and what a LiveKit server takes for it.
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { joinToken, type LiveKitSettings } from '../livekit/join_token.ts'
import { issueFor, issueProblems, type IssueRouteParts } from './issue_for.ts'
import type { HttpAnswer } from '../transport/message.ts'
import { route, type Ask, type Route } from './route.ts'
import { time } from './words.ts'

export interface LiveKitRouteParts extends IssueRouteParts {
  /** Null: there is none. */
  readonly livekit: LiveKitSettings | null
  /** Whether the path of LiveKit's development token server is served too. */
  readonly development: boolean
}

const name = v.exactOptional(v.pipe(v.string(), v.description('The name to show.')))
/** What an app may let its callers set, and Roompass does not: to drop it silently would be worse than to say so. */
const notTheirs = v.exactOptional(
  v.pipe(
    v.unknown(),
    v.check(isEmpty, 'is for the server to say'),
    v.description('Must be empty: it is for the server to say.'),
  ),
)
const beside = {
  participant_metadata: notTheirs,
  participant_attributes: notTheirs,
  room_config: notTheirs,
}
const request = v.strictObject({
  room_name: v.pipe(v.string(), v.description('The room.')),
  participant_identity: v.exactOptional(v.pipe(v.string(), v.description('As `userId` of /v1/kit-tokens.'))),
  participant_name: name,
  ...beside,
})
const sandboxRequest = v.strictObject({
  room_name: v.exactOptional(v.pipe(v.string(), v.description('The room. Default: one of its own.'))),
  participant_identity: v.exactOptional(v.pipe(v.string(), v.description('A user ID. Default: one that nobody has.'))),
  participant_name: name,
  ...beside,
})

const answered = v.object({
  server_url: v.pipe(v.string(), v.description('Of the LiveKit server.')),
  participant_token: v.pipe(v.string(), v.description('A JWT that joins the room there, for as long as it takes.')),
  room_name: v.string(),
  participant_name: v.string(),
  kit_token: v.pipe(v.string(), v.description('A signed Kit Token of the same decision.')),
  expires_at: v.pipe(time, v.description('Unix seconds: when the Kit Token ends.')),
  refresh_after: v.pipe(v.number(), v.integer(), v.description('Unix seconds: from then on fetch the next one.')),
})

export function liveKitRoutes(parts: LiveKitRouteParts): Route[] {
  const { livekit, development } = parts
  if (livekit === null) return []
  const base = {
    method: 'POST',
    access: 'user',
    success: { status: 201, description: 'Both tokens, whose audit row is on the disk.', body: answered },
    problems: issueProblems,
  } as const
  const own = route({
    ...base,
    path: '/v1/livekit/token',
    id: 'issueLiveKitToken',
    summary: 'A token for a LiveKit server, as its clients ask for it',
    body: request,
    answer: (ask) => answerFor(parts, livekit, ask, ask.body),
  })
  const sandbox = route({
    ...base,
    path: '/api/v2/sandbox/connection-details',
    id: 'issueLiveKitSandboxToken',
    summary: 'The same where LiveKit’s quick starts look for it; in development only',
    body: sandboxRequest,
    answer: (ask) =>
      answerFor(parts, livekit, ask, {
        ...ask.body,
        room_name: ask.body.room_name ?? `room-${randomUUID()}`,
        participant_identity: ask.body.participant_identity ?? `user-${randomUUID()}`,
      }),
  })
  return development ? [own, sandbox] : [own]
}

interface Wanted {
  readonly room_name: string
  readonly participant_identity?: string
  readonly participant_name?: string
}

async function answerFor(
  parts: IssueRouteParts,
  livekit: LiveKitSettings,
  { request: asked, info }: Pick<Ask<unknown, unknown, unknown>, 'request' | 'info'>,
  wanted: Wanted,
): Promise<v.InferInput<typeof answered> | HttpAnswer> {
  const { room_name: roomId, participant_identity: userId = null, participant_name: userName = null } = wanted
  const wish = { form: 'kit-token', roomId, userId, userName, role: null, expiresIn: null } as const
  return issueFor(parts, asked, info, wish, async ({ token, pass, refreshAfter }) => ({
    server_url: livekit.url,
    participant_token: await joinToken(pass, roomId, livekit),
    room_name: roomId,
    participant_name: pass.userName ?? '',
    kit_token: token,
    expires_at: pass.expiresAt,
    refresh_after: refreshAfter,
  }))
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
