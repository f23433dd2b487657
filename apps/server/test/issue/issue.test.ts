import { describe, expect, it } from 'vitest'
import { mintToken04, read, verify, verifyToken04 } from '@roompass/token'
import { identified, unidentified, type Caller, type Identified } from '../../src/identity/identity.ts'
import { fixed } from '../../src/keys/fixed_keys.ts'
import type { KeysInUse } from '../../src/keys/keys.ts'
import { createIssue, type Issued, type IssueParts, type IssueRequest, type NotIssued } from '../../src/issue/issue.ts'
import { createLimiter } from '../../src/limits/limiter.ts'
import type { Policy } from '../../src/policy/decide.ts'
import { allow, refuse, type PolicyUser, type Wish } from '../../src/policy/policy.ts'
import type { RevocationScope } from '../../src/revocation/scope.ts'
import { appId, otherSecret, settingsWith } from '../config/configs.ts'
import { createCapturedLog, type CapturedLog } from '../fakes/captured_log.ts'
import { createFakeClock, type FakeClock } from '../fakes/clock.ts'
import { createMemoryStore, type MemoryStore } from '../fakes/memory_store.ts'
import { createFakeRevocations, type FakeRevocations } from '../fakes/revocations.ts'

const { keys } = settingsWith()

const person: Caller = { kind: 'user', user: { id: 'ada', name: 'Ada L', via: 'jwt', claims: { role: 'teacher' } } }
const service: Caller = { kind: 'service', name: 'backend', scopes: ['tokens'], users: '*' }
const anonymous: Caller = { kind: 'anonymous' }

interface Desk {
  readonly store: MemoryStore
  readonly log: CapturedLog
  readonly clock: FakeClock
  readonly revocations: FakeRevocations
  /** What was done, in its order. */
  readonly steps: string[]
  readonly asked: [PolicyUser, Wish][]
  /** Asks for a Kit Token for the lobby, unless said otherwise. */
  readonly ask: (
    request?: Partial<Omit<IssueRequest, 'identify'>> & { readonly caller?: Caller },
  ) => Promise<Issued | NotIssued>
  readonly askAs: (who: Identified) => Promise<Issued | NotIssued>
}

function desk(policy: Policy = async () => allow({ publish: true }), parts: Partial<IssueParts> = {}): Desk {
  const [store, log, clock] = [createMemoryStore(), createCapturedLog(), createFakeClock()]
  const revocations = createFakeRevocations()
  const steps: string[] = []
  const asked: [PolicyUser, Wish][] = []
  const limit = (name: string, perMinute: number): IssueParts['perUser'] => {
    const limiter = createLimiter({ name, perMinute }, () => clock.now())
    return {
      take(key) {
        steps.push(`${name} ${key}`)
        return limiter.take(key)
      },
    }
  }
  const issue = createIssue({
    keys: fixed(keys),
    policy: (user, wish) => {
      steps.push('policy')
      asked.push([user, wish])
      return policy(user, wish)
    },
    store: {
      ...store,
      recordAudit: (entry) => {
        steps.push(`audit ${entry.event}`)
        return store.recordAudit(entry)
      },
    },
    revocations,
    perUser: limit('user', 5),
    perNetwork: limit('network', 8),
    perApiKey: limit('api-key', 12),
    settings: { appId, defaultLifetime: 3600, maxLifetime: 7200 },
    log,
    now: () => clock.now(),
    ...parts,
  })
  const base = {
    form: 'kit-token',
    userId: null,
    roomId: 'lobby',
    userName: null,
    role: null,
    expiresIn: null,
  } as const
  const askAs: Desk['askAs'] = (who) => issue({ ...base, network: '192.0.2.0/24', identify: async () => who })
  return {
    store,
    log,
    clock,
    revocations,
    steps,
    asked,
    askAs,
    ask: ({ caller = person, ...request } = {}) =>
      issue({
        ...base,
        network: '192.0.2.0/24',
        ...request,
        async identify() {
          steps.push('identity')
          return identified(caller)
        },
      }),
  }
}

function issuedBy(answer: Issued | NotIssued): Issued {
  if (!answer.issued) throw new Error(`nothing was issued: ${answer.code}`)
  return answer
}

