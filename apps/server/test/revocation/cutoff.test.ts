import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRevocationSet, effectiveCutoff, isCutOff } from '../../src/revocation/cutoff.ts'
import { endOf, forGood, type Revocation } from '../../src/revocation/revocation.ts'
import type { RevocationScope, TokenFacts } from '../../src/revocation/scope.ts'

const now = 1_800_000_000
const tid = '0123456789abcdef'.repeat(4)
const ada: TokenFacts = { tid, appId: 7, userId: 'ada', roomId: 'lobby', kid: 'a2517ef2', issuedAt: now }

let made = 0
function revocation(scope: RevocationScope, until: number = now, fields: Partial<Revocation> = {}): Revocation {
  made += 1
  const base = { appId: 7, scope, until, reason: null, by: 'admin', at: now * 1000 }
  return { ...base, id: made, sequence: made, endsAt: endOf(base), undone: null, ...fields }
}

const user: RevocationScope = { kind: 'user', userId: 'ada' }
const room: RevocationScope = { kind: 'room', roomId: 'lobby' }
const both: RevocationScope = { kind: 'user_in_room', userId: 'ada', roomId: 'lobby' }
const key: RevocationScope = { kind: 'key', kid: 'a2517ef2' }
const app: RevocationScope = { kind: 'app' }
const token: RevocationScope = { kind: 'token', tid: tid.slice(0, 16) }

