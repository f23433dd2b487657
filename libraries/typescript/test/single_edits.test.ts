// One edit, at any place of any token that was minted: what was signed is refused then, and what was sealed is no longer proven.
// properties.test.ts makes every edit of two tokens; here are some edits of very many.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mint, mintToken04 } from '../src/mint.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { mintInputs } from './arbitraries.ts'
import { suffixOf, token04Of } from './forge.ts'
import { clock, keyringOf, now } from './providers.ts'
import { codeOf } from './refusal.ts'

const keys = keyringOf()
const kits = mintInputs.map((input) => mint(input, keys, clock))
const tokens = mintInputs.map(({ userId, roomId, grant = {}, expiresIn, format = 'cbc' }) =>
  mintToken04({ userId, roomId, grant, expiresIn, format }, keys, clock),
)
const printable = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code))
const places = fc.nat({ max: 20_000 })

const kit = (text: string): string => codeOf(() => verify(text, keys, { now, accept: 'signed' }))
const token04 = (text: string): string => codeOf(() => verifyToken04(text, keys, { now }))

/** `text` with `put` in place of `cut` characters at a place; null where that changes nothing. */
function spliced(text: string, place: number, put: string, cut: number): string | null {
  const at = place % (text.length + 1 - cut)
  const result = text.slice(0, at) + put + text.slice(at + cut)
  return result === text ? null : result
}

const things = [
  ['a signed Kit Token', kits, kit],
  ['a sealed Token04', tokens, token04],
] as const

describe.each(things)('%s, whatever it says', (_, texts, outcome) => {
  it('is taken as it is', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(outcome(text)).toBe('taken')
      }),
    )
  })

  it('is refused with another character anywhere', () => {
    fc.assert(
      fc.property(texts, places, printable, (text, place, put) => {
        const other = spliced(text, place, put, 1)
        if (other !== null) expect(outcome(other)).not.toBe('taken')
      }),
    )
  })

  it('is refused with a character more or less', () => {
    fc.assert(
      fc.property(texts, places, printable, (text, place, put) => {
        expect(outcome(spliced(text, place, put, 0) ?? '')).not.toBe('taken')
        expect(outcome(spliced(text, place, '', 1) ?? '')).not.toBe('taken')
      }),
    )
  })

  it('is refused cut off anywhere, and with itself or another behind it', () => {
    fc.assert(
      fc.property(texts, texts, places, (text, other, place) => {
        expect(outcome(text.slice(0, place % text.length))).not.toBe('taken')
        expect(outcome(text.slice(1 + (place % text.length)))).not.toBe('taken')
        expect(outcome(text + other)).not.toBe('taken')
      }),
    )
  })

  it('is refused with a part of another in the same place', () => {
    fc.assert(
      fc.property(texts, texts, places, fc.integer({ min: 1, max: 64 }), (text, other, place, length) => {
        const at = place % text.length
        const mixed = text.slice(0, at) + other.slice(at, at + length) + text.slice(at + length)
        fc.pre(mixed !== text && mixed !== other)
        expect(outcome(mixed)).not.toBe('taken')
      }),
    )
  })
})

describe('a sealed Token04', () => {
  it('is refused after a flip of any bit of its bytes', () => {
    fc.assert(
      fc.property(tokens, places, fc.nat({ max: 7 }), (text, place, bit) => {
        const raw = Buffer.from(text.slice(2), 'base64')
        raw[place % raw.length]! ^= 1 << bit
        expect(token04(token04Of(raw))).not.toBe('taken')
      }),
    )
  })
})

describe('a signed Kit Token', () => {
  const json = (suffix: string): Record<string, unknown> => JSON.parse(Buffer.from(suffix, 'base64').toString())

  it('is refused with any one field of another, or without it', () => {
    const fields = fc.constantFrom('userID', 'roomID', 'userName', 'appID', 'ext', 'sig')
    fc.assert(
      fc.property(kits, kits, fields, (text, other, field) => {
        const [token = '', suffix = ''] = text.split('#')
        const [own, others] = [json(suffix), json(other.split('#')[1] ?? '')]
        for (const value of [others[field], undefined]) {
          // What is empty may as well be absent: it says the same, and the signature takes both for nothing.
          if ((value ?? '') === (own[field] ?? '')) continue
          expect(kit(`${token}#${suffixOf({ ...own, [field]: value })}`)).not.toBe('taken')
        }
      }),
    )
  })

  it('is refused with the Token04 of another before its suffix', () => {
    fc.assert(
      fc.property(kits, kits, (text, other) => {
        const [token, suffix] = [other.split('#')[0], text.split('#')[1]]
        expect(kit(`${token}#${suffix}`)).not.toBe('taken')
      }),
    )
  })
})