function codeOf(answer: Issued | NotIssued): string {
  return answer.issued ? 'issued' : answer.code
}

const at = (clock: FakeClock): number => clock.now() / 1000

describe('issuing', () => {
  it('goes its way in one order: who, may they, not too often, mint, record', async () => {
    const { ask, steps } = desk()
    issuedBy(await ask())
    expect(steps).toEqual(['identity', 'policy', 'user ada', 'network 192.0.2.0/24', 'audit token.issued'])
  })

  it('gives a signed token that says what was granted', async () => {
    const { ask, clock } = desk(async () => allow({ publish: true }))
    const { token, pass, refreshAfter } = issuedBy(await ask({ userName: 'Ada' }))
    expect(verify(token, keys, { accept: 'signed', now: at(clock) })).toEqual(pass)
    expect(pass).toMatchObject({
      trust: 'signed',
      appId,
      userId: 'ada',
      roomId: 'lobby',
      userName: 'Ada',
      grant: { join: true, publish: true, streamIds: null },
      issuedAt: at(clock),
      expiresAt: at(clock) + 3600,
    })
    expect(refreshAfter).toBe(at(clock) + 3240)
  })

  it('answers only when the row is kept', async () => {
    const { ask, store } = desk()
    const release = store.hold()
    let answered = false
    const answer = ask()
    void answer.then(() => (answered = true))
    await new Promise((later) => setTimeout(later, 20))
    expect(answered).toBe(false)
    expect(store.rows).toHaveLength(0)
    release()
    issuedBy(await answer)
    expect(store.rows).toHaveLength(1)
  })

  it('records who got what, by which proof, and of the token no more than finds it again', async () => {
    const { ask, store, clock } = desk()
    const { token, pass } = issuedBy(await ask())
    expect(store.rows).toEqual([
      {
        seq: 1,
        at: clock.now(),
        event: 'token.issued',
        actor: 'jwt:ada',
        appId,
        userId: 'ada',
        roomId: 'lobby',
        tid: pass.tid.slice(0, 16),
        kid: pass.kid,
        expiresAt: pass.expiresAt,
        reason: null,
        network: '192.0.2.0/24',
      },
    ])
    const kept = JSON.stringify(store.rows)
    expect(kept).not.toContain(pass.tid)
    expect(kept).not.toContain(token.slice(0, 20))
  })

  it('gives no token without its row', async () => {
    const { ask, store, log } = desk()
    store.available = false
    expect(await ask()).toEqual({ issued: false, code: 'store_unavailable' })
    expect(log.events).toEqual(['error audit_unavailable'])
    store.available = true
    issuedBy(await ask())
    expect(store.rows).toHaveLength(1)
  })

  it('does not take a fault of the server for an outage of the store', async () => {
    const broken = desk(undefined, {
      store: { ...createMemoryStore(), recordAudit: () => Promise.reject(new TypeError('a fault')) },
    })
    await expect(broken.ask()).rejects.toThrow('a fault')
  })
})