describe('the effective cut-off', () => {
  it.each<[string, Revocation[], number | null]>([
    ['none where nothing was revoked', [], null],
    ['that of the user', [revocation(user, 10)], 10],
    ['that of the room', [revocation(room, 10)], 10],
    ['that of the user in the room', [revocation(both, 10)], 10],
    ['that of the key', [revocation(key, 10)], 10],
    ['that of the app', [revocation(app, 10)], 10],
    ['beyond all times for a token that was named', [revocation(token, 10)], Infinity],
    ['that of a token that was named in full', [revocation({ kind: 'token', tid })], Infinity],
    ['the latest of several of one scope', [revocation(user, 10), revocation(user, 30), revocation(user, 20)], 30],
    ['the latest over all scopes', [revocation(user, 10), revocation(app, 40), revocation(room, 30)], 40],
    ['not the narrower one, if the wider one is later', [revocation(both, 10), revocation(app, 20)], 20],
    ['not the wider one, if the narrower one is later', [revocation(app, 10), revocation(both, 20)], 20],
    ['not the newer one, if the older one reaches further', [revocation(user, 90), revocation(user, 20)], 90],
    ['none of one that was undone', [revocation(user, 90, { undone: { at: 1, by: 'admin' } })], null],
    [
      'what is left when one was undone',
      [revocation(user, 90, { undone: { at: 1, by: 'a' } }), revocation(room, 5)],
      5,
    ],
  ])('is %s', (_, revocations, expected) => {
    expect(effectiveCutoff(revocations, ada)).toBe(expected)
  })

  it.each<[string, RevocationScope, Partial<Revocation>?]>([
    ['another user', { kind: 'user', userId: 'bob' }],
    ['the same user spelt otherwise', { kind: 'user', userId: 'Ada' }],
    ['a user whose name begins alike', { kind: 'user', userId: 'adal' }],
    ['another room', { kind: 'room', roomId: 'vault' }],
    ['the user in another room', { kind: 'user_in_room', userId: 'ada', roomId: 'vault' }],
    ['another user in the room', { kind: 'user_in_room', userId: 'bob', roomId: 'lobby' }],
    ['IDs that say the same when they are joined', { kind: 'user_in_room', userId: 'adal', roomId: 'obby' }],
    ['a user named as the room', { kind: 'user', userId: 'lobby' }],
    ['another key', { kind: 'key', kid: 'ffffffff' }],
    ['another token', { kind: 'token', tid: 'f'.repeat(16) }],
    ['another app', app, { appId: 8 }],
    ['the user of another app', user, { appId: 8 }],
  ])('has nothing to do with %s', (_, scope, fields = {}) => {
    expect(effectiveCutoff([revocation(scope, forGood, fields)], ada)).toBeNull()
  })

  it('leaves rooms and keys alone where they are not known yet', () => {
    const revocations = [revocation(room, 10), revocation(both, 20), revocation(key, 30)]
    expect(effectiveCutoff(revocations, { ...ada, roomId: null, kid: null })).toBeNull()
    expect(effectiveCutoff([...revocations, revocation(user, 5)], { ...ada, roomId: null, kid: null })).toBe(5)
  })

  it('is the greatest of all that fit, in whatever order they came', () => {
    const scope = fc.constantFrom(user, room, both, key, app, { kind: 'user', userId: 'bob' } as const)
    const one = fc.record({ scope, until: fc.integer({ min: 0, max: 100 }), undone: fc.boolean() })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (list) => {
        const revocations = list.map(({ scope: what, until, undone }) =>
          revocation(what, until, { undone: undone ? { at: 1, by: 'admin' } : null }),
        )
        const fitting = list.filter(
          ({ scope: what, undone }) => !undone && !('userId' in what && what.userId === 'bob'),
        )
        const expected = fitting.length === 0 ? null : Math.max(...fitting.map(({ until }) => until))
        expect(effectiveCutoff(revocations, ada)).toBe(expected)
        expect(effectiveCutoff(revocations.toReversed(), ada)).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a token', () => {
  it.each([
    [now - 1, true],
    [now, true],
    [now + 1, false],
  ])('issued at %d is revoked by a cut-off at 1800000000: %s', (issuedAt, revoked) => {
    expect(isCutOff(issuedAt, now)).toBe(revoked)
  })

  it('is dead for good once it was named, whenever it was issued', () => {
    const set = createRevocationSet()
    set.apply(revocation(token, 0))
    expect(set.judge({ ...ada, issuedAt: forGood })).not.toBeNull()
  })

  it('is judged by the revocation that reaches furthest, which is named', () => {
    const set = createRevocationSet()
    const [near, far] = [revocation(user, now - 10), revocation(room, now + 10)]
    set.apply(near)
    expect(set.judge(ada)).toBeNull()
    set.apply(far)
    expect(set.judge(ada)).toMatchObject({ id: far.id, cutoff: now + 10 })
    expect(set.judge({ ...ada, issuedAt: now + 11 })).toBeNull()
    expect(set.latest({ ...ada, issuedAt: now + 11 })).toMatchObject({ id: far.id, cutoff: now + 10 })
  })
})

describe('a set of revocations', () => {
  it('takes each state of one in once, and never goes back to an older one', () => {
    const set = createRevocationSet()
    const first = revocation(user, forGood)
    const undone = { ...first, sequence: first.sequence + 5, undone: { at: now * 1000, by: 'admin' } }
    expect(set.apply(first)).toBe(true)
    expect(set.apply(first)).toBe(false)
    expect(set.apply(undone)).toBe(true)
    expect(set.apply(first)).toBe(false)
    expect(set.judge(ada)).toBeNull()
    expect(set.size).toBe(1)
  })

  it('lets the others of a scope stand when one is taken back', () => {
    const set = createRevocationSet()
    const [short, long] = [revocation(user, now), revocation(user, forGood)]
    set.apply(short)
    set.apply(long)
    set.apply({ ...long, sequence: 1e6, undone: { at: 1, by: 'admin' } })
    expect(set.latest(ada)?.cutoff).toBe(now)
  })

  it('forgets what no token can fall under any more', () => {
    const set = createRevocationSet()
    const [short, long] = [revocation(user, now), revocation(user, now + 1000)]
    const named = revocation(token, forGood)
    for (const one of [short, long, named]) set.apply(one)
    set.forget(short.endsAt - 1)
    expect(set.size).toBe(3)
    set.forget(short.endsAt)
    expect(set.size).toBe(1)
    expect(set.latest(ada)?.id).toBe(long.id)
    set.forget(long.endsAt)
    expect(set.size).toBe(0)
  })

  it('remembers that one was undone for a minute, and then nothing of it', () => {
    const set = createRevocationSet()
    set.apply(revocation(user, forGood, { undone: { at: now * 1000, by: 'admin' } }))
    set.forget(now + 59)
    expect(set.size).toBe(1)
    set.forget(now + 60)
    expect(set.size).toBe(0)
  })
})

describe('the end of a revocation', () => {
  it('comes when the last token that it covers has expired: a day and a minute after its cut-off', () => {
    expect(endOf(revocation(user, now + 100))).toBe(now + 100 + 86_460)
  })

  it('comes a day and a minute after a token was named, for it was issued by then', () => {
    expect(endOf(revocation(token, forGood, { at: now * 1000 + 1 }))).toBe(now + 1 + 86_460)
  })
})
