// What goes wrong over HTTP, as RFC 9457 has it: one exhaustive table from code to status, title and the way out.
import type { Identified } from '../identity/identity.ts'
import type { IssueRefusal } from '../issue/issue.ts'
import { keysRefusals, type KeysRefusal } from '../keys/keys.ts'
import { json, type HttpAnswer } from '../transport/message.ts'

export type ProblemCode =
  | IssueRefusal
  | KeysRefusal
  | 'body_invalid'
  | 'body_too_large'
  | 'media_type_unsupported'
  | 'query_invalid'
  | 'path_invalid'
  | 'origin_not_allowed'
  | 'session_insecure'
  | 'revocation_not_found'
  | 'person_not_found'
  | 'not_found'
  | 'method_not_allowed'
  | 'websocket_required'
  | 'host_not_allowed'
  | 'not_ready'
  | 'overloaded'
  | 'internal'

interface ProblemKind {
  readonly status: number
  readonly title: string
  /** What the caller can do. */
  readonly detail: string
}

export const problemKinds: Readonly<Record<ProblemCode, ProblemKind>> = {
  unauthenticated: {
    status: 401,
    title: 'Nobody is signed in',
    detail:
      'Send the credentials of your app: "Authorization: Bearer …" with a JWT or an API key, or its session cookie.',
  },
  credentials_invalid: {
    status: 401,
    title: 'The credentials are not right',
    detail:
      'Sign in again. For a JWT, issuer, audience, expiry and key must be those of the server’s config; an API key must be one whose hash stands there.',
  },
  identity_unavailable: {
    status: 503,
    title: 'Credentials cannot be checked now',
    detail: 'Whoever knows the users does not answer. Try again later.',
  },
  scope_missing: {
    status: 403,
    title: 'The API key is not for this',
    detail: 'Use a key whose scopes in the server’s config allow this, or add the scope there.',
  },
  user_required: {
    status: 400,
    title: 'The user is missing',
    detail: 'Name the user whom the token is for: userId in a body, userID in a query.',
  },
  user_mismatch: {
    status: 403,
    title: 'This is another user',
    detail: 'A signed-in user gets tokens for themselves alone. Leave the user out, or use an API key on a server.',
  },
  user_not_covered: {
    status: 403,
    title: 'The API key is not for this user',
    detail: 'Use a key whose users in the server’s config include this one.',
  },
  user_id_invalid: {
    status: 400,
    title: 'The user ID cannot be one',
    detail:
      "User IDs are 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\\. Names of every script go into userName.",
  },
  room_id_invalid: {
    status: 400,
    title: 'The room ID cannot be one',
    detail: 'Room IDs are 1 to 128 printable ASCII characters without space, ", \\ and #.',
  },
  user_name_invalid: {
    status: 400,
    title: 'The user name cannot be one',
    detail: 'User names are text of at most 256 bytes of UTF-8 without control characters.',
  },
  lifetime_invalid: {
    status: 400,
    title: 'The lifetime is no number of seconds',
    detail: 'Give a whole number of seconds above 0. What is longer than allowed is cut.',
  },
  forbidden: {
    status: 403,
    title: 'The policy refuses this',
    detail: 'This user may not have this room or role.',
  },
  revoked: {
    status: 403,
    title: 'This was revoked',
    detail: 'No token is given for this user, room or app at present. Where Retry-After is there, ask again after it.',
  },
  policy_unavailable: {
    status: 503,
    title: 'The policy does not answer',
    detail: 'Try again later.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    detail: 'Wait as long as Retry-After says, and keep a token until refreshAfter.',
  },
  store_unavailable: {
    status: 503,
    title: 'The store does not answer',
    detail: 'Nothing is done without its record: no token was given, nothing was changed. Try again later.',
  },
  body_invalid: {
    status: 400,
    title: 'The body is not what is expected',
    detail: 'Send one JSON object with the documented fields; errors names what is wrong.',
  },
  body_too_large: { status: 413, title: 'The body is too large', detail: 'Send at most 8 KiB.' },
  media_type_unsupported: {
    status: 415,
    title: 'The body is not JSON',
    detail: 'Send "Content-Type: application/json".',
  },
  query_invalid: {
    status: 400,
    title: 'The query is not what is expected',
    detail: 'Give each parameter once; errors names what is wrong.',
  },
  path_invalid: {
    status: 400,
    title: 'The path names what cannot be',
    detail: 'Spell what stands in the path as the documentation says, percent-encoded; errors names what is wrong.',
  },
  origin_not_allowed: {
    status: 403,
    title: 'This page may not ask for this',
    detail: 'Call from a page of this server, or name the page’s origin in http.allowedOrigins.',
  },
  session_insecure: {
    status: 403,
    title: 'This way is not private',
    detail: 'Open the admin page over https, or on the machine itself (http://localhost, e.g. through an SSH tunnel).',
  },
  revocation_not_found: {
    status: 404,
    title: 'There is no such revocation',
    detail: 'It is not there, or was undone already. GET /v1/revocations lists them.',
  },
  person_not_found: {
    status: 404,
    title: 'They are not in this room',
    detail: 'Or what was asked is so already. GET /v1/rooms lists who is inside.',
  },
  keys_of_config: {
    status: 409,
    title: 'The keys are those of the config',
    detail: sentence(keysRefusals.keys_of_config),
  },
  key_unknown: { status: 404, title: 'There is no such key', detail: sentence(keysRefusals.key_unknown) },
  key_state: { status: 409, title: 'Not from this state', detail: sentence(keysRefusals.key_state) },
  keys_full: { status: 409, title: 'Four keys are in use', detail: sentence(keysRefusals.keys_full) },
  secret_invalid: { status: 400, title: 'The secret cannot be one', detail: sentence(keysRefusals.secret_invalid) },
  secret_weak: { status: 400, title: 'The secret is too weak', detail: sentence(keysRefusals.secret_weak) },
  secret_known: { status: 409, title: 'The secret was used before', detail: sentence(keysRefusals.secret_known) },
  keys_changed: { status: 409, title: 'The keys were changed in between', detail: sentence(keysRefusals.keys_changed) },
  not_found: { status: 404, title: 'There is nothing here', detail: 'Look at the path; the routes are under /v1.' },
  method_not_allowed: { status: 405, title: 'Not with this method', detail: 'Allow names the methods that work here.' },
  websocket_required: {
    status: 426,
    title: 'This is the door of the room',
    detail: 'Open it as a WebSocket with the sub-protocol roompass.room.v1.',
  },
  host_not_allowed: {
    status: 421,
    title: 'This server is not that host',
    detail: 'roompass dev answers to localhost and loopback addresses alone.',
  },
  not_ready: {
    status: 503,
    title: 'Not ready',
    detail: 'The server is starting, stopping, or cannot write to its store.',
  },
  overloaded: {
    status: 503,
    title: 'Too much at once',
    detail: 'The server has more to do than it can. Try again after as many seconds as Retry-After says.',
  },
  internal: { status: 500, title: 'Something broke', detail: 'It was logged under this request_id.' },
}

