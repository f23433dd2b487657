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
  self: { title: 'You left the room', text: 'You can come back whenever you like.' },
  left: { title: 'You left the room', text: 'You can come back whenever you like.' },
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
    text: 'This takes a moment. Try again when it is back, in a minute or so.',
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
    text: 'There were too many in a short time. Wait a minute, then try again.',
  },
  too_large: {
    title: 'The room closed the connection',
    text: 'This page sent more than the room accepts. Reload the page to start afresh.',
  },
  bad_message: {
    title: 'The room closed the connection',
    text: 'This page and the server do not understand each other. Reload the page to get its newest version.',
  },
  token_expired: {
    title: 'Your pass has expired',
    text: 'The time you were given in this room is over. Open your link to the room again to get a new pass.',
  },
  token_invalid: {
    title: 'Your pass is not valid',
    text: 'It may have been cut short or changed on its way to you. Open your link again, or ask whoever invited you for a new one.',
  },
  token_unproven: {
    title: 'Your pass cannot be proved',
    text: 'This room has no way to tell who made it. Ask whoever invited you for a new one.',
  },
  token_foreign: {
    title: 'Your pass is for another app',
    text: 'Whoever runs this room did not give it out. Check that you opened the right link.',
  },
  token_revoked: {
    title: 'Your pass was withdrawn',
    text: 'Whoever runs this room took it back. Ask them if you think this is a mistake.',
  },
  room_mismatch: {
    title: 'Your pass is for another room',
    text: 'It does not open this one. Use the link that you were sent for this room.',
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
  replaced: {
    title: 'You joined from somewhere else',
    text: 'You came in with another tab or device, so this one has left. To be here again, leave there and try again.',
  },
  token_used: {
    title: 'Your pass was used elsewhere',
    text: 'It works in one place only, and it was opened in another browser first. Go on there, or ask whoever invited you for a new one.',
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

/**
 * What a person can do next. `again`: the same pass may work, now or in a minute. `reload`: a newer page may work.
 * `new_pass`: only a fresh pass can. `none`: no pass of theirs will do; somebody else has to decide.
 */
export type NextStep = 'again' | 'reload' | 'new_pass' | 'none'

export const nextSteps: Readonly<Record<EndReason, NextStep>> = {
  self: 'again',
  left: 'again',
  unreachable: 'again',
  going_away: 'again',
  restart: 'again',
  try_later: 'again',
  hello_timeout: 'again',
  slow_consumer: 'again',
  rate_limited: 'again',
  too_large: 'reload',
  bad_message: 'reload',
  already_joined: 'again',
  replaced: 'again',
  token_used: 'new_pass',
  room_full: 'again',
  token_expired: 'new_pass',
  token_invalid: 'new_pass',
  token_unproven: 'new_pass',
  token_foreign: 'new_pass',
  room_mismatch: 'new_pass',
  no_privilege: 'new_pass',
  token_revoked: 'none',
  forbidden: 'none',
  removed: 'none',
}

/** Whether the same pass may work at a second try. */
export function mayTryAgain(why: EndReason): boolean {
  return nextSteps[why] === 'again'
}

/** Whether `code` is one of the reasons of the table. */
export function isEndReason(code: unknown): code is EndReason {
  return typeof code === 'string' && Object.hasOwn(endTexts, code)
}
