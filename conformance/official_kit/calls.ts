// Calls of generateKitTokenForProduction, made up from a seed: such as everybody makes, and such as only callers without a compiler make.
import * as fc from 'fast-check'

/** The arguments, in their order. */
export type Call = readonly [appID: unknown, token: unknown, roomID: unknown, userID: unknown, userName: unknown]

export interface AppKey {
  readonly appId: number
  readonly serverSecret: string
}

/** `count` calls that the documentation allows; the same ones for the same seed. */
export function properCalls(count: number, seed: number): readonly Call[] {
  return fc.sample(fc.tuple(appID, token, roomID, userID, userName), { numRuns: count, seed })
}

/** `count` calls with anything in any place, though each place is mostly proper. */
export function strangeCalls(count: number, seed: number): readonly Call[] {
  const nothing = fc.constantFrom<unknown>(undefined, null, '', 0, 7, true, false)
  const place = (...values: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown> => {
    const [proper = nothing, ...strange] = values
    return fc.oneof({ weight: 9, arbitrary: proper }, { weight: 1, arbitrary: fc.oneof(nothing, ...strange) })
  }
  const numbers = fc.constantFrom<unknown>(-1, 1.5, Number.NaN, Infinity, 2 ** 32, '1234567890', '')
  const calls = fc.tuple(
    place(appID, numbers),
    place(token, anyText, fc.constant('04abc#eyJ9'), fc.constant('#')),
    place(roomID, anyText),
    place(userID, anyText),
    place(userName, anyText),
  )
  return fc.sample(calls, { numRuns: count, seed })
}

/** The arguments of generateKitTokenForTest, in their order. */
export type TestCall = readonly [
  appID: number,
  serverSecret: string,
  roomID: string,
  userID: string,
  userName: string,
  expirationSeconds: number,
]

/** `count` calls of generateKitTokenForTest for one app, with the IDs that are documented and names of any script. */
export function testCalls(app: AppKey, count: number, seed: number): readonly TestCall[] {
  const calls = fc.tuple(
    fc.constant(app.appId),
    fc.constant(app.serverSecret),
    idOf(`${letters}~!@$%^&*()_+=-;,.`, 128),
    idOf(`${letters}~!@#$%^&*()_+=-\`;',.<>/\\`, 64),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 }),
    fc.integer({ min: 60, max: 86_400 }),
  )
  return fc.sample(calls, { numRuns: count, seed })
}

function idOf(characters: string, maxLength: number): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters.split('')), minLength: 1, maxLength })
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const appID = fc.integer({ min: 1, max: 2 ** 32 - 1 })
const token = fc.base64String({ minLength: 0, maxLength: 300 }).map((text) => `04${text}`)
const printable = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code))
/** What btoa can take, beyond what is documented. */
const latin1 = fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code))
const roomID = fc.oneof(fc.string({ unit: printable, maxLength: 128 }), fc.string({ unit: latin1, maxLength: 40 }))
const userID = fc.oneof(
  fc.string({ unit: printable, minLength: 1, maxLength: 64 }),
  fc.string({ unit: latin1, minLength: 1, maxLength: 40 }),
)
const userName = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 64 }),
  fc.string({ unit: 'binary', maxLength: 64 }),
  fc.constant(undefined),
)
/** Every 16-bit unit in any order: half characters among them. */
const anyText = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units))
