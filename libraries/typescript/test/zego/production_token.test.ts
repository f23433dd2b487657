import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateKitTokenForProduction } from '../../src/zego/production_token.ts'
import { call } from '../call.ts'

const token = '04AAAAAGdVXq8AEDEyMzQ1Njc4OTAxMjM0NTYAIHNvbWUtb3BhcXVlLXRva2Vu'

/** What ZEGOCLOUD's kit 2.18.4 answered. */
const recordings: readonly { fn: string; args: readonly unknown[]; output?: string }[] = JSON.parse(
  readFileSync(new URL('official-kit-tokens.json', import.meta.url), 'utf8'),
)

/** ZEGOCLOUD's own, as its documentation and its source describe it. */
function reference(appID: number, token04: string, roomID: string, userID: string, userName?: string): string {
  return `${token04}#${btoa(JSON.stringify({ userID, roomID, userName: encodeURIComponent(userName ?? ''), appID }))}`
}

describe('generateKitTokenForProduction', () => {
  const recorded = recordings.filter(({ fn, output }) => fn === 'generateKitTokenForProduction' && output !== undefined)

  it.each(recorded)('gives the bytes that the official kit gave: $args', ({ args, output }) => {
    expect(call(generateKitTokenForProduction, ...args)).toBe(output)
  })

  it('gives the same bytes for whatever both take', () => {
    const ids = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
      maxLength: 30,
    })
    const users = ids.filter((id) => id !== '')
    const names = fc.option(fc.string({ unit: 'grapheme', maxLength: 30 }), { nil: undefined })
    const apps = fc.integer({ min: 1, max: 2 ** 32 - 1 })
    fc.assert(
      fc.property(apps, ids, users, names, (appID, roomID, userID, userName) => {
        const ours = generateKitTokenForProduction(appID, token, roomID, userID, userName)
        expect(ours).toBe(reference(appID, token, roomID, userID, userName))
      }),
    )
  })

  it.each<[string, readonly unknown[], RegExp]>([
    ['an AppID in digits', ['1', token, 'r', 'u'], /^appID/],
    ['AppID 0', [0, token, 'r', 'u'], /^appID/],
    ['no token', [1, undefined, 'r', 'u'], /^token/],
    ['an empty token', [1, '', 'r', 'u'], /^token/],
    ['a promise of a token', [1, Promise.resolve(token), 'r', 'u'], /^token/],
    ['a Kit Token', [1, `${token}#x`, 'r', 'u'], /^token is a Kit Token already/],
    ['no room', [1, token, undefined, 'u'], /^roomID/],
    ['a room of another script', [1, token, '房', 'u'], /^roomID/],
    ['no user', [1, token, 'r'], /^userID/],
    ['an empty user', [1, token, 'r', ''], /^userID/],
    ['a user that is a number', [1, token, 'r', 7], /^userID/],
    ['a user of another script', [1, token, 'r', '用户'], /^userID/],
    ['a name that is null', [1, token, 'r', 'u', null], /^userName/],
    ['a name with half a character', [1, token, 'r', 'u', '\ud800'], /^userName/],
  ])('refuses %s by name, instead of making a broken token', (_, args, names) => {
    expect(() => call(generateKitTokenForProduction, ...args)).toThrow(names)
    expect(() => call(generateKitTokenForProduction, ...args)).toThrow(TypeError)
  })
})
