import { describe, expect, it } from 'vitest'
import type { Admission, AdmitContext } from '@roompass/room/hub'
import { generateKitTokenForProduction, mint, mintToken04, verify, type MintInput } from '@roompass/token'
import { fixed } from '../../src/keys/fixed_keys.ts'
import type { KeysInUse } from '../../src/keys/keys.ts'
import { createAdmission, type AdmissionParts } from '../../src/admission/admission.ts'
import { createPolicy, defaultRoles } from '../../src/policy/decide.ts'
import { allow, refuse, type PolicyUser, type Wish } from '../../src/policy/policy.ts'
import type { RevocationScope } from '../../src/revocation/scope.ts'
import { appId, otherSecret, serverSecret, settingsWith } from '../config/configs.ts'
import { bareToken04, kitTokenOf } from '../fakes/bare_token.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { createMemoryStore } from '../fakes/memory_store.ts'
import { createFailureBudget } from '../../src/limits/failures.ts'
import { createFakeRevocations } from '../fakes/revocations.ts'

const now = 1_800_000_000
const clock = { now: () => now }
const { keys } = settingsWith()
const foreignKeys = settingsWith({ apps: [{ appId, serverSecret: otherSecret }] }).keys
const otherApp = settingsWith({ apps: [{ appId: 5, serverSecret }] }).keys

const ada: MintInput = { userId: 'ada', roomId: 'lobby', userName: 'Ada', grant: { publish: true }, expiresIn: 3600 }
const signed = (changes: Partial<MintInput> = {}): string => mint({ ...ada, ...changes }, keys, clock)
const suffix = { userID: 'ada', roomID: 'lobby', userName: 'Ada', appID: appId }

/** Sealed, with the room and the rights of the payload, or without. */
const withRoom = mintToken04({ userId: 'ada', roomId: 'lobby', grant: { publish: true }, expiresIn: 3600 }, keys, clock)
const withoutRoom = mintToken04({ userId: 'ada', expiresIn: 3600 }, keys, clock)

interface Door {
  readonly knock: (kitToken: string, context?: Partial<AdmitContext>) => Promise<Admission>
  readonly asked: [PolicyUser, Wish][]
}

function door(parts: Partial<AdmissionParts> = {}): Door {
  const asked: [PolicyUser, Wish][] = []
  const policy = parts.policy ?? (async () => allow({ publish: true }))
  const admit = createAdmission({
    keys: fixed(keys),
    revocations: createFakeRevocations(),
    failures: createFailureBudget({ appId, counts: null, log: createCapturedLog(), now: () => now * 1000 }),
    accept: 'sealed',
    maxLifetime: 86_400,
    once: false,
    store: createMemoryStore(),
    log: createCapturedLog(),
    now: () => now * 1000,
    ...parts,
    policy: (user, wish) => {
      asked.push([user, wish])
      return policy(user, wish)
    },
  })
  return { asked, knock: (kitToken, context = {}) => admit(kitToken, { purpose: 'join', ...context }) }
}

async function wordOf(admission: Promise<Admission>): Promise<string> {
  const answer = await admission
  if (!answer.admitted) return answer.close
  return answer.pass.publish ? 'publishes' : 'watches'
}

