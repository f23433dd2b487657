// What holds for all tokens: minting and verifying are inverse, on each provider and across them, and no edit goes unnoticed.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { provider as nodeProvider } from '../src/crypto/node.ts'
import { provider as portableProvider } from '../src/crypto/portable.ts'
import type { Keyring } from '../src/keyring.ts'
import { mint, mintToken04, mintToken04WithPass, mintWithPass, type MintInput } from '../src/mint.ts'
import { verify, verifyToken04 } from '../src/verify.ts'
import { edited, mintInputs } from './arbitraries.ts'
import { kitOf } from './forge.ts'
import { appId, clock, keyringOf, now } from './providers.ts'
import { codeOf } from './refusal.ts'

const node = keyringOf(nodeProvider)
const portable = keyringOf(portableProvider)
const random = (): Uint8Array => Uint8Array.of(1, 2, 3, 4)

const rings: readonly (readonly [string, Keyring, Keyring])[] = [
  ['node and verified by node', node, node],
  ['node and verified by portable', node, portable],
  ['portable and verified by node', portable, node],
  ['portable and verified by portable', portable, portable],
]

describe.each(rings)('what is minted by %s', (_, minting, verifying) => {
  it('says what was asked for, signed', () => {
    fc.assert(
      fc.property(mintInputs, (input) => {
        const { userId, roomId, userName = '', grant, expiresIn, format = 'cbc', ext = '' } = input
        const pass = verify(mint(input, minting, clock), verifying, { now, accept: 'signed', roomId, userId })
        expect(pass).toMatchObject({ trust: 'signed', appId, userId, roomId, userName, format, ext: ext || null })
        expect([pass.issuedAt, pass.expiresAt]).toEqual([now, now + expiresIn])
        const streamIds = grant?.streamIds ?? []
        expect(pass.grant).toEqual({
          join: grant?.join ?? true,
          publish: grant === undefined ? true : (grant.publish ?? false),
          streamIds: streamIds.length === 0 ? null : streamIds,
        })
      }),
    )
  })

  it('says it sealed, as a Token04', () => {
    fc.assert(
      fc.property(mintInputs, ({ userId, roomId, grant = {}, expiresIn, format = 'cbc' }) => {
        const token = mintToken04({ userId, roomId, grant, expiresIn, format }, minting, clock)
        expect(verifyToken04(token, verifying, { now })).toMatchObject({ trust: 'sealed', userId, roomId, format })
        const inKitToken = verify(kitOf(token, { userID: userId, roomID: roomId }), verifying, { now })
        expect(inKitToken).toMatchObject({ trust: 'sealed', userId, roomId })
      }),
    )
  })
})

describe.each(rings)('the pass that comes with what is minted by %s', (_, minting, verifying) => {
  it('is the one that verifying gives, to every field', () => {
    fc.assert(
      fc.property(mintInputs, (input) => {
        const { kitToken, pass } = mintWithPass(input, minting, clock)
        expect(pass).toStrictEqual(verify(kitToken, verifying, { now, accept: 'signed' }))
        expect(Object.isFrozen(pass) && Object.isFrozen(pass.grant) && Object.isFrozen(pass.claimed)).toBe(true)
      }),
    )
  })

  it('is so for a Token04, too', () => {
    fc.assert(
      fc.property(mintInputs, fc.boolean(), ({ userId, roomId, grant = {}, expiresIn, format = 'cbc' }, bound) => {
        const claims = { userId, expiresIn, format, ...(bound ? { roomId, grant } : {}) }
        const { token, pass } = mintToken04WithPass(claims, minting, clock)
        expect(pass).toStrictEqual(verifyToken04(token, verifying, { now }))
      }),
    )
  })

  it('is so where the payload was made elsewhere', () => {
    const payload = '{"privilege":{"2":1},"x-app":7}'
    const { token, pass } = mintToken04WithPass({ userId: 'ada', expiresIn: 60, payload }, minting, clock)
    expect(pass).toStrictEqual(verifyToken04(token, verifying, { now }))
    expect(pass.grant).toEqual({ join: false, publish: true, streamIds: null })
  })
})