describe('a refusal', () => {
  it.each(['unauthenticated', 'credentials_invalid', 'identity_unavailable'] as const)(
    'of the identity ends it: %s',
    async (why) => {
      const { askAs, steps } = desk()
      expect(await askAs(unidentified(why))).toEqual({ issued: false, code: why })
      expect(steps).toEqual([])
    },
  )

  it('of the policy ends it, is recorded, and says why', async () => {
    const { ask, steps, store, clock } = desk(async () => refuse('not invited'))
    expect(await ask()).toEqual({ issued: false, code: 'forbidden', reason: 'not invited' })
    expect(steps).toEqual(['identity', 'policy', 'user ada', 'network 192.0.2.0/24', 'audit token.refused'])
    expect(store.rows).toEqual([
      expect.objectContaining({
        at: clock.now(),
        event: 'token.refused',
        actor: 'jwt:ada',
        appId,
        userId: 'ada',
        roomId: 'lobby',
        reason: 'not invited',
        network: '192.0.2.0/24',
        tid: null,
        expiresAt: null,
      }),
    ])
  })

  it('stays a refusal when it cannot be recorded', async () => {
    const { ask, store, log } = desk(async () => refuse('no'))
    store.available = false
    expect(codeOf(await ask())).toBe('forbidden')
    expect(log.events).toEqual(['error audit_lost'])
  })

  it.each([
    ['an error', new RangeError('row of user ada'), 'RangeError'],
    ['something else', 'row of user ada', 'unknown'],
  ])('comes from a policy that fails with %s, and nothing of it leaves', async (_, thrown, name) => {
    const { ask, steps, log } = desk(() => Promise.reject(thrown))
    expect(await ask()).toEqual({ issued: false, code: 'policy_unavailable' })
    expect(steps).toEqual(['identity', 'policy'])
    expect(log.events).toEqual(['error policy_failed'])
    expect(log.lines.join('')).toContain(name)
    expect(log.lines.join('')).not.toContain('row of')
  })

  it('of a limit ends it, says how long to wait, and leaves no row', async () => {
    const { ask, steps, store } = desk()
    for (let n = 0; n < 5; n += 1) issuedBy(await ask())
    steps.length = 0
    expect(await ask()).toEqual({ issued: false, code: 'rate_limited', retryAfter: 12 })
    expect(steps).toEqual(['identity', 'policy', 'user ada'])
    expect(store.rows).toHaveLength(5)
  })

  it('of the network counts for all its users together', async () => {
    const { ask } = desk()
    const users = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
    const answers = []
    for (const userId of users) answers.push(codeOf(await ask({ caller: anonymous, userId })))
    expect(answers).toEqual([...Array.from({ length: 8 }, () => 'issued'), 'rate_limited'])
    expect(codeOf(await ask({ caller: anonymous, userId: 'i', network: '198.51.100.0/24' }))).toBe('issued')
    expect(codeOf(await ask({ caller: anonymous, userId: 'j', network: null }))).toBe('issued')
  })

  it('of an API key counts instead of that of its network, wherever it comes from', async () => {
    const { ask } = desk()
    const answers = []
    for (let n = 0; n < 13; n += 1)
      answers.push(
        codeOf(await ask({ caller: service, userId: `user-${n}`, network: n % 2 === 0 ? null : '192.0.2.0/24' })),
      )
    expect(answers).toEqual([...Array.from({ length: 12 }, () => 'issued'), 'rate_limited'])
    expect(codeOf(await ask({ caller: anonymous, userId: 'ada' }))).toBe('issued')
  })

  it('of a user counts what the policy refuses as well, so that nobody fills the audit', async () => {
    const { ask, store } = desk(async () => refuse('no'))
    const answers = []
    for (let n = 0; n < 7; n += 1) answers.push(codeOf(await ask()))
    expect(answers).toEqual([...Array.from({ length: 5 }, () => 'forbidden'), 'rate_limited', 'rate_limited'])
    expect(store.rows).toHaveLength(5)
  })

  // Once each refused request took from the network as well: one impatient client shut out everyone behind the same address.
  it('of one user takes nothing from the others of their network', async () => {
    const { ask } = desk()
    for (let n = 0; n < 100; n += 1) await ask()
    expect(codeOf(await ask({ caller: service, userId: 'bob' }))).toBe('issued')
  })

  it.each<[string, Partial<IssueRequest>, string]>([
    ['a user ID with a space', { userId: 'a b' }, 'user_id_invalid'],
    ['an empty user ID', { userId: '' }, 'user_id_invalid'],
    ['a user ID outside ASCII', { userId: 'zoë' }, 'user_id_invalid'],
    ['a user ID of 65 characters', { userId: 'a'.repeat(65) }, 'user_id_invalid'],
    ['a room ID with a hash', { roomId: 'a#b' }, 'room_id_invalid'],
    ['an empty room ID', { roomId: '' }, 'room_id_invalid'],
    ['a room ID of 129 characters', { roomId: 'a'.repeat(129) }, 'room_id_invalid'],
    ['a name with a control character', { userName: 'a\u0000b' }, 'user_name_invalid'],
    ['a name with half a character', { userName: '\ud83d' }, 'user_name_invalid'],
    ['a name of 257 bytes', { userName: 'x'.repeat(257) }, 'user_name_invalid'],
    ['a lifetime of nothing', { expiresIn: 0 }, 'lifetime_invalid'],
    ['a lifetime below nothing', { expiresIn: -1 }, 'lifetime_invalid'],
    ['half a second', { expiresIn: 0.5 }, 'lifetime_invalid'],
    ['a lifetime that is none', { expiresIn: Number.NaN }, 'lifetime_invalid'],
    ['a lifetime without an end', { expiresIn: Infinity }, 'lifetime_invalid'],
    ['a lifetime that no number can hold', { expiresIn: 2 ** 53 }, 'lifetime_invalid'],
  ])('comes before everything else for %s', async (_, request, code) => {
    const { ask, steps } = desk()
    expect(await ask({ caller: service, userId: 'ada', ...request })).toEqual({ issued: false, code })
    expect(steps).toEqual([])
  })
})

