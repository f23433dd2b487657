// What verify makes of any token on any terms: the bounds of its options, and that what is asked for more is given less.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mint, mintToken04, type MintInput } from '../src/mint.ts'
import { read } from '../src/read.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { edited, mintInputs, roomIds, userIds } from './arbitraries.ts'
import { call } from './call.ts'
import { bareToken, kitOf, suffixFields, suffixOf } from './forge.ts'
import { appId, clock, keyringOf, now } from './providers.ts'
import { codeOf } from './refusal.ts'

const keys = keyringOf()
const minted = (input: MintInput): string => mint(input, keys, clock)

describe('verify, for every token,', () => {
  it('takes it from a minute before its minting up to its last second, and for the tolerance longer', () => {
    fc.assert(
      fc.property(mintInputs, fc.nat({ max: 300 }), (input, clockTolerance) => {
        const token = minted(input)
        const end = now + input.expiresIn + clockTolerance
        const at = (second: number): string => codeOf(() => verify(token, keys, { now: second, clockTolerance }))
        expect([now - 60, now, end - 1].map(at)).toEqual(['taken', 'taken', 'taken'])
        expect([now - 61, end, end + 1].map(at)).toEqual(['not_yet_valid', 'token_expired', 'token_expired'])
      }),
    )
  })

  it('takes it up to the longest lifetime', () => {
    fc.assert(
      fc.property(mintInputs, (input) => {
        const token = minted(input)
        const within = (maxLifetime: number): string => codeOf(() => verify(token, keys, { now, maxLifetime }))
        expect(within(input.expiresIn)).toBe('taken')
        expect(within(input.expiresIn - 0.5)).toBe('lifetime_too_long')
      }),
    )
  })

  it('takes it for its own room, user and app, and for no other', () => {
    fc.assert(
      fc.property(mintInputs, roomIds, userIds, fc.integer({ min: 1, max: 2 ** 32 - 1 }), (input, room, user, app) => {
        const token = minted(input)
        const { userId, roomId } = input
        const asked = (options: object): string => codeOf(() => verify(token, keys, { now, ...options }))
        expect(asked({ roomId, userId, appId })).toBe('taken')
        if (room !== roomId) expect(asked({ roomId: room })).toBe('room_mismatch')
        if (user !== userId) expect(asked({ userId: user })).toBe('user_mismatch')
        if (app !== appId) expect(asked({ appId: app })).toBe('app_mismatch')
      }),
    )
  })

  it('takes with less trust whatever it takes with more, and says the same of it', () => {
    const sealed = mintToken04({ userId: 'ada', grant: {}, roomId: 'lobby', expiresIn: 60 }, keys, clock)
    const signed = minted({ userId: 'ada', roomId: 'lobby', expiresIn: 60 })
    const texts = fc.oneof(
      mintInputs.map(minted),
      edited([signed, kitOf(sealed, { userName: '' }), kitOf(bareToken())]),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const passes = (['signed', 'sealed', 'bare'] as const).map((accept) => {
          let pass: unknown = null
          codeOf(() => (pass = verify(text, keys, { now, accept })))
          return pass
        })
        const [first] = passes.filter((pass) => pass !== null)
        const from = passes.findIndex((pass) => pass !== null)
        if (from !== -1) expect(passes.slice(from)).toEqual(passes.slice(from).map(() => first))
      }),
      { numRuns: 300 },
    )
  })

  it('gives it one identity, and no other token the same', () => {
    fc.assert(
      fc.property(mintInputs, (input) => {
        const [one, other] = [minted(input), minted(input)]
        const { tid } = verify(one, keys, { now })
        expect(tid).toMatch(/^[0-9a-f]{64}$/)
        expect(verifyToken04(one.split('#')[0], keys, { now }).tid).toBe(tid)
        expect([one === other, verify(other, keys, { now }).tid === tid]).toEqual([false, false])
      }),
    )
  })

  it('says what read shows', () => {
    fc.assert(
      fc.property(mintInputs, (input) => {
        const token = minted(input)
        const { appId: app, userId, roomId, userName, expiresAt } = verify(token, keys, { now, accept: 'signed' })
        expect(read(token)).toEqual({ appId: app, userId, roomId, userName, expiresAt })
      }),
    )
  })
})