describe('minting', () => {
  it('gives the same bytes on both providers', () => {
    fc.assert(
      fc.property(mintInputs, (input) => {
        const options = { ...clock, random }
        expect(mint(input, node, options)).toBe(mint(input, portable, options))
      }),
    )
  })
})

const person: MintInput = {
  userId: 'ada',
  roomId: 'lobby',
  userName: 'Zoë L',
  grant: { publish: true },
  expiresIn: 3600,
}
const signed = mint(person, node, { ...clock, random })
const gcm = mint({ ...person, format: 'gcm', ext: 'x' }, node, { ...clock, random })

describe.each([
  ['in CBC form', signed],
  ['in GCM form with an extension', gcm],
])('a signed Kit Token %s', (_, token) => {
  const taken = (text: string): boolean => codeOf(() => verify(text, node, { now, accept: 'signed' })) === 'taken'
  const splices = (at: number, put: string, cut: number): string => token.slice(0, at) + put + token.slice(at + cut)

  it('is taken as it is', () => {
    expect(taken(token)).toBe(true)
  })

  it('is refused after a flip of any bit', () => {
    for (let at = 0; at < token.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit))
        if (taken(splices(at, flipped, 1))) expect.fail(`bit ${bit} of character ${at} does not count`)
      }
    }
  })

  it('is refused after a change of any character to any other', () => {
    for (let at = 0; at < token.length; at++) {
      for (let code = 0x20; code < 0x80; code++) {
        if (code === token.charCodeAt(at)) continue
        if (taken(splices(at, String.fromCharCode(code), 1))) expect.fail(`character ${at} may be ${code}`)
      }
    }
  })

  it('is refused without any one character, and with any one more', () => {
    for (let at = 0; at <= token.length; at++) {
      if (at < token.length && taken(splices(at, '', 1))) expect.fail(`character ${at} may be missing`)
      for (const more of ['A', '=', '#', '0', ' ']) {
        if (taken(splices(at, more, 0))) expect.fail(`"${more}" may stand before character ${at}`)
      }
    }
  })

  it('is refused with two neighbours exchanged', () => {
    for (let at = 1; at < token.length; at++) {
      const [one, two] = [token[at - 1]!, token[at]!]
      if (one !== two && taken(splices(at - 1, two + one, 2)))
        expect.fail(`characters ${at - 1} and ${at} may be exchanged`)
    }
  })

  it('is refused after edits of any kind', () => {
    fc.assert(
      fc.property(edited([token]), (text) => {
        expect(taken(text)).toBe(text === token)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('whoever verifies', () => {
  it('throws nothing but refusals, whatever comes', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      edited([signed, gcm, signed.split('#')[0]!]),
    )
    fc.assert(
      fc.property(anything, fc.constantFrom('bare', 'sealed', 'signed'), (input, accept) => {
        expect(codeOf(() => verify(input, node, { now, accept }))).toBeTypeOf('string')
        expect(codeOf(() => verifyToken04(input, node, { now, accept }))).toBeTypeOf('string')
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['#', '04', 'A', '=', ' ', '\0', 'é', '{', '"'])('does no work for 10 MiB of %j', (character) => {
    const hostile = [
      character.repeat(10 << 20),
      `04${character.repeat(10 << 20)}`,
      `${signed}${character.repeat(10 << 20)}`,
    ]
    const start = performance.now()
    // Reading these texts once would take many times as long as all of this.
    for (let turn = 0; turn < 300; turn++) {
      for (const text of hostile) {
        expect(codeOf(() => verify(text, node, { now, accept: 'bare' }))).toBe('token_malformed')
        expect(codeOf(() => verifyToken04(text, node, { now, accept: 'bare' }))).toBe('token_malformed')
      }
    }
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