describe('whose token it is', () => {
  it('is the one who proved to be somebody, and nobody else', async () => {
    const { ask } = desk()
    expect(issuedBy(await ask()).pass.userId).toBe('ada')
    expect(issuedBy(await ask({ userId: 'ada' })).pass.userId).toBe('ada')
    for (const userId of ['bob', 'Ada', 'ada.']) expect(codeOf(await ask({ userId }))).toBe('user_mismatch')
  })

  it('is not asked of the policy when somebody names another one', async () => {
    const { ask, asked, store } = desk()
    await ask({ userId: 'bob' })
    expect(asked).toEqual([])
    expect(store.rows).toEqual([])
  })

  it.each([
    ['a server', service, 'api_key', 'api_key:backend'],
    ['nobody in particular', anonymous, 'anonymous', 'anonymous:bob'],
  ] as const)('is the one that %s names, who is to name one', async (_, caller, via, actor) => {
    const { ask, asked, store } = desk()
    expect(codeOf(await ask({ caller }))).toBe('user_required')
    const { pass } = issuedBy(await ask({ caller, userId: 'bob' }))
    expect(pass.userId).toBe('bob')
    expect(asked[0]?.[0]).toEqual({ id: 'bob', name: null, via, claims: {} })
    expect(store.rows[0]).toMatchObject({ actor, userId: 'bob' })
  })

  it('is one of those whom the key of the server covers', async () => {
    const school: Caller = { ...service, users: ['pupil-*', 'teacher'] }
    const { ask, asked, steps } = desk()
    for (const userId of ['pupil-7', 'pupil-', 'teacher'])
      expect(issuedBy(await ask({ caller: school, userId })).pass.userId).toBe(userId)
    asked.length = 0
    steps.length = 0
    for (const userId of ['teacher-2', 'Teacher', 'a-pupil-7', 'pupil'])
      expect(codeOf(await ask({ caller: school, userId }))).toBe('user_not_covered')
    expect(codeOf(await ask({ caller: school }))).toBe('user_required')
    expect(asked).toEqual([])
    expect(new Set(steps)).toEqual(new Set(['identity']))
  })

  it('is nobody’s where the key of the server is for other things', async () => {
    const caller: Caller = { ...service, scopes: ['introspect', 'rooms', 'revocations', 'audit', 'keys', 'metrics'] }
    const { ask, steps } = desk()
    expect(codeOf(await ask({ caller, userId: 'bob' }))).toBe('scope_missing')
    expect(codeOf(await ask({ caller }))).toBe('scope_missing')
    expect(steps).toEqual(['identity', 'identity'])
  })

  it('is asked of the policy together with everything that was wished for', async () => {
    const { ask, asked } = desk()
    await ask({ roomId: 'vault', role: 'host', userName: 'Ada', expiresIn: 90 })
    expect(asked).toEqual([
      [
        { id: 'ada', name: 'Ada L', via: 'jwt', claims: { role: 'teacher' } },
        {
          purpose: 'issue',
          appId,
          roomId: 'vault',
          proven: false,
          role: 'host',
          userName: 'Ada',
          expiresIn: 90,
          at: 1_800_000_000,
        },
      ],
    ])
  })
})