describe('a good token', () => {
  it('gives a seat to its user, in its room, until it expires', async () => {
    const answer = await door().knock(signed())
    expect(answer).toEqual({
      admitted: true,
      pass: {
        appId,
        userId: 'ada',
        userName: 'Ada',
        roomId: 'lobby',
        publish: true,
        expiresAt: now + 3600,
        tid: expect.stringMatching(/^[0-9a-f]{64}$/),
        issuedAt: now,
        kid: expect.stringMatching(/^[0-9a-f]{8}$/),
      },
    })
  })

  it('opens nothing without the policy, which is asked about the room that it proves', async () => {
    const { knock, asked } = door({ policy: async () => refuse('closed for today') })
    expect(await knock(signed())).toEqual({ admitted: false, close: 'forbidden', reason: 'closed for today' })
    expect(asked).toEqual([
      [
        { id: 'ada', name: 'Ada', via: 'token', claims: {} },
        {
          purpose: 'admit',
          appId,
          roomId: 'lobby',
          proven: true,
          role: null,
          userName: 'Ada',
          expiresIn: null,
          at: 1_800_000_000,
        },
      ],
    ])
  })

  it.each([
    ['before its token does', now + 60, now + 60],
    ['with its token', now + 7200, now + 3600],
  ])('gives a stay that ends %s, as the policy bounds it', async (_, until, end) => {
    const policy = async () => allow({ publish: true, until })
    for (const purpose of ['join', 'resume', 'renew'] as const)
      expect(await door({ policy }).knock(signed(), { purpose })).toMatchObject({ pass: { expiresAt: end } })
  })

  it('gives a stay that ends when the hours do, and afterwards none', async () => {
    const hours = { timeZone: 'UTC', from: '08:00', to: '08:30' }
    const policy = createPolicy({ rules: [{ publish: true, hours }], decide: null, roles: defaultRoles })
    // `now` is 2027-01-15T08:00:00Z.
    expect(await door({ policy }).knock(signed())).toMatchObject({ pass: { expiresAt: now + 1800 } })
    const later = now + 1800
    expect(await door({ policy, now: () => later * 1000 }).knock(signed())).toEqual({
      admitted: false,
      close: 'forbidden',
      reason: 'closed until 2027-01-16T08:00:00Z',
    })
  })

  it.each([
    ['join', 'admit'],
    ['resume', 'admit'],
    ['renew', 'renew'],
  ] as const)('is asked about as what it is for: to %s is to %s', async (purpose, asked) => {
    const { knock, asked: questions } = door()
    await knock(signed(), { purpose })
    expect(questions[0]?.[1].purpose).toBe(asked)
  })

  it('is no seat when the policy fails: the error goes to the hub, which says to try later', async () => {
    const { knock } = door({ policy: () => Promise.reject(new Error('the database is away')) })
    await expect(knock(signed())).rejects.toThrow('the database is away')
  })

  it.each([
    [true, true, 'publishes'],
    [true, false, 'watches'],
    [false, true, 'watches'],
    [false, false, 'watches'],
  ])('lets publish what it grants (%s) and the policy allows (%s): %s', async (granted, allowed, word) => {
    const { knock } = door({ policy: async () => allow({ publish: allowed }) })
    expect(await wordOf(knock(signed({ grant: { publish: granted } })))).toBe(word)
  })

  it('has the seats that the policy gives the room', async () => {
    const few = await door({ policy: async () => allow({ maxPeople: 2 }) }).knock(signed())
    expect(few).toHaveProperty('pass.maxPeople', 2)
    expect(await door().knock(signed())).not.toHaveProperty('pass.maxPeople')
  })

  it('is asked for the seats of now when it renews: no cap is for newcomers alone (discourse 43922)', async () => {
    const { knock } = door({ policy: async (_, { purpose }) => allow({ maxPeople: purpose === 'renew' ? 1 : 2 }) })
    expect(await knock(signed(), { purpose: 'renew' })).toHaveProperty('pass.maxPeople', 1)
  })

  it('is for one connection or more, as the policy says', async () => {
    const twice = await door({ policy: async () => allow({ duplicates: 'newest' }) }).knock(signed())
    expect(twice).toHaveProperty('pass.duplicates', 'newest')
    expect(await door().knock(signed())).not.toHaveProperty('pass.duplicates')
  })

  it.each<[string, string | undefined, string | undefined, string]>([
    ["the policy's", 'Wished', 'Dr. Ada', 'Dr. Ada'],
    ['the one wished for at the door', 'Wished', undefined, 'Wished'],
    ["the token's, where none is wished for", undefined, undefined, 'Ada'],
    ["the token's, where nothing is wished for", '', undefined, 'Ada'],
  ])('shows this name: %s', async (_, wishedUserName, policyName, shown) => {
    const { knock, asked } = door({
      policy: async () => allow(policyName === undefined ? {} : { userName: policyName }),
    })
    const answer = await knock(signed(), wishedUserName === undefined ? {} : { wishedUserName })
    expect(answer).toHaveProperty('pass.userName', shown)
    expect(asked[0]?.[1].userName).toBe(wishedUserName || 'Ada')
    expect(asked[0]?.[0].name).toBe('Ada')
  })
})

