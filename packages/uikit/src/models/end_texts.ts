// What a person is told when a call ends or a join is refused: one sentence and the next step for every reason.
// The reasons themselves are the close codes of the room protocol; this table is exhaustive by its type.
import type { EndReason } from './room_types.ts'

export interface EndText {
  /** What happened, in a few words. */
  readonly title: string
  /** Why, and what helps. */
  readonly text: string
}

export const endTexts: Readonly<Record<EndReason, EndText>> = {
  self: { title: 'You left the room', text: 'Come back any time while your pass is valid.' },
  left: { title: 'You left the room', text: 'Come back any time while your pass is valid.' },
  unreachable: {
    title: 'The room cannot be reached',
    text: 'Check your internet connection, then try again.',
  },
  going_away: {
    title: 'The room was closed',
    text: 'The server is shutting down. Try again in a minute.',
  },
  restart: {
    title: 'The server is restarting',
    text: 'This takes a moment. Try again in a minute.',
  },
  try_later: {
    title: 'The server is busy',
    text: 'It cannot take more people right now. Try again in a minute.',
  },
  hello_timeout: {
    title: 'Joining took too long',
    text: 'Your connection may be slow. Try again.',
  },
  slow_consumer: {
    title: 'Your connection is too slow',
    text: 'It could not keep up with the room. Move closer to your Wi-Fi or use another network, then try again.',
  },
  rate_limited: {
    title: 'Too many attempts',
    text: 'Wait a minute, then try again.',
  },
  too_large: {
    title: 'The room closed the connection',
    text: 'This page sent more than the room accepts. Reload the page and try again.',
  },
  bad_message: {
    title: 'The room closed the connection',
    text: 'This page and the server do not understand each other. Reload the page to get its newest version.',
  },
  token_expired: {
    title: 'Your pass has expired',
    text: 'The time on your pass is over. Ask for a new one, or open the link to the room again.',
  },
  token_invalid: {
    title: 'Your pass is not valid',
    text: 'It may have been cut off or changed on its way. Open the link to the room again, or ask for a new pass.',
  },
  token_unproven: {
    title: 'Your pass cannot be proved',
    text: 'It is of a kind that this room does not accept. Ask whoever invited you for a new pass.',
  },
  token_foreign: {
    title: 'Your pass is for another app',
    text: 'This server does not know who issued it. Check that you opened the right link.',
  },
  token_revoked: {
    title: 'Your pass was withdrawn',
    text: 'Whoever runs this room took it back. Ask them if you think this is a mistake.',
  },
  room_mismatch: {
    title: 'Your pass is for another room',
    text: 'It does not open this one. Open the link that you were sent for this room.',
  },
  no_privilege: {
    title: 'Your pass does not let you in',
    text: 'It does not include joining this room. Ask whoever invited you for one that does.',
  },
  forbidden: {
    title: 'You may not enter this room',
    text: 'The rules of this room do not let you in. Ask whoever invited you.',
  },
  already_joined: {
    title: 'You are already in this room',
    text: 'You joined in another tab or on another device. Leave there first, then try again.',
  },
  room_full: {
    title: 'The room is full',
    text: 'Everyone it can hold is inside. Try again when someone has left.',
  },
  removed: {
    title: 'You were removed from the room',
    text: 'Someone who runs this room ended your visit. Ask them if you think this is a mistake.',
  },
}

// Trying again with the same pass would only be refused again.
const final: ReadonlySet<EndReason> = new Set<EndReason>([
  'token_expired',
  'token_invalid',
  'token_unproven',
  'token_foreign',
  'token_revoked',
  'room_mismatch',
  'no_privilege',
  'forbidden',
  'removed',
])

/** Whether the same pass may work at a second try. */
export function mayTryAgain(why: EndReason): boolean {
  return !final.has(why)
}

/** Whether `code` is one of the reasons of the table. */
export function isEndReason(code: unknown): code is EndReason {
  return typeof code === 'string' && Object.hasOwn(endTexts, code)
}