describe('what a token says', () => {
  it.each<[string, Parameters<typeof allow>[0], string | null, string]>([
    ["the policy's", { userName: 'Dr. Ada' }, 'Wished', 'Dr. Ada'],
    ["the policy's, even where that is none", { userName: '' }, 'Wished', ''],
    ['the one wished for', {}, 'Wished', 'Wished'],
    ['none, where that is wished for', {}, '', ''],
    ['that of the credentials', {}, null, 'Ada L'],
  ])('is this name: %s', async (_, terms, userName, shown) => {
    const { ask } = desk(async () => allow(terms))
    const { token, pass } = issuedBy(await ask({ userName }))
    expect(pass.userName).toBe(shown)
    expect(read(token).userName).toBe(shown)
  })

  it('is no name where nobody has one', async () => {
    expect(issuedBy(await desk().ask({ caller: service, userId: 'bob' })).pass.userName).toBe('')
  })

  it('fits even when everything is as long as it may be', async () => {
    const { ask } = desk()
    const longest = {
      caller: service,
      userId: 'u'.repeat(64),
      roomId: '~'.repeat(128),
      userName: '\u{1f642}'.repeat(64),
    }
    expect(issuedBy(await ask(longest)).pass).toMatchObject({ userName: longest.userName, roomId: longest.roomId })
  })

  it.each([
    [true, true],
    [false, false],
  ])('is whether they may publish: %s', async (publish, granted) => {
    const { pass } = issuedBy(await desk(async () => allow({ publish })).ask())
    expect(pass.grant).toEqual({ join: true, publish: granted, streamIds: null })
  })

  it.each<[string, number | null, number | undefined, number]>([
    ['the default', null, undefined, 3600],
    ['what was wished for', 90, undefined, 90],
    ['a second', 1, undefined, 1],
    ['the longest of the config', 86_400, undefined, 7200],
    ['the longest of the policy', 3600, 600, 600],
    ['the default, cut by the policy', null, 600, 600],
    ['what was wished for, within what the policy gives', 60, 600, 60],
    ['whole seconds of what the policy gives', null, 90.9, 90],
    ['the longest of the config, where the policy gives more', 86_400, 50_000, 7200],
    ['the longest, where more is wished for than any clock counts', Number.MAX_SAFE_INTEGER, undefined, 7200],
  ])('is how long it lasts: %s', async (_, expiresIn, maxLifetime, lifetime) => {
    const { ask, clock } = desk(async () => allow(maxLifetime === undefined ? {} : { maxLifetime }))
    const { pass } = issuedBy(await ask({ expiresIn }))
    expect(pass.expiresAt - pass.issuedAt).toBe(lifetime)
    expect(pass.issuedAt).toBe(at(clock))
  })

  it.each([
    [7200, 7200 - 720],
    [3600, 3600 - 360],
    [600, 540],
    [300, 240],
    [120, 60],
    [90, 45],
    [10, 5],
    [1, 1],
  ])('of %d seconds is to be renewed after %d', async (expiresIn, after) => {
    const { ask, clock } = desk()
    expect(issuedBy(await ask({ expiresIn })).refreshAfter).toBe(at(clock) + after)
  })

  it('is in whole seconds, whatever the clock says', async () => {
    const { ask, clock } = desk()
    clock.advance(999)
    expect(issuedBy(await ask()).pass.issuedAt).toBe(Math.floor(clock.now() / 1000))
  })
})

describe('a Token04', () => {
  it('of a room has the room and the rights sealed into it', async () => {
    const { ask, clock, store } = desk()
    const { token, pass } = issuedBy(await ask({ form: 'token04' }))
    expect(token).toMatch(/^04[\w+/]+=*$/)
    expect(verifyToken04(token, keys, { now: at(clock) })).toEqual(pass)
    expect(pass).toMatchObject({ trust: 'sealed', roomId: 'lobby', grant: { join: true, publish: true } })
    expect(store.rows[0]).toMatchObject({ event: 'token.issued', roomId: 'lobby', tid: pass.tid.slice(0, 16) })
  })

  it('of a room for somebody who may watch does not let them publish', async () => {
    const { ask } = desk(async () => allow({ publish: false }))
    expect(issuedBy(await ask({ form: 'token04' })).pass.grant.publish).toBe(false)
  })

  it('of no particular room has neither: the door asks the policy', async () => {
    const { ask, asked, store } = desk(async () => allow({ publish: false }))
    const { pass } = issuedBy(await ask({ form: 'token04', roomId: null, expiresIn: 60 }))
    expect(pass).toMatchObject({ trust: 'sealed', roomId: null, payload: '', userId: 'ada' })
    expect(pass.expiresAt - pass.issuedAt).toBe(60)
    expect(asked[0]?.[1].roomId).toBeNull()
    expect(store.rows[0]).toMatchObject({ roomId: null })
  })

  it('is another one each time', async () => {
    const { ask } = desk()
    const tokens = [issuedBy(await ask()).token, issuedBy(await ask()).token]
    expect(tokens[0]).not.toBe(tokens[1])
  })
})