describe('a token that is sealed and not signed', () => {
  it('opens the room that is sealed into it', async () => {
    const { knock, asked } = door()
    expect(await wordOf(knock(kitTokenOf(withRoom, suffix)))).toBe('publishes')
    expect(asked[0]).toMatchObject([{ name: null }, { roomId: 'lobby', proven: true, userName: 'Ada' }])
  })

  it('made into a Kit Token by a page opens the room as well', async () => {
    const kitToken = generateKitTokenForProduction(appId, withRoom, 'lobby', 'ada', 'Ada')
    expect(await wordOf(door().knock(kitToken))).toBe('publishes')
  })

  it('opens no other room than the sealed one (lib-jitsi-meet 1200)', async () => {
    expect(await wordOf(door().knock(kitTokenOf(withRoom, { ...suffix, roomID: 'vault' })))).toBe('room_mismatch')
  })

  it('of no particular room: the room in its suffix is a wish, on which the policy decides', async () => {
    const { knock, asked } = door({ policy: async (_, wish) => (wish.proven ? allow() : refuse('prove it')) })
    expect(await knock(kitTokenOf(withoutRoom, { ...suffix, roomID: 'vault' }))).toEqual({
      admitted: false,
      close: 'forbidden',
      reason: 'prove it',
    })
    expect(asked[0]?.[1]).toMatchObject({ roomId: 'vault', proven: false })
  })

  it('of no particular room opens with rules what they give to tokens, not what they give to claims', async () => {
    const rules = [
      { rooms: 'class-*', claims: { role: 'teacher' }, publish: true },
      { rooms: 'lobby', publish: true },
    ]
    const { knock } = door({ policy: createPolicy({ rules, decide: null, roles: defaultRoles }) })
    const to = (roomID: string): string => kitTokenOf(withoutRoom, { ...suffix, roomID })
    expect(await wordOf(knock(to('lobby')))).toBe('publishes')
    expect(await wordOf(knock(to('class-7')))).toBe('forbidden')
    expect(await wordOf(knock(signed({ roomId: 'class-7' })))).toBe('publishes')
  })

  it('that names no room at all opens none', async () => {
    const { knock, asked } = door()
    for (const roomID of ['', null, undefined])
      expect(await wordOf(knock(kitTokenOf(withoutRoom, { ...suffix, roomID })))).toBe('room_mismatch')
    expect(asked).toEqual([])
  })

  it('has its right to publish from the seal, not from the suffix', async () => {
    const watching = mintToken04(
      { userId: 'ada', roomId: 'lobby', grant: { publish: false }, expiresIn: 60 },
      keys,
      clock,
    )
    expect(await wordOf(door().knock(kitTokenOf(watching, { ...suffix, publish: true })))).toBe('watches')
  })

  it('does not show the name of somebody else’s suffix as proven', async () => {
    const { knock, asked } = door()
    await knock(kitTokenOf(withRoom, { ...suffix, userName: 'Principal' }))
    expect(asked[0]?.[0].name).toBeNull()
  })
})

