import { describe, expect, it } from 'vitest'
import { bounds } from '../../src/codec/bounds.ts'
import { decodeToken04, encodeToken04, joinKitToken, splitKitToken } from '../../src/codec/frame.ts'
import { providers } from '../providers.ts'
import { codeOf } from '../refusal.ts'

describe.each(providers)('the frame over the $name provider', ({ provider: { transcoder } }) => {
  const raw = new Uint8Array(93).map((_, i) => i * 7)
  const decode = (text: unknown): string => codeOf(() => decodeToken04(text, 'own', transcoder))

  it('writes a Token04 and reads it', () => {
    const token = encodeToken04(raw, transcoder)
    expect(token).toBe(`04${Buffer.from(raw).toString('base64')}`)
    expect([...decodeToken04(token, 'own', transcoder)]).toEqual([...raw])
  })

  // One text may break several rules; the first of them is told.
  it.each([
    ['what is too long and no token', 'x'.repeat(5000), 'token_malformed'],
    ['a space in a text that is no Token04', `03 ${'A'.repeat(120)}`, 'token_malformed'],
    ['two parts of a text that is no Token04', `03${'A'.repeat(120)}#`, 'token_malformed'],
    ['a text that is no Token04 and no base64', `03${'-'.repeat(120)}`, 'token_version'],
    ['a text that is no base64', `04${'-'.repeat(120)}`, 'token_encoding'],
    ['a text whose base64 has spare bits', `04${'A'.repeat(122)}B=`, 'token_encoding'],
  ])('refuses %s', (_, text, code) => {
    expect(decode(text)).toBe(code)
  })
})

describe('the frame', () => {
  it('joins and splits at the only separator', () => {
    const token04 = 'a'.repeat(120)
    const kitToken = joinKitToken(token04, btoa('{"userID":"ada"}é'))
    expect(splitKitToken(kitToken, 'own')).toEqual({ token04, suffix: '{"userID":"ada"}é' })
  })

  it('leaves a suffix that is not base64 in its one spelling to those who read it', () => {
    for (const suffix of ['', 'eyJ9', 'eyJ=', '-_-_', '~']) {
      const decoded = splitKitToken(joinKitToken('a'.repeat(150), suffix), 'own').suffix
      expect(decoded === null || btoa(decoded) === suffix).toBe(true)
      expect(decoded === null).toBe(!['', 'eyJ9'].includes(suffix))
    }
  })

  it.each([
    ['no separator', 'a'.repeat(150)],
    ['two separators', `${'a'.repeat(100)}#b#${'c'.repeat(50)}`],
    ['a space', `${'a'.repeat(120)}# ${'b'.repeat(50)}`],
    ['a line break at the end', `${'a'.repeat(120)}#${'b'.repeat(50)}\n`],
    ['a letter of another script', `${'a'.repeat(120)}#${'b'.repeat(50)}é`],
    ['no text', new String(`${'a'.repeat(120)}#${'b'.repeat(50)}`)],
  ])('does not split a text with %s', (_, text) => {
    expect(codeOf(() => splitKitToken(text, 'own'))).toBe('token_malformed')
  })

  it.each(['own', 'official'] as const)('takes texts of the lengths of the %s reading', (reading) => {
    const { min, max } = bounds[reading].kitToken
    const code = (length: number): string => codeOf(() => splitKitToken(`#${'b'.repeat(length - 1)}`, reading))
    expect([min - 1, min, max, max + 1].map(code)).toEqual(['token_malformed', 'taken', 'taken', 'token_malformed'])
  })
})
