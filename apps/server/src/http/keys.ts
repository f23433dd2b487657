// Changing the secret over HTTP (spec/http-api.md section 6, docs/keys.md). A secret goes in and never comes out.
import * as v from 'valibot'
import { KeysRefused, type Keys, type KeyView } from '../keys/keys.ts'
import type { HttpAnswer } from '../transport/message.ts'
import { problem } from './problems.ts'
import { route, type Ask, type Route } from './route.ts'

export interface KeyRouteParts {
  readonly keys: Keys
}

const moment = v.nullable(v.number())
const shown = v.object({
  kid: v.string(),
  state: v.picklist(['next', 'active', 'previous', 'retired']),
  createdAt: moment,
  activeAt: moment,
  previousAt: moment,
  retiredAt: moment,
  retireAt: v.pipe(moment, v.description('When a previous one is retired by itself, by the clock of the database.')),
  sealedToday: v.pipe(
    v.nullable(v.boolean()),
    v.description('Whether it is sealed under today’s key; false asks for a rewrap.'),
  ),
  use: v.pipe(
    v.object({ issued: v.number(), lastIssuedAt: moment, admitted: v.number(), lastAdmittedAt: moment }),
    v.description('What the process that answers has seen since it started.'),
  ),
})
const all = v.object({
  stored: v.pipe(v.boolean(), v.description('Whether they are in the store, so that they can be changed here.')),
  keys: v.array(shown),
})

const serverSecret = v.exactOptional(
  v.pipe(v.string(), v.description('32 characters, as ZEGOCLOUD’s console shows them. Default: a random secret.')),
)
const secret = v.strictObject({ serverSecret })
const leak = v.strictObject({
  serverSecret,
  reason: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(500), v.description('For operators.'))),
})
const kid = v.object({ kid: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/, 'must be 8 hex digits')) })

export function keyRoutes({ keys }: KeyRouteParts): Route[] {
  const base = { method: 'POST', access: 'keys' } as const
  const listed = async (views: Promise<readonly KeyView[]>): Promise<v.InferInput<typeof all>> => ({
    stored: keys.stored,
    keys: (await views).map(show),
  })
  const changes = { ...base, problems: keyProblems, bare: true } as const
  return [
    route({
      ...base,
      method: 'GET',
      path: '/v1/keys',
      id: 'listKeys',
      summary: 'Every key, in the order in which they came',
      problems: ['store_unavailable'],
      success: { status: 200, description: 'The keys, those that are retired included.', body: all },
      answer: () => listed(keys.list()),
    }),
    route({
      ...changes,
      path: '/v1/keys',
      id: 'addKey',
      summary: 'Adds a key, which verifies and mints later',
      body: secret,
      success: { status: 201, description: 'The key.', body: shown },
      answer: (ask) => refusable(ask, async () => show(await keys.add(ask.body, ask.actor))),
    }),
    route({
      ...changes,
      path: '/v1/keys/rotate',
      id: 'rotateKeys',
      summary: 'Changes the secret, and nobody notices',
      description: 'Takes about three seconds, until every node verifies with the new key.',
      body: secret,
      success: { status: 200, description: 'The keys.', body: all },
      answer: (ask) => refusable(ask, () => listed(keys.rotate(ask.body, ask.actor))),
    }),
    route({
      ...changes,
      path: '/v1/keys/rotate-and-revoke',
      id: 'rotateAndRevokeKeys',
      summary: 'For a secret that leaked: a new key at once, and what the old one made is dead',
      body: leak,
      success: { status: 200, description: 'The keys.', body: all },
      answer: (ask) => refusable(ask, () => listed(keys.rotateAndRevoke(ask.body, ask.actor))),
    }),
    route({
      ...changes,
      path: '/v1/keys/rewrap',
      id: 'rewrapKeys',
      summary: 'Seals every secret anew under today’s encryption key',
      success: { status: 200, description: 'How many that were.', body: v.object({ sealed: v.number() }) },
      answer: (ask) => refusable(ask, async () => ({ sealed: await keys.rewrap(ask.actor) })),
    }),
    route({
      ...changes,
      path: '/v1/keys/{kid}/activate',
      id: 'activateKey',
      summary: 'Makes a next or previous key the one that mints',
      params: kid,
      success: { status: 200, description: 'The keys.', body: all },
      answer: (ask) => refusable(ask, () => listed(keys.activate(ask.params.kid, ask.actor))),
    }),
    route({
      ...changes,
      path: '/v1/keys/{kid}/retire',
      id: 'retireKey',
      summary: 'Forgets the secret of a next or previous key now',
      params: kid,
      success: { status: 200, description: 'The key.', body: shown },
      answer: (ask) => refusable(ask, async () => show(await keys.retire(ask.params.kid, ask.actor))),
    }),
  ]
}

const keyProblems = [
  'store_unavailable',
  'keys_of_config',
  'key_unknown',
  'key_state',
  'keys_full',
  'secret_invalid',
  'secret_weak',
  'secret_known',
  'keys_changed',
] as const

async function refusable<T>(
  { info }: Ask<unknown, unknown, unknown>,
  change: () => Promise<T>,
): Promise<T | HttpAnswer> {
  try {
    return await change()
  } catch (error) {
    if (error instanceof KeysRefused) return problem(error.code, info.requestId)
    throw error
  }
}

function show({ use, ...key }: KeyView): v.InferInput<typeof shown> {
  const { issued, lastIssuedAt, admitted, lastAdmittedAt } = use
  return { ...key, use: { issued, lastIssuedAt, admitted, lastAdmittedAt } }
}