describe('a token that is not good enough', () => {
  const bare = bareToken04(serverSecret, { appId, userId: 'ada', now, lifetime: 3600 })
  const changed = (token: string, at: number): string =>
    `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
  const hash = signed().indexOf('#')
  const suffixOf = (token: string): Record<string, unknown> =>
    JSON.parse(Buffer.from(token.slice(token.indexOf('#') + 1), 'base64').toString())
  const withSuffix = (changes: object): string => {
    const token = signed()
    return kitTokenOf(token.slice(0, token.indexOf('#')), { ...suffixOf(token), ...changes })
  }

  it.each<[string, string, string]>([
    ['nothing', '', 'token_invalid'],
    ['a word', 'token', 'token_invalid'],
    ['a Token04 alone', withRoom, 'token_invalid'],
    ['two of them', `${signed()}#${signed()}`, 'token_invalid'],
    ['changed in the seal', changed(signed(), hash - 20), 'token_invalid'],
    ['changed in its expiry', changed(signed(), 11), 'token_invalid'],
    ['changed in its suffix', changed(signed(), hash + 12), 'token_invalid'],
    ['signed for another room', withSuffix({ roomID: 'vault' }), 'token_invalid'],
    ['signed for another user', withSuffix({ userID: 'bob' }), 'token_invalid'],
    ['signed with another name', withSuffix({ userName: 'Principal' }), 'token_invalid'],
    ['sealed for another user', kitTokenOf(withRoom, { ...suffix, userID: 'bob' }), 'token_invalid'],
    ['sealed and changed', kitTokenOf(changed(withRoom, 60), suffix), 'token_invalid'],
    ['of another app', mint(ada, otherApp, clock), 'token_foreign'],
    ['of another app by its suffix', kitTokenOf(withRoom, { ...suffix, appID: 5 }), 'token_foreign'],
    ['signed with another secret', mint(ada, foreignKeys, clock), 'token_foreign'],
    ['bare', kitTokenOf(bare, suffix), 'token_unproven'],
    [
      'bare, with a room in its payload',
      kitTokenOf(
        bareToken04(serverSecret, {
          appId,
          userId: 'ada',
          now,
          lifetime: 60,
          payload: '{"room_id":"lobby","privilege":{"1":1,"2":1},"stream_id_list":null}',
        }),
        suffix,
      ),
      'token_unproven',
    ],
    ['expired', mint(ada, keys, { now: () => now - 3600 }), 'token_expired'],
    ['expired a long time ago', mint(ada, keys, { now: () => now - 1_000_000 }), 'token_expired'],
    ['from the future', mint(ada, keys, { now: () => now + 61 }), 'token_invalid'],
    ['without the right to join', signed({ grant: { join: false } }), 'no_privilege'],
  ])('is refused with its own reason, and the policy is not asked: %s', async (_, kitToken, close) => {
    const { knock, asked } = door()
    expect(await wordOf(knock(kitToken))).toBe(close)
    expect(await wordOf(knock(kitToken, { purpose: 'renew' }))).toBe(close)
    expect(asked).toEqual([])
  })

  it('is a merely sealed one where the room asks for a signature', async () => {
    const strict = door({ accept: 'signed' })
    expect(await wordOf(strict.knock(kitTokenOf(withRoom, suffix)))).toBe('token_unproven')
    expect(await wordOf(strict.knock(signed()))).toBe('publishes')
  })

  it('is one that was made for longer than this server makes any', async () => {
    expect(await wordOf(door({ maxLifetime: 3599 }).knock(signed()))).toBe('token_invalid')
    expect(await wordOf(door({ maxLifetime: 3600 }).knock(signed()))).toBe('publishes')
  })

  it('is judged by the instant, not by the second', async () => {
    const late = (ms: number): Promise<string> => wordOf(door({ now: () => (now + 3600) * 1000 + ms }).knock(signed()))
    expect(await late(-1)).toBe('publishes')
    expect(await late(0)).toBe('token_expired')
  })

  it('has a reason for the log that names no part of it', async () => {
    const kitToken = changed(signed(), hash - 20)
    const answer = await door().knock(kitToken)
    if (answer.admitted) throw new Error('it was admitted')
    expect(answer.reason).toMatch(/^[a-z_]+$/)
  })

  it('is no fault of the token when the call is wrong: that is not answered with a refusal', async () => {
    await expect(door({ maxLifetime: Number.NaN }).knock(signed())).rejects.toThrow(RangeError)
  })
})

describe('a token of a key that is not known here', () => {
  const foreign = mint(ada, foreignKeys, clock)
  const followed = (answers: boolean, later = keys): KeysInUse => {
    let ring = keys
    return {
      ...fixed(keys),
      current: () => ring,
      refresh: async () => {
        if (answers) ring = later
        return answers
      },
    }
  }

  it('opens the door where the key came a moment ago', async () => {
    expect(await wordOf(door({ keys: followed(true, foreignKeys) }).knock(foreign))).toBe('publishes')
  })

  it('also when nothing in the token names the key', async () => {
    const sealed = kitTokenOf(mintToken04({ ...ada, roomId: 'lobby' }, foreignKeys, clock), suffix)
    expect(await wordOf(door({ keys: followed(true, foreignKeys) }).knock(sealed))).toBe('publishes')
  })

  it('is refused where the keys are the same', async () => {
    expect(await wordOf(door({ keys: followed(true) }).knock(foreign))).toBe('token_foreign')
  })

  it('is to be tried later while nobody can say', async () => {
    expect(await wordOf(door({ keys: followed(false) }).knock(foreign))).toBe('try_later')
  })

  it('is no reason to ask when the token is wrong in another way', async () => {
    const { knock } = door({ keys: followed(false) })
    expect(await wordOf(knock('04'))).toBe('token_invalid')
    expect(await wordOf(knock(mint(ada, keys, { now: () => now - 3600 })))).toBe('token_expired')
  })
})

describe('a token of a key that is retired while the policy takes its time', () => {
  it('opens nothing: nobody would end that stay', async () => {
    let retired = false
    const policy = async () => {
      await new Promise((later) => setTimeout(later, 5))
      retired = true
      return allow({ publish: true })
    }
    const own: KeysInUse = { ...fixed(keys), endOf: () => (retired ? now + 30 : null) }
    expect(await wordOf(door({ keys: own, policy }).knock(signed()))).toBe('token_foreign')
  })
})

