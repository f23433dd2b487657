// What only one of the two takes. Ours refuses, with a TypeError that names the argument, what would have been a broken token.
// The table in README.md says the same.
import type { Call } from './calls.ts'

export interface Difference {
  readonly name: string
  /** Whether the call is of this kind. */
  readonly is: (...call: Call) => boolean
}

/** Theirs takes these, ours does not. There is nothing that only ours takes. */
export const differences: readonly Difference[] = [
  { name: 'an AppID that is not a whole number from 1 to 4294967295', is: (appID) => !isAppId(appID) },
  { name: 'no token, or one that is not text', is: (_, token) => typeof token !== 'string' || token === '' },
  { name: 'a token with a `#`', is: (_, token) => typeof token === 'string' && token.includes('#') },
  { name: 'a room that is not text', is: (_, __, roomID) => typeof roomID !== 'string' },
  { name: 'no user, or one that is not text', is: (_, __, ___, userID) => typeof userID !== 'string' || userID === '' },
  {
    name: 'a name that is not text',
    is: (_, __, ___, ____, userName) => userName !== undefined && typeof userName !== 'string',
  },
]

function isAppId(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value < 2 ** 32
}