describe('mint', () => {
  it('makes what verify takes, or names the argument that is wrong', () => {
    const junk = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.integer({ min: -2, max: 100_000 }))
    const changes = fc.tuple(
      fc.constantFrom('appId', 'userId', 'roomId', 'userName', 'grant', 'expiresIn', 'format', 'ext'),
      junk,
    )
    fc.assert(
      fc.property(mintInputs, changes, (input, [name, value]) => {
        let token: unknown
        try {
          token = call(mint, { ...input, [name]: value }, keys, clock)
        } catch (error) {
          expect(String(error)).toMatch(new RegExp(`^(?:TypeError|RangeError): ${name}`))
          return
        }
        expect(codeOf(() => verify(token, keys, { now, accept: 'signed' }))).toBe('taken')
      }),
      { numRuns: 500 },
    )
  })

  it('is a function of its arguments, its clock and its random bytes', () => {
    const four = fc.uint8Array({ minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(mintInputs, four, four, (input, one, other) => {
        const by = (bytes: Uint8Array): string => mint(input, keys, { ...clock, random: () => bytes.slice() })
        expect(by(one)).toBe(by(one))
        expect(by(one) === by(other)).toBe(one.join() === other.join())
      }),
    )
  })
})

describe('a token of others', () => {
  const shuffled = fc.shuffledSubarray(['app_id', 'user_id', 'nonce', 'ctime', 'expire', 'payload'], { minLength: 6 })
  const claims: Readonly<Record<string, unknown>> = {
    app_id: appId,
    user_id: 'a/d\\a',
    nonce: 7,
    ctime: now,
    expire: now + 3600,
    payload: 'Zoë/"',
  }
  /** A JSON string in which some characters are spelled as escapes. */
  const spelled = (text: string, escapes: readonly boolean[]): string => {
    const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
    const each = units.map((unit, i) => {
      const must = unit === 0x22 || unit === 0x5c
      return must || escapes[i % escapes.length] === true
        ? `\\u${unit.toString(16).padStart(4, '0')}`
        : String.fromCharCode(unit)
    })
    return `"${each.join('')}"`
  }
  const object = (
    order: readonly string[],
    values: Readonly<Record<string, unknown>>,
    escapes: readonly boolean[],
  ): string => {
    const member = (key: string): string => {
      const value = values[key]
      return `${spelled(key, escapes)}:${typeof value === 'string' ? spelled(value, escapes) : String(value)}`
    }
    return `{${order.map(member).join(',')}}`
  }
  const flags = fc.array(fc.boolean(), { minLength: 1, maxLength: 7 })

  it('says the same in every order and spelling of its claims', () => {
    fc.assert(
      fc.property(shuffled, flags, (order, escapes) => {
        const token = bareToken({ plaintext: object(order, claims, escapes) })
        expect(verifyToken04(token, keys, { now, accept: 'bare' })).toMatchObject({
          trust: 'bare',
          userId: 'a/d\\a',
          payload: 'Zoë/"',
          issuedAt: now,
          expiresAt: now + 3600,
        })
      }),
    )
  })

  it('shows the same in every order and spelling of its suffix', () => {
    const orders = fc.shuffledSubarray(['userID', 'roomID', 'userName', 'appID'], { minLength: 4 })
    fc.assert(
      fc.property(orders, flags, (order, escapes) => {
        const kit = `${bareToken()}#${suffixOf(object(order, suffixFields, escapes))}`
        const { userId, claimed } = verify(kit, keys, { now, accept: 'bare' })
        expect([userId, claimed]).toEqual(['ada', { roomId: 'lobby', userName: 'Ada L' }])
        expect(read(kit)).toMatchObject({ userId: 'ada', roomId: 'lobby', userName: 'Ada L' })
      }),
    )
  })
})