describe('keys that nobody has confirmed for too long', () => {
  it('mint nothing: another node may have retired them', async () => {
    const { ask, store } = desk(undefined, { keys: { ...fixed(keys), fresh: false } })
    expect(codeOf(await ask())).toBe('store_unavailable')
    expect(store.rows).toEqual([])
  })
})

describe('what was revoked', () => {
  const kid = verifyToken04(mintToken04({ userId: 'ada', expiresIn: 60 }, keys), keys).kid

  it.each<[string, RevocationScope]>([
    ['the user', { kind: 'user', userId: 'ada' }],
    ['the room', { kind: 'room', roomId: 'lobby' }],
    ['the user in the room', { kind: 'user_in_room', userId: 'ada', roomId: 'lobby' }],
    ['the key that mints', { kind: 'key', kid }],
    ['the app', { kind: 'app' }],
  ])('is not given again while it holds: %s', async (_, scope) => {
    const { ask, clock, revocations, store } = desk()
    revocations.revoke(appId, scope, at(clock) + 10)
    expect(await ask()).toEqual({ issued: false, code: 'revoked', retryAfter: 11 })
    expect(store.rows).toMatchObject([
      { event: 'token.refused', actor: 'jwt:ada', userId: 'ada', reason: 'revocation 1' },
    ])
    clock.advance(10_000)
    expect(await ask()).toMatchObject({ code: 'revoked', retryAfter: 1 })
    clock.advance(1000)
    expect(codeOf(await ask())).toBe('issued')
  })

  it('may be a key that was replaced elsewhere a moment ago: its successor mints', async () => {
    const successor = settingsWith({ apps: [{ appId, serverSecret: otherSecret }] }).keys
    let ring = keys
    const inUse: KeysInUse = {
      ...fixed(keys),
      current: () => ring,
      refresh: async () => {
        ring = successor
        return true
      },
    }
    const { ask, clock, revocations, store } = desk(undefined, { keys: inUse })
    revocations.revoke(appId, { kind: 'key', kid }, at(clock) + 10)
    expect(issuedBy(await ask()).pass.kid).toBe(successor.keys[0]?.kid)
    expect(store.rows.map(({ event }) => event)).toEqual(['token.issued'])
  })

  it('says nothing of a time where it holds for longer than any token', async () => {
    const { ask, clock, revocations } = desk()
    revocations.revoke(appId, { kind: 'user', userId: 'ada' }, at(clock) + 86_400)
    expect(await ask()).toEqual({ issued: false, code: 'revoked' })
  })

  it('is not what is about another room, another user, or another app', async () => {
    const { ask, clock, revocations } = desk()
    revocations.revoke(appId, { kind: 'user_in_room', userId: 'ada', roomId: 'vault' }, at(clock) + 10)
    revocations.revoke(appId, { kind: 'user', userId: 'bob' }, at(clock) + 10)
    revocations.revoke(appId + 1, { kind: 'app' }, at(clock) + 10)
    expect(codeOf(await ask())).toBe('issued')
  })

  it('also covers the token of no particular room', async () => {
    const { ask, clock, revocations } = desk()
    revocations.revoke(appId, { kind: 'user', userId: 'ada' }, at(clock))
    expect(codeOf(await ask({ form: 'token04', roomId: null }))).toBe('revoked')
  })

  it('may be anything while nobody knows: no token is given', async () => {
    const { ask, revocations } = desk()
    revocations.current = false
    expect(codeOf(await ask())).toBe('store_unavailable')
  })
})