describe('a revoked token', () => {
  const token = signed()
  const { tid, kid } = verify(token, keys, { now })
  const refused = { admitted: false, close: 'token_revoked', reason: 'revocation 1' }

  it.each<[string, RevocationScope]>([
    ['named itself', { kind: 'token', tid }],
    ['of the user', { kind: 'user', userId: 'ada' }],
    ['of the room', { kind: 'room', roomId: 'lobby' }],
    ['of the user in the room', { kind: 'user_in_room', userId: 'ada', roomId: 'lobby' }],
    ['of the key', { kind: 'key', kid }],
    ['of the app', { kind: 'app' }],
  ])('opens nothing, %s, whatever it is for', async (_, scope) => {
    const revocations = createFakeRevocations()
    revocations.revoke(appId, scope, now)
    const { knock } = door({ revocations })
    for (const purpose of ['join', 'renew', 'resume'] as const) expect(await knock(token, { purpose })).toEqual(refused)
  })

  it('is one that was issued at the cut-off or before, and no later one', async () => {
    const revocations = createFakeRevocations()
    revocations.revoke(appId, { kind: 'user', userId: 'ada' }, now - 1)
    expect(await wordOf(door({ revocations }).knock(signed()))).toBe('publishes')
  })

  it('counts in the room that its holder wrote, where nothing proves one', async () => {
    const revocations = createFakeRevocations()
    revocations.revoke(appId, { kind: 'user_in_room', userId: 'ada', roomId: 'lobby' }, now)
    expect(await door({ revocations }).knock(kitTokenOf(withoutRoom, suffix))).toEqual(refused)
    expect(await wordOf(door({ revocations }).knock(kitTokenOf(withoutRoom, { ...suffix, roomID: 'vault' })))).toBe(
      'publishes',
    )
  })

  it('is looked for last, after a policy that took its time', async () => {
    const revocations = createFakeRevocations()
    const policy = async () => {
      await new Promise((later) => setTimeout(later, 5))
      revocations.revoke(appId, { kind: 'user', userId: 'ada' }, now)
      return allow({ publish: true })
    }
    expect(await door({ revocations, policy }).knock(signed())).toEqual(refused)
  })

  it('may be any token while nobody knows: then it is to be tried later', async () => {
    const revocations = createFakeRevocations()
    revocations.current = false
    expect(await wordOf(door({ revocations }).knock(signed()))).toBe('try_later')
  })
})

describe('somebody who tries tokens', () => {
  const unsigned = kitTokenOf(withRoom, suffix)
  const [here, elsewhere] = [{ address: '203.0.113.7' }, { address: '198.51.100.7' }]
  const closes = async (answers: Promise<Admission>[]): Promise<(string | true)[]> =>
    (await Promise.all(answers)).map((answer) => answer.admitted || answer.close)

  it('is told twenty times that they are wrong, and then nothing, right or wrong', async () => {
    const { knock } = door()
    const tried = Array.from({ length: 22 }, async () => knock('04AAAA', here))
    expect(await closes(tried)).toEqual([...Array(20).fill('token_invalid'), 'rate_limited', 'rate_limited'])
    expect(await closes([knock(unsigned, here), knock('nonsense', here)])).toEqual(['rate_limited', 'rate_limited'])
  })

  it('keeps nobody out who has a signed token, and nobody who sits elsewhere', async () => {
    const { knock } = door()
    for (let n = 0; n < 30; n += 1) await knock('04AAAA', here)
    expect(await closes([knock(signed(), here), knock(unsigned, elsewhere)])).toEqual([true, true])
  })

  it('does not count who comes with an old token', async () => {
    const { knock } = door()
    const old = mint({ ...ada, expiresIn: 1 }, keys, { now: () => now - 3600 })
    for (let n = 0; n < 30; n += 1) expect(await closes([knock(old, here)])).toEqual(['token_expired'])
    expect(await closes([knock(unsigned, here)])).toEqual([true])
  })

  it('is counted by their seat when they have one: their network does not pay, nor they for it', async () => {
    const { knock } = door()
    const inside = { ...here, purpose: 'renew', holder: 'p1' } as const
    for (let n = 0; n < 21; n += 1) await knock('04AAAA', inside)
    expect(await closes([knock(unsigned, inside), knock(unsigned, here)])).toEqual(['rate_limited', true])
    for (let n = 0; n < 21; n += 1) await knock('04AAAA', here)
    expect(await closes([knock(unsigned, { ...inside, holder: 'p2' })])).toEqual([true])
  })
})
