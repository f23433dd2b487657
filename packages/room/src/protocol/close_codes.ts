// Why a connection to the room ends: one exhaustive table (spec/room-protocol.md section 7).
// The texts people read live in the user interface; the texts here are for developers and logs.

/** What a client may do after a close: nothing, reconnect at once, reconnect after a while, or reconnect with a fresh Kit Token. */
export type Retry = 'never' | 'now' | 'later' | 'new_token'

/** One row of the close code table. */
export interface CloseReason {
  readonly code: number
  readonly retry: Retry
  readonly meaning: string
}

/** The name of a reason to end a connection. */
export type CloseName =
  | 'left'
  | 'going_away'
  | 'too_large'
  | 'restart'
  | 'try_later'
  | 'bad_message'
  | 'token_invalid'
  | 'forbidden'
  | 'token_unproven'
  | 'no_privilege'
  | 'hello_timeout'
  | 'already_joined'
  | 'replaced'
  | 'token_used'
  | 'token_expired'
  | 'token_revoked'
  | 'room_mismatch'
  | 'room_full'
  | 'token_foreign'
  | 'removed'
  | 'rate_limited'
  | 'slow_consumer'

/** Every close reason by name. */
export const closeReasons: Readonly<Record<CloseName, CloseReason>> = {
  left: { code: 1000, retry: 'never', meaning: 'the person left the room' },
  going_away: { code: 1001, retry: 'now', meaning: 'one side went silent or away; the seat is kept for a while' },
  too_large: { code: 1009, retry: 'never', meaning: 'a message was larger than the limit' },
  restart: { code: 1012, retry: 'now', meaning: 'the server restarts' },
  try_later: { code: 1013, retry: 'later', meaning: 'the server cannot take this connection now' },
  bad_message: { code: 4400, retry: 'never', meaning: 'a message broke the protocol' },
  token_invalid: { code: 4401, retry: 'new_token', meaning: 'the Kit Token is not valid' },
  forbidden: { code: 4403, retry: 'never', meaning: 'the policy refuses this person' },
  token_unproven: { code: 4406, retry: 'new_token', meaning: 'the Kit Token proves too little for this room' },
  no_privilege: { code: 4407, retry: 'new_token', meaning: 'the Kit Token does not allow to join' },
  hello_timeout: { code: 4408, retry: 'now', meaning: 'no hello arrived in time' },
  already_joined: { code: 4409, retry: 'never', meaning: 'this user is in the room through another connection' },
  replaced: { code: 4409, retry: 'never', meaning: 'this user came in through a newer connection' },
  token_used: { code: 4409, retry: 'new_token', meaning: 'the Kit Token is for one use, and somebody else had it' },
  token_expired: { code: 4410, retry: 'new_token', meaning: 'the Kit Token has expired' },
  token_revoked: { code: 4411, retry: 'never', meaning: 'the Kit Token was revoked' },
  room_mismatch: { code: 4412, retry: 'new_token', meaning: 'the Kit Token is for another room' },
  room_full: { code: 4413, retry: 'later', meaning: 'every seat of the room is taken' },
  token_foreign: { code: 4414, retry: 'new_token', meaning: 'the Kit Token belongs to an app or key unknown here' },
  removed: { code: 4420, retry: 'never', meaning: 'the person was removed from the room' },
  rate_limited: { code: 4429, retry: 'later', meaning: 'too many messages or attempts' },
  slow_consumer: {
    code: 4508,
    retry: 'now',
    meaning: 'the connection could not keep up; the seat is kept for a while',
  },
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the keys' type; the table is a closed literal
const names = Object.keys(closeReasons) as readonly CloseName[]

/** The WebSocket close code of every reason. */
export const closeCodes: Readonly<Record<CloseName, number>> = Object.freeze(
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets the keys' type; every name is mapped
  Object.fromEntries(names.map((name) => [name, closeReasons[name].code])) as Record<CloseName, number>,
)

/**
 * The name of a close, or undefined for a code outside the table (1005 and 1006 among them). Where names share a code the close reason tells which it
 * is; without one it is the first.
 */
export function closeNameOf(code: number, reason = ''): CloseName | undefined {
  const candidates = names.filter((name) => closeReasons[name].code === code)
  return candidates.find((name) => name === reason) ?? candidates[0]
}

/** Whether a string is the name of a close reason. */
export function isCloseName(value: string): value is CloseName {
  return Object.hasOwn(closeReasons, value)
}
