import { createDecipheriv } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKeyring, generateToken04, KitTokenError, Token04Error, verifyToken04 } from '../../src/index.ts'
import { generateToken04With } from '../../src/zego/token04.ts'
import { userIds } from '../arbitraries.ts'
import { call } from '../call.ts'
import { appId, keyringOf, otherSecret, providers, serverSecret } from '../providers.ts'

describe.each(providers)('generateToken04 over the $name provider', ({ provider }) => {
  const generate = generateToken04With(provider)
  const keys = keyringOf(provider)

  it('makes sealed tokens of the given user, lifetime and payload', () => {
    const payload = fc.constantFrom('', '{}', '{"room_id":"lobby","privilege":{"1":1,"2":0},"stream_id_list":null}')
    fc.assert(
      fc.property(userIds, fc.integer({ min: 1, max: 86_400 }), payload, (userId, seconds, text) => {
        const pass = verifyToken04(generate(appId, userId, serverSecret, seconds, text), keys)
        expect(pass).toMatchObject({ trust: 'sealed', userId, payload: text, appId })
        expect(pass.expiresAt - pass.issuedAt).toBe(seconds)
      }),
    )
  })

  it('takes the secret of each call, whichever came before', () => {
    const other = createKeyring([{ appId, serverSecret: otherSecret }])
    for (let turn = 0; turn < 3; turn++) {
      expect(verifyToken04(generate(appId, 'ada', serverSecret, 60), keys).userId).toBe('ada')
      expect(verifyToken04(generate(appId, 'bob', otherSecret, 60), other).userId).toBe('bob')
    }
    const elsewhere = createKeyring([{ appId: 7, serverSecret }])
    expect(verifyToken04(generate(7, 'ada', serverSecret, 60), elsewhere).appId).toBe(7)
  })

  it('makes tokens as long as the format allows, and no longer', () => {
    const short = generate(appId, 'ada', serverSecret, 60, 'x')
    const rest = plaintextIn(short).length - 1
    // The nonce has one to ten digits, each time anew.
    const longest = generate(appId, 'ada', serverSecret, 60, 'x'.repeat(32_751 - rest - 10))
    expect(plaintextIn(longest).length).toBeGreaterThan(32_700)
    expect(() => generate(appId, 'ada', serverSecret, 60, 'x'.repeat(32_751))).toThrow(/^payload/)
  })
})

/** Opened by hand: such a payload is nothing that verify takes. */
function plaintextIn(token: string): string {
  const raw = Buffer.from(token.slice(2), 'base64')
  const decipher = createDecipheriv('aes-256-cbc', serverSecret, raw.subarray(10, 26))
  return decipher.update(raw.subarray(28), undefined, 'utf8') + decipher.final('utf8')
}

const good = [appId, 'ada', serverSecret, 3600] as const
type Case = readonly [what: string, args: readonly unknown[], code: number]

const refused: readonly Case[] = [
  ['AppID 0', [0, ...good.slice(1)], 1],
  ['a negative AppID', [-1, ...good.slice(1)], 1],
  ['a fraction of an AppID', [1.5, ...good.slice(1)], 1],
  ['an AppID above 32 bits', [2 ** 32, ...good.slice(1)], 1],
  ['an AppID in digits', [String(appId), ...good.slice(1)], 1],
  ['an AppID that is NaN', [Number.NaN, ...good.slice(1)], 1],
  ['no AppID', [undefined, ...good.slice(1)], 1],
  ['an empty user', [appId, '', serverSecret, 3600], 3],
  ['a user that is a number', [appId, 7, serverSecret, 3600], 3],
  ['a user of 65 characters', [appId, 'u'.repeat(65), serverSecret, 3600], 3],
  ['a user of another script', [appId, '用户', serverSecret, 3600], 3],
  ['a secret of 31 characters', [appId, 'ada', 'x'.repeat(31), 3600], 5],
  ['32 characters that are 64 bytes', [appId, 'ada', 'é'.repeat(32), 3600], 5],
  ['16 characters that are 32 bytes', [appId, 'ada', 'é'.repeat(16), 3600], 5],
  ['an AppSign', [appId, 'ada', 'a'.repeat(64), 3600], 5],
  ['no secret', [appId, 'ada', undefined, 3600], 5],
  ['a lifetime of 0', [...good.slice(0, 3), 0], 6],
  ['a negative lifetime', [...good.slice(0, 3), -3600], 6],
  ['a fraction of a second', [...good.slice(0, 3), 1.5], 6],
  ['a lifetime that is NaN', [...good.slice(0, 3), Number.NaN], 6],
  ['a lifetime without an end', [...good.slice(0, 3), Number.POSITIVE_INFINITY], 6],
  ['a lifetime beyond the year 9999', [...good.slice(0, 3), 253_402_300_800], 6],
  ['a lifetime in digits', [...good.slice(0, 3), '3600'], 6],
  ['no lifetime', good.slice(0, 3), 6],
]

describe('generateToken04', () => {
  it.each(refused)('refuses %s with the number of the official generators', (_, args, errorCode) => {
    const run = (): unknown => call(generateToken04, ...args)
    expect(run).toThrow(Token04Error)
    expect(run).toThrow(expect.objectContaining({ name: 'Token04Error', errorCode, errorMessage: expect.any(String) }))
    expect(run).toThrow(/^(?!.*Kk7!)/)
  })

  it('looks at the app before the user before the secret before the time', () => {
    expect(() => call(generateToken04, 0, '', '', 0)).toThrow(expect.objectContaining({ errorCode: 1 }))
    expect(() => call(generateToken04, 1, '', '', 0)).toThrow(expect.objectContaining({ errorCode: 3 }))
    expect(() => call(generateToken04, 1, 'a', '', 0)).toThrow(expect.objectContaining({ errorCode: 5 }))
    expect(() => call(generateToken04, 1, 'a', serverSecret, 0)).toThrow(expect.objectContaining({ errorCode: 6 }))
  })

  it('throws errors that are errors, and no refusals of tokens', () => {
    const error = new Token04Error(5, 'secret must be a 32 byte string')
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(KitTokenError)
    expect(error.stack).toContain('secret must be a 32 byte string')
  })

  it('takes a payload that is absent, null or text, and nothing else', () => {
    const keys = createKeyring([{ appId, serverSecret }])
    for (const payload of [undefined, null, '']) {
      expect(verifyToken04(generateToken04(...good, payload), keys).payload).toBe('')
    }
    for (const payload of [{}, 7, true, ['a']])
      expect(() => call(generateToken04, ...good, payload)).toThrow(/^payload/)
  })
})
