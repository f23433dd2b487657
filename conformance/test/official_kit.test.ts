// ZEGOCLOUD's own web kit beside ours in one page: the same bytes, and each reads what the other makes. Nothing leaves the machine.
import { readFileSync } from 'node:fs'
import { createKeyring, generateKitTokenForProduction, isUserName, mint, mintToken04, verify } from '@roompass/token'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { properCalls, strangeCalls, testCalls, type Call } from '../official_kit/calls.ts'
import { openClosedPage, type ClosedPage } from '../official_kit/closed_page.ts'
import { differences } from '../official_kit/differences.ts'
import { pack, type Verdict } from '../official_kit/wire.ts'

const appId = 1234567890
const serverSecret = 'Kk7!pQ2z-Wd93_bX vT5~mN8@rL1#cF6'
const keys = createKeyring([{ appId, serverSecret }])
const seed = 20_260_101

let closed: ClosedPage

beforeAll(async () => {
  closed = await openClosedPage()
})

afterEach(() => {
  expect(closed.answered).toEqual([])
})

afterAll(() => closed?.close())

function compare(calls: readonly Call[]): Promise<Verdict[]> {
  return closed.page.evaluate((packed) => window.sideBySide.compare(packed), calls.map(pack))
}

describe('generateKitTokenForProduction', () => {
  it('is compared with the version that is meant', async () => {
    expect(await closed.page.evaluate(() => window.sideBySide.version())).toBe('2.18.4')
  })

  it('gives the same bytes for 3000 calls that both take', async () => {
    const verdicts = await compare(properCalls(3000, seed))
    expect(verdicts).toHaveLength(3000)
    expect(verdicts.filter(({ theirs, ours, same }) => theirs !== 'taken' || ours !== 'taken' || !same)).toEqual([])
  })

  it('differs in nothing but what is listed, over 6000 calls with anything in any place', async () => {
    const calls = strangeCalls(6000, seed)
    const verdicts = await compare(calls)
    const seen = calls.map((call, at) => ({
      call,
      ...verdicts[at]!,
      kinds: differences.filter(({ is }) => is(...call)),
    }))
    const refused = seen.filter(({ theirs, kinds }) => theirs !== 'taken' || kinds.length > 0)
    expect(refused.filter(({ ours }) => ours !== 'TypeError')).toEqual([])
    const taken = seen.filter(({ theirs, kinds }) => theirs === 'taken' && kinds.length === 0)
    expect(taken.filter(({ ours, same }) => ours !== 'taken' || !same)).toEqual([])
    expect(taken.length).toBeGreaterThan(2000)
    // Each difference is one: it was met where it was the only one.
    const single = seen.filter(({ theirs, kinds }) => theirs === 'taken' && kinds.length === 1)
    expect(new Set(single.map(({ kinds }) => kinds[0]))).toEqual(new Set(differences))
  })

  it('has its differences in the document', () => {
    const document = readFileSync(new URL('../official_kit/README.md', import.meta.url), 'utf8')
    const rows = [...document.matchAll(/^\| (?!Theirs|-)([^|]+?) +\|/gm)].map(([, name]) => name)
    expect(rows).toEqual(differences.map(({ name }) => name))
  })
})

describe('generateKitTokenForTest of theirs', () => {
  it('makes tokens that verify reads as bare, and refuses by default', async () => {
    const calls = testCalls({ appId, serverSecret }, 400, seed)
    const tokens = await closed.page.evaluate((packed) => window.sideBySide.testTokens(packed), calls.map(pack))
    expect(new Set(tokens).size).toBe(400)
    for (const [at, [, , roomId, userId, userName, seconds]] of calls.entries()) {
      const pass = verify(tokens[at]!, keys, { accept: 'bare' })
      // A name that nobody could show, too long or with control characters, is shown as none.
      const claimed = { roomId, userName: isUserName(userName) ? userName : '' }
      expect(pass).toMatchObject({ trust: 'bare', appId, userId, roomId: null, userName: null, payload: '', claimed })
      expect(pass.expiresAt - pass.issuedAt).toBe(seconds)
      expect(() => verify(tokens[at]!, keys)).toThrow(expect.objectContaining({ code: 'trust_too_low' }))
    }
  })
})

describe('create of theirs', () => {
  const token04 = mintToken04({ userId: 'ada', expiresIn: 600 }, keys)
  const person = { userId: 'ada', roomId: 'lobby', userName: 'Zoë 张 🦉', expiresIn: 600 }
  it.each<[string, string]>([
    ['signed', mint(person, keys)],
    [
      'signed, with a grant and an extension',
      mint({ ...person, grant: { publish: true }, ext: 'x'.repeat(512) }, keys),
    ],
    ['signed in GCM form', mint({ ...person, format: 'gcm' }, keys)],
    ['joined from a Token04', generateKitTokenForProduction(appId, token04, 'lobby', 'ada', person.userName)],
  ])('reads out of our Kit Token what we wrote: %s', async (_, kitToken) => {
    await closed.reload()
    const { roomId, taken } = await closed.page.evaluate((text) => window.sideBySide.read(text), kitToken)
    expect(roomId).toBe('lobby')
    const { appID, userID, userName, token } = taken
    expect({ appID, userID, userName }).toEqual({ appID: appId, userID: 'ada', userName: person.userName })
    expect(token).toBe(kitToken.split('#')[0])
  })

  it('reads what our generateKitTokenForTest makes in a page', async () => {
    await closed.reload()
    const call = pack([appId, serverSecret, 'lobby', 'ada', person.userName])
    const kitToken = await closed.page.evaluate((packed) => window.sideBySide.ownTestToken(packed), call)
    expect((await closed.page.evaluate((text) => window.sideBySide.read(text), kitToken)).roomId).toBe('lobby')
    expect(verify(kitToken, keys).trust).toBe('sealed')
  })

  it('tries to reach its makers, and cannot', async () => {
    // So the walls were needed. That they held is asked after every test.
    await expect.poll(() => [...closed.tried], { timeout: 15_000 }).toContainEqual(expect.stringMatching(/cloud\.com$/))
  })
})

describe('the page', () => {
  it('reaches nobody, in whatever way it tries', async () => {
    const reached = await closed.page.evaluate(() => window.sideBySide.reach('out.example'))
    expect(reached).toEqual({ fetch: false, image: false, socket: false })
    expect([...closed.tried].filter((host) => host.endsWith('.out.example')).toSorted()).toEqual(
      ['beacon', 'fetch', 'image', 'socket'].map((way) => `${way}.out.example`),
    )
  })
})
