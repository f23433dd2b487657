// What holds for the report of any text, and for any token that something happened to.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspect } from '../../src/inspect.ts'
import type { HintCode } from '../../src/inspect/hints.ts'
import { mend } from '../../src/inspect/mend.ts'
import { mint, mintToken04, type MintInput } from '../../src/mint.ts'
import { verify, verifyToken04 } from '../../src/verify.ts'
import { edited, mintInputs } from '../arbitraries.ts'
import { bareToken, claimsText, kitOf } from '../forge.ts'
import { appId, clock, keyringOf, now, serverSecret } from '../providers.ts'
import { codeOf } from '../refusal.ts'

const keys = keyringOf()
const minted = (input: MintInput): string => mint(input, keys, clock)
const signed = minted({ userId: 'ada', roomId: 'lobby', grant: {}, expiresIn: 3600 })
const sealed = mintToken04({ userId: 'ada', roomId: 'lobby', grant: {}, expiresIn: 3600 }, keys, clock)
const oddClaims = bareToken({ plaintext: claimsText({ payload: { room_id: 'lobby' } }) })
const texts = edited([signed, sealed, kitOf(sealed), kitOf(bareToken()), bareToken(), oddClaims, serverSecret])

type Damage = readonly [HintCode, (token: string) => string]
/** In the order in which they are undone; each only where it changes a token. */
const damages: readonly Damage[] = [
  ['surrounding_space', (token) => ` ${token}\n`],
  ['wrapped_in_json', (token) => JSON.stringify({ code: 0, token })],
  ['quoted', (token) => `"${token}"`],
  ['bearer_prefix', (token) => `Bearer ${token}`],
  ['line_breaks', (token) => token.replaceAll(/.{64}(?=.)/g, '$&\r\n')],
  ['percent_encoded', encodeURIComponent],
  ['base64url_spelling', (token) => token.replaceAll('+', '-').replaceAll('/', '_')],
  ['padding_missing', (token) => token.replaceAll('=', '')],
]

describe('a token that something happened to', () => {
  it.each(damages)('is told of %s, and explained as if it had not happened', (code, damage) => {
    fc.assert(
      fc.property(mintInputs.map(minted), (token) => {
        const damaged = damage(token)
        fc.pre(damaged !== token)
        const { ok, primary, layers } = inspect(damaged, { keys, now })
        expect([ok, primary, layers.trust]).toEqual([false, code, 'signed'])
        expect(layers).toEqual(inspect(token, { keys, now }).layers)
      }),
    )
  })

  it('is mended, whatever happened besides', () => {
    fc.assert(
      fc.property(mintInputs.map(minted), fc.subarray([...damages]), (token, happened) => {
        let text = token
        const codes: HintCode[] = []
        for (const [code, damage] of happened.toReversed()) {
          const worse = damage(text)
          if (worse !== text) codes.unshift(code)
          text = worse
        }
        expect(mend(text)).toEqual({ text: token, damage: codes })
      }),
    )
  })
})

describe('a report', () => {
  it('shows what was minted', () => {
    fc.assert(
      fc.property(mintInputs, (input) => {
        const { userId, roomId, userName = '', expiresIn, format = 'cbc', ext = '' } = input
        const { ok, layers, warnings } = inspect(minted(input), { keys, now, accept: 'signed' })
        expect([ok, warnings, layers.generators]).toEqual([true, [], ['roompass']])
        expect(layers).toMatchObject({
          envelope: { format, expire: now + expiresIn },
          suffix: { userID: userId, roomID: roomId, userName, appID: appId, ext: ext || null },
          claims: { app_id: appId, user_id: userId, ctime: now, expire: now + expiresIn },
          trust: 'signed',
        })
      }),
    )
  })

  it('has each code once, the primary one first, and is plain frozen data', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const report = inspect(text, { keys, now })
        const codes = report.problems.map(({ code }) => code)
        expect(new Set(codes).size).toBe(codes.length)
        expect(report.primary).toBe(codes[0] ?? null)
        expect([...report.problems, ...report.warnings].every(Object.isFrozen)).toBe(true)
        expect(JSON.parse(JSON.stringify(report))).toEqual(report)
      }),
      { numRuns: 300 },
    )
  })

  it('never shows a secret', () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!text.includes(serverSecret))
        expect(JSON.stringify(inspect(text, { keys, now }))).not.toContain(serverSecret.replaceAll('\\', '\\\\'))
      }),
      { numRuns: 300 },
    )
  })

  it('says without keys nothing of what is inside, and of the outside the same', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const [shut, opened] = [inspect(text, { now }), inspect(text, { keys, now })]
        const { frame, envelope, suffix, key, claims, trust } = shut.layers
        expect([key, claims, trust]).toEqual([null, null, null])
        expect({ kind: shut.kind, frame, envelope, suffix }).toEqual({
          kind: opened.kind,
          frame: opened.layers.frame,
          envelope: opened.layers.envelope,
          suffix: opened.layers.suffix,
        })
        expect(opened.problems.length).toBeGreaterThanOrEqual(shut.problems.length)
      }),
      { numRuns: 300 },
    )
  })

  it('agrees with verify on any terms', () => {
    const terms = fc.record(
      {
        roomId: fc.constantFrom('lobby', 'vault'),
        userId: fc.constantFrom('ada', 'eve'),
        appId: fc.constantFrom(appId, 7),
        accept: fc.constantFrom('bare', 'sealed', 'signed'),
        maxLifetime: fc.constantFrom(60, 3600),
        clockTolerance: fc.constantFrom(0, 300),
      },
      { requiredKeys: [] },
    )
    const times = fc.constantFrom(now - 61, now, now + 3599, now + 3700, now + 4000)
    const whole = fc.constantFrom(signed, sealed, kitOf(sealed, { userName: '' }), kitOf(bareToken()), bareToken())
    fc.assert(
      fc.property(fc.oneof(whole, texts), terms, times, (text, options, at) => {
        const { kind, ok, problems } = inspect(text, { keys, ...options, now: at })
        const check = kind === 'token04' ? verifyToken04 : verify
        const code = codeOf(() => check(text, keys, { ...options, now: at }))
        expect(ok).toBe(code === 'taken')
        if (kind === 'kit-token' || kind === 'token04')
          expect([...problems.map((one) => one.code), 'taken']).toContain(code)
      }),
      { numRuns: 500 },
    )
  })
})
