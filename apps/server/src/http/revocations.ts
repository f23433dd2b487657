// Revoking over HTTP (spec/http-api.md section 6): what was revoked, revoke, and take back. Whom it covers is revocation/'s.
import * as v from 'valibot'
import { forGood, type Revocation } from '../revocation/revocation.ts'
import type { Revocations } from '../revocation/revocations.ts'
import type { Store } from '../store/store.ts'
import { problem } from './problems.ts'
import { route, type Route } from './route.ts'
import { digits, milliseconds, roomIdField, time, userIdField } from './words.ts'

export interface RevocationRouteParts {
  readonly appId: number
  readonly store: Pick<Store, 'findRevocations'>
  readonly revocations: Revocations
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const tid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{16,64}$/, 'must be 16 to 64 hex digits'),
  v.description('How the ID of the token begins: 16 hex digits, as the audit shows them, or more.'),
)
const kid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/, 'must be 8 hex digits'), v.description('The ID of a key.'))

const scope = v.pipe(
  v.variant('kind', [
    v.strictObject({ kind: v.literal('token'), tid }),
    v.strictObject({ kind: v.literal('user'), userId: userIdField }),
    v.strictObject({ kind: v.literal('room'), roomId: roomIdField }),
    v.strictObject({ kind: v.literal('user_in_room'), userId: userIdField, roomId: roomIdField }),
    v.strictObject({ kind: v.literal('key'), kid }),
    v.strictObject({ kind: v.literal('app') }),
  ]),
  v.description('What it covers.'),
)

const until = v.pipe(
  v.union([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(forGood)), v.literal('forever')]),
  v.description(
    'Unix seconds, or `forever`: what was issued then or before is refused, and nothing new is issued until it is over. Without it: five seconds from now.',
  ),
)
const reason = v.pipe(v.string(), v.minLength(1), v.maxLength(500), v.description('For operators.'))

const shown = v.object({
  id: v.pipe(v.number(), v.integer()),
  scope,
  until,
  reason: v.nullable(reason),
  by: v.pipe(v.string(), v.description('Who made it, as the audit names them.')),
  at: milliseconds,
  endsAt: v.pipe(time, v.description('Unix seconds: from then on no token is left that it could be about.')),
  undone: v.nullable(v.object({ at: milliseconds, by: v.string() })),
})

type Shown = v.InferInput<typeof shown>

export function revocationRoutes({ appId, store, revocations, now }: RevocationRouteParts): Route[] {
  const base = { access: 'revocations', problems: ['store_unavailable'] } as const
  return [
    route({
      ...base,
      method: 'GET',
      path: '/v1/revocations',
      id: 'listRevocations',
      summary: 'What was revoked, the newest first',
      query: v.object({
        kind: v.exactOptional(v.picklist(['token', 'user', 'room', 'user_in_room', 'key', 'app'])),
        userId: v.exactOptional(userIdField),
        roomId: v.exactOptional(roomIdField),
        active: v.exactOptional(
          v.pipe(v.picklist(['true', 'false']), v.description('`true`: only those that can still refuse somebody.')),
        ),
        before: v.exactOptional(digits('Only those with a smaller ID: the next page.', 1, Number.MAX_SAFE_INTEGER)),
        limit: v.exactOptional(digits('How many. Default 100.', 1, 1000)),
      }),
      success: {
        status: 200,
        description: 'A page of them; `next` is the `before` of the next page, null where there is none.',
        body: v.object({ revocations: v.array(shown), next: v.nullable(v.number()) }),
      },
      async answer({ query: { active, limit = 100, ...terms } }) {
        const activeAt = active === 'true' ? { activeAt: Math.floor(now() / 1000) } : {}
        const found = await store.findRevocations({ appId, limit, ...terms, ...activeAt })
        return { revocations: found.map(show), next: found.length < limit ? null : (found.at(-1)?.id ?? null) }
      },
    }),
    route({
      ...base,
      method: 'POST',
      path: '/v1/revocations',
      id: 'revoke',
      summary: 'Revokes a token, a user, a room, a user in a room, a key, or everything',
      description:
        'When it is answered it is durable: whoever it covers is out of their room on this node, and on the others as fast as they hear of it.',
      body: v.strictObject({ scope, until: v.exactOptional(until), reason: v.exactOptional(reason) }),
      success: { status: 201, description: 'The revocation.', body: shown },
      async answer({ body: { scope: what, until: end, reason: why }, actor }) {
        const cutoff = end === undefined ? {} : { until: end === 'forever' ? forGood : end }
        return show(
          await revocations.revoke({ scope: what, ...cutoff, ...(why === undefined ? {} : { reason: why }) }, actor),
        )
      },
    }),
    route({
      ...base,
      method: 'DELETE',
      path: '/v1/revocations/{id}',
      id: 'undoRevocation',
      summary: 'Takes a revocation back',
      description: 'Tokens that it covered count again, unless another revocation covers them. Its row stays.',
      params: v.object({ id: digits('Its ID.', 1, Number.MAX_SAFE_INTEGER) }),
      success: { status: 200, description: 'The revocation, undone.', body: shown },
      problems: [...base.problems, 'revocation_not_found'],
      async answer({ params: { id }, actor, info }) {
        const undone = await revocations.undo(id, actor)
        return undone === null ? problem('revocation_not_found', info.requestId) : show(undone)
      },
    }),
  ]
}

function show({ id, scope: what, until: cutoff, reason: why, by, at, endsAt, undone }: Revocation): Shown {
  return { id, scope: what, until: cutoff === forGood ? 'forever' : cutoff, reason: why, by, at, endsAt, undone }
}
