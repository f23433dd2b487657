import { expect, test } from 'vitest'
import { judge } from '../../../tools/vectors/rules.ts'
import { repository } from '../../../tools/files.ts'
import { materialOf } from '../material.ts'

const { wishes, questions, edits, refusals, explanations } = materialOf(repository, 1, 2000)

/** Of how many wishes something holds. */
function count(holds: (wish: (typeof wishes)[number]) => boolean): number {
  return wishes.filter(holds).length
}

test('the same seed gives the same, and another something else', () => {
  const [same, other] = [materialOf(repository, 1, 50), materialOf(repository, 2, 50)]
  expect(same.wishes).toEqual(wishes.slice(0, 50))
  expect(other.wishes).not.toEqual(wishes.slice(0, 50))
})

test('every wish is a token that the rules take, with the trust that minting gives', () => {
  for (const { op, in: wish, token } of wishes) {
    const { appId, serverSecret, now, userId } = wish
    const kind = op === 'mint' ? 'kit-token' : 'token04'
    const pass = judge({ kind, keyring: [{ appId, serverSecret }], options: { now }, token })
    expect(pass).toMatchObject({ userId, trust: op === 'mint' ? 'signed' : 'sealed' })
  }
})

test('wishes reach both ends of every length', () => {
  const bytes = (text: string | undefined): number => Buffer.byteLength(text ?? '')
  const suffixOf = (token: string): string => Buffer.from(token.split('#')[1] ?? '', 'base64').toString('latin1')
  const payloads = questions.flatMap(({ expected }) => (expected.ok ? [String(Object(expected.result).payload)] : []))
  expect(count(({ in: { userId } }) => userId.length === 1)).toBeGreaterThan(100)
  expect(count(({ in: { userId } }) => userId.length === 64)).toBeGreaterThan(100)
  expect(count(({ in: { roomId } }) => roomId?.length === 1)).toBeGreaterThan(100)
  expect(count(({ in: { roomId } }) => roomId?.length === 128)).toBeGreaterThan(100)
  expect(count(({ in: { userName } }) => userName === '')).toBeGreaterThan(100)
  expect(count(({ in: { userName } }) => bytes(userName) === 256)).toBeGreaterThan(100)
  expect(count(({ in: { ext } }) => ext === '')).toBeGreaterThan(50)
  expect(count(({ in: { ext } }) => ext?.length === 512)).toBeGreaterThan(50)
  expect(count(({ token }) => suffixOf(token).length >= 2047)).toBeGreaterThan(5)
  expect(payloads.filter((payload) => bytes(payload) === 1024).length).toBeGreaterThan(20)
  expect(count(({ in: { grant } }) => grant?.streamIds?.length === 100)).toBeGreaterThan(20)
  expect(count(({ in: { grant } }) => grant?.streamIds?.some((id) => bytes(id) === 256) === true)).toBeGreaterThan(50)
})

test.each(['cbc', 'gcm'] as const)('wishes for %s have every grant, every kind of list, and no grant', (format) => {
  const kinds = new Set(
    wishes.map(({ op, in: { format: its, grant, payload } }) => {
      const streams = grant?.streamIds
      const list = streams === null ? 'any' : streams?.length === 0 ? 'empty' : 'some'
      const kind = grant == null ? `${payload === undefined}` : `${grant.join} ${grant.publish} ${list}`
      return its === format ? `${op} ${kind}` : ''
    }),
  )
  // Four pairs of rights with three kinds of list for both ways of minting; none, also for both; a payload of one's own; and '' for the rest.
  expect(kinds.size).toBe(2 * (12 + 1) + 1 + 1)
})

test('nine in ten questions are answered with a pass, and the others with many codes', () => {
  const codes = questions.flatMap(({ expected }) => (expected.ok ? [] : [expected.code]))
  expect(codes.length).toBeGreaterThan(80)
  expect(codes.length).toBeLessThan(200)
  expect(new Set(codes).size).toBeGreaterThan(7)
})

test('edits break many rules, and some none', () => {
  const codes = edits.flatMap(({ expected }) => (expected.ok ? [] : [expected.code]))
  const trusts = new Set(edits.map(({ expected }) => (expected.ok ? Object(expected.result).trust : 'none')))
  expect(new Set(codes).size).toBeGreaterThan(17)
  expect(trusts).toEqual(new Set(['none', 'bare', 'sealed', 'signed']))
  expect(edits.length - codes.length).toBeGreaterThan(100)
})

test('what is to be refused are the hostile texts and wrong wishes', () => {
  const refused = (op: string): number => refusals.filter(({ request }) => request.op === op).length
  expect(refused('verify')).toBeGreaterThan(500)
  expect(refused('mint')).toBeGreaterThan(30)
  expect(refused('mintToken04')).toBeGreaterThan(10)
  expect(refusals.every(({ expected }) => !expected.ok)).toBe(true)
})

test('what is to be explained are the broken texts, with keys and without', () => {
  const keyless = explanations.filter(({ request }) => !('keyring' in request))
  expect(keyless.length).toBeGreaterThan(90)
  expect(explanations.length).toBe(2 * keyless.length)
})