/** The domain’s own words, as a sentence. */
function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

/** One thing that is wrong in what was sent: where (RFC 6901), and what would be right. Never the value. */
export interface FieldError {
  readonly pointer: string
  readonly detail: string
}

export interface ProblemExtras {
  readonly reason?: string
  readonly errors?: readonly FieldError[]
  /** Seconds. */
  readonly retryAfter?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Seconds, where nobody knows when it will be better. */
const soon = 2

/** An answer of type application/problem+json. What may be right later says when to come back. */
export function problem(code: ProblemCode, requestId: string, extras: ProblemExtras = {}): HttpAnswer<string> {
  const { status, title, detail } = problemKinds[code]
  const { reason, errors, headers } = extras
  const retryAfter = extras.retryAfter ?? (status === 503 ? soon : undefined)
  const body = {
    type: `urn:roompass:problem:${code}`,
    title,
    status,
    detail,
    code,
    ...(reason === undefined ? {} : { reason }),
    ...(errors === undefined ? {} : { errors }),
    ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
    request_id: requestId,
  }
  return json(body, status, {
    'content-type': 'application/problem+json',
    ...(status === 401 ? { 'www-authenticate': challengeOf(code) } : {}),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...headers,
  })
}

/** RFC 6750 section 3: without credentials no error code is named. */
function challengeOf(code: ProblemCode): string {
  return code === 'unauthenticated' ? 'Bearer realm="roompass"' : 'Bearer realm="roompass", error="invalid_token"'
}

/** Of a caller who is nobody. */
export function unidentifiedProblem(
  identity: Identified & { readonly identified: false },
  requestId: string,
): HttpAnswer {
  return problem(identity.why, requestId, identity.why === 'rate_limited' ? { retryAfter: identity.retryAfter } : {})
}
