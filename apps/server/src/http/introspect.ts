// What a token is worth now (RFC 7662), for servers that are handed one; and, for people who help, what is wrong with it. The first is no oracle:
// whatever the reason, it says no more than that a token is not active.
import * as v from 'valibot'
import { inspect, KitTokenError, verify, verifyToken04, type Pass } from '@roompass/token'
import { roomOf } from '../admission/room_of.ts'
import { tidPrefix } from '../audit/entry.ts'
import type { KeysInUse } from '../keys/keys.ts'
import type { Revocations } from '../revocation/revocations.ts'
import { problem } from './problems.ts'
import { route, type Route } from './route.ts'
import { time } from './words.ts'

export interface IntrospectRouteParts {
  readonly keys: KeysInUse
  readonly revocations: Pick<Revocations, 'judge' | 'current'>
  /** What the door of the room takes: the least trust, and the longest lifetime in seconds. */
  readonly terms: { readonly accept: 'signed' | 'sealed'; readonly maxLifetime: number }
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const token = v.pipe(v.string(), v.description('A Kit Token, or a Token04 alone.'))
const text = v.string()

const introspected = v.union([
  v.strictObject({ active: v.literal(false) }),
  v.object({
    active: v.literal(true),
    token_type: v.picklist(['kit-token', 'token04']),
    scope: v.pipe(text, v.description('`join`, `publish`, or both.')),
    sub: v.pipe(text, v.description('The user.')),
    username: v.exactOptional(v.pipe(text, v.description('The name to show, where the token proves one.'))),
    aud: v.pipe(text, v.description('The AppID.')),
    iat: time,
    exp: time,
    jti: v.pipe(text, v.description('How the ID of the token begins, as the audit has it.')),
    room_id: v.pipe(v.nullable(text), v.description('The room that it proves; null for none in particular.')),
    trust: v.picklist(['signed', 'sealed', 'bare']),
  }),
])

export function introspectRoutes(parts: IntrospectRouteParts): Route[] {
  const { keys, revocations, terms, now } = parts
  const base = { method: 'POST', access: 'introspect', problems: ['store_unavailable'] } as const
  return [
    route({
      ...base,
      path: '/v1/introspect',
      id: 'introspectToken',
      summary: 'Whether a token counts now, and what it says (RFC 7662)',
      description:
        'What is forged, expired, revoked, of too little trust or no token at all is exactly `{"active":false}`.',
      body: v.object({ token, token_type_hint: v.exactOptional(v.pipe(text, v.description('Is not needed.'))) }),
      form: true,
      success: { status: 200, description: 'What it says, or that it does not count.', body: introspected },
      async answer({ body, info }) {
        // Another node may have changed the keys a moment ago.
        const known = passOf(parts, body.token)
        const pass = known ?? ((await keys.refresh()) ? passOf(parts, body.token) : 'unknown')
        if (pass === 'unknown' || !revocations.current) return problem('store_unavailable', info.requestId)
        const active = pass !== null && revocations.judge({ ...pass, roomId: roomOf(pass) }) === null
        return active ? shown(pass, body.token) : { active: false as const }
      },
    }),
    route({
      ...base,
      path: '/v1/inspect',
      id: 'inspectToken',
      summary: 'What is wrong with a token, and what mends it',
      description:
        'Every layer that can be read and every problem, and whether a revocation covers it. It shows what is sealed: keep it from its holder.',
      body: v.strictObject({ token, expect: v.exactOptional(v.picklist(['kit-token', 'token04'])) }),
      success: {
        status: 200,
        description: 'The report of the library, and `revoked`: null, or the ID and kind of a revocation.',
        body: v.looseObject({ ok: v.boolean(), revoked: v.nullable(v.object({ id: v.number(), kind: text })) }),
      },
      answer({ body: { token: given, ...expect }, info }) {
        const report = inspect(given, { ...terms, ...expect, keys: keys.current(), now: now() / 1000 })
        if (!revocations.current) return problem('store_unavailable', info.requestId)
        const pass = passOf(parts, given)
        const verdict = pass === null ? null : revocations.judge({ ...pass, roomId: roomOf(pass) })
        return { ...report, revoked: verdict === null ? null : { id: verdict.id, kind: verdict.kind } }
      },
    }),
  ]
}

/** Null: it is refused, whyever. */
function passOf({ keys, terms, now }: IntrospectRouteParts, given: string): Pass | null {
  const check = given.includes('#') ? verify : verifyToken04
  try {
    return check(given, keys.current(), { ...terms, now: now() / 1000 })
  } catch (error) {
    if (error instanceof KitTokenError) return null
    throw error
  }
}

function shown(pass: Pass, given: string): Exclude<v.InferInput<typeof introspected>, { active: false }> {
  const { grant, userId, userName, appId, issuedAt, expiresAt, tid, roomId, trust } = pass
  const scope = [...(grant.join ? ['join'] : []), ...(grant.publish ? ['publish'] : [])].join(' ')
  return {
    active: true,
    token_type: given.includes('#') ? 'kit-token' : 'token04',
    scope,
    sub: userId,
    ...(userName === null ? {} : { username: userName }),
    aud: String(appId),
    iat: issuedAt,
    exp: expiresAt,
    jti: tidPrefix(tid),
    room_id: roomId,
    trust,
  }
}
