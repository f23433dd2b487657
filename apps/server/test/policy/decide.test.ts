import { describe, expect, it } from 'vitest'
import { createPolicy, defaultRoles, type PolicySettings } from '../../src/policy/decide.ts'
import { allow, refuse, type DecideFunction, type PolicyUser, type Wish } from '../../src/policy/policy.ts'
import { ada, no, wish, wordOf } from './wishes.ts'

function policyOf(settings: Partial<PolicySettings>): ReturnType<typeof createPolicy> {
  return createPolicy({ rules: null, decide: null, roles: defaultRoles, ...settings })
}

/** The next full one. */
const hour = Math.ceil(wish.at / 3600) * 3600

/** What JavaScript may answer where TypeScript would not. */
function answering(answer: unknown): DecideFunction {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return () => answer as typeof no
}

describe('the words of a policy', () => {
  it('allow watching unless they say more, and never the opposite of what they are', () => {
    expect(allow()).toEqual({ granted: true, publish: false })
    expect(allow({ publish: true, userName: 'Ada', maxLifetime: 60, maxPeople: 2 })).toEqual({
      granted: true,
      publish: true,
      userName: 'Ada',
      maxLifetime: 60,
      maxPeople: 2,
    })
    expect(refuse('banned')).toEqual({ granted: false, reason: 'banned' })
  })
})

describe('a policy', () => {
  it('without rules and function says no', async () => {
    expect(await policyOf({})(ada, wish)).toEqual(refuse('no policy'))
  })

  it('of rules alone is its rules', async () => {
    const policy = policyOf({ rules: [{ rooms: 'lobby', publish: true, maxLifetime: 60, maxPeople: 3 }] })
    expect(await policy(ada, wish)).toEqual(allow({ publish: true, maxLifetime: 60, maxPeople: 3 }))
    expect(await policy(ada, { ...wish, roomId: 'vault' })).toEqual(refuse('no rule fits'))
  })

  it('of a function alone is what it answers, at once or later', async () => {
    const yes = allow({ publish: true, userName: 'Ada L', maxLifetime: 90.5, maxPeople: 2 })
    expect(await policyOf({ decide: () => yes })(ada, wish)).toEqual(yes)
    expect(await policyOf({ decide: async () => yes })(ada, wish)).toEqual(yes)
    expect(await policyOf({ decide: () => refuse('banned') })(ada, wish)).toEqual(refuse('banned'))
  })

  it('gives the function who asks and what for', async () => {
    const asked: [PolicyUser, Wish][] = []
    const decide: DecideFunction = (user, about) => {
      asked.push([user, about])
      return allow()
    }
    await policyOf({ decide })(ada, { ...wish, role: 'host', expiresIn: 60 })
    expect(asked).toEqual([[ada, { ...wish, role: 'host', expiresIn: 60 }]])
  })

  it('of both says yes where both do, and gives the narrower', async () => {
    const rules = [{ publish: true, maxLifetime: 60, maxPeople: 10 }]
    const decided = async (terms: Parameters<typeof allow>[0]): Promise<unknown> =>
      policyOf({ rules, decide: () => allow(terms) })(ada, wish)
    expect(await decided({ publish: false })).toEqual(allow({ publish: false, maxLifetime: 60, maxPeople: 10 }))
    expect(await decided({ publish: true, maxLifetime: 30, maxPeople: 20 })).toEqual(
      allow({ publish: true, maxLifetime: 30, maxPeople: 10 }),
    )
    expect(await decided({ publish: true, maxLifetime: 90, maxPeople: 2, userName: 'Ada L' })).toEqual(
      allow({ publish: true, maxLifetime: 60, maxPeople: 2, userName: 'Ada L' }),
    )
  })

  it.each([
    ['the rules', hour + 60, hour],
    ['the function', hour - 60, hour - 60],
    ['the rules alone', undefined, hour],
  ])('of hours and a function that bounds what it allows ends with %s', async (_, until, end) => {
    const clock = new Date(hour * 1000).toISOString().slice(11, 16)
    const rules = [{ hours: { timeZone: 'UTC', from: '00:00', to: clock } }]
    const decide = () => allow(until === undefined ? {} : { until })
    expect(await policyOf({ rules, decide })(ada, wish)).toEqual(allow({ until: end }))
  })

  it('says that it is closed where the function bounds it by a moment that is over', async () => {
    const until = (end: number) => policyOf({ decide: () => allow({ until: end }) })(ada, wish)
    expect(await until(wish.at)).toEqual(refuse('closed'))
    expect(await until(wish.at + 1)).toEqual(allow({ until: wish.at + 1 }))
  })

  it.each([
    ['oldest', 'newest', 'oldest'],
    ['newest', 3, 'newest'],
    [3, 2, 2],
    [1, 'newest', 1],
    [undefined, 'newest', 'newest'],
    [2, undefined, 2],
  ] as const)(
    'of rules that say %s and a function that says %s about a user who comes twice lets in as few: %s',
    async (ruled, decided, few) => {
      const terms = (duplicates: typeof ruled | typeof decided) => (duplicates === undefined ? {} : { duplicates })
      const policy = policyOf({ rules: [{ ...terms(ruled) }], decide: () => allow(terms(decided)) })
      expect(await policy(ada, wish)).toEqual(allow({ duplicates: few }))
    },
  )

  it.each([
    [true, undefined, true],
    [true, false, true],
    [false, true, true],
    [false, undefined, false],
    [undefined, false, false],
  ])('of rules that say %s and a function that says %s about a single use says %s', async (ruled, decided, said) => {
    const terms = (once: boolean | undefined) => (once === undefined ? {} : { once })
    const policy = policyOf({ rules: [{ ...terms(ruled) }], decide: () => allow(terms(decided)) })
    expect(await policy(ada, wish)).toEqual(allow({ once: said }))
  })

  it('of both says no where one does, and asks the function only about what the rules allow', async () => {
    const never: DecideFunction = () => {
      throw new Error('must not be asked')
    }
    expect(await policyOf({ rules: [{ deny: true }], decide: never })(ada, wish)).toEqual(refuse('rule 1'))
    expect(await policyOf({ rules: [{}], decide: () => no })(ada, wish)).toEqual(no)
    const watching = policyOf({ rules: [{ publish: false }], decide: () => allow({ publish: true }) })
    expect(wordOf(await watching(ada, wish))).toBe('watch')
  })

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'it'],
    ['null', null, 'it'],
    ['true', true, 'it'],
    ['an empty object', {}, 'granted'],
    ['a yes that is a text', { granted: 'true', publish: true }, 'granted'],
    ['a yes without a word on publishing', { granted: true }, 'publish'],
    ['publishing that is a number', { granted: true, publish: 1 }, 'publish'],
    ['a name with a line break', { granted: true, publish: true, userName: 'a\nb' }, 'userName'],
    ['a name that is none', { granted: true, publish: true, userName: null }, 'userName'],
    ['a lifetime of nothing', { granted: true, publish: true, maxLifetime: 0 }, 'maxLifetime'],
    ['a lifetime in words', { granted: true, publish: true, maxLifetime: '1h' }, 'maxLifetime'],
    ['a lifetime that is none', { granted: true, publish: true, maxLifetime: Number.NaN }, 'maxLifetime'],
    ['a lifetime without an end', { granted: true, publish: true, maxLifetime: Infinity }, 'maxLifetime'],
    ['an end in words', { granted: true, publish: true, until: 'tonight' }, 'until'],
    ['an end within a second', { granted: true, publish: true, until: 1.5 }, 'until'],
    ['half a seat', { granted: true, publish: true, maxPeople: 1.5 }, 'maxPeople'],
    ['a place for half a user', { granted: true, publish: true, duplicates: 1.5 }, 'duplicates'],
    ['a word for duplicates that is none', { granted: true, publish: true, duplicates: 'none' }, 'duplicates'],
    ['a single use in words', { granted: true, publish: true, once: 'yes' }, 'once'],
    ['a no without a reason', { granted: false }, 'reason'],
  ])('throws where the function answers with %s: a wrong answer is no right', async (_, answer, wrong) => {
    const policy = policyOf({ rules: [{ publish: true }], decide: answering(answer) })
    await expect(policy(ada, wish)).rejects.toThrow(`policy.decide gave no decision: ${wrong} is wrong`)
  })

  it('passes on what the function throws', async () => {
    const broken = policyOf({ decide: () => Promise.reject(new Error('the database is away')) })
    await expect(broken(ada, wish)).rejects.toThrow('the database is away')
  })

  it('takes from an answer what it knows, and nothing else', async () => {
    const policy = policyOf({ decide: answering({ ...allow({ publish: true }), admin: true, roomId: 'vault' }) })
    expect(await policy(ada, wish)).toEqual({ granted: true, publish: true })
  })

  it('keeps nothing between two questions', async () => {
    const rules = Object.freeze([Object.freeze({ rooms: 'lobby', publish: true })])
    const policy = policyOf({ rules })
    for (const given of [ada, ada.claims, wish]) Object.freeze(given)
    const answers = [await policy(ada, wish), await policy(ada, { ...wish, roomId: 'vault' }), await policy(ada, wish)]
    expect(answers.map(wordOf)).toEqual(['publish', 'no rule fits', 'publish'])
    expect(answers[0]).toEqual(answers[2])
  })
})

describe('a role', () => {
  const policy = policyOf({ rules: [{ publish: true }] })

  it.each([
    ['host', 'publish'],
    ['cohost', 'publish'],
    ['audience', 'watch'],
    ['admin', 'unknown role'],
    ['', 'unknown role'],
    ['Host', 'unknown role'],
    ['constructor', 'unknown role'],
    ['__proto__', 'unknown role'],
  ])('of "%s" gives: %s', async (role, word) => {
    expect(wordOf(await policy(ada, { ...wish, role }))).toBe(word)
  })

  it('cannot give what the rules do not', async () => {
    expect(wordOf(await policyOf({ rules: [{}] })(ada, { ...wish, role: 'host' }))).toBe('watch')
  })

  it('may be one of the config, which then has no other', async () => {
    const own = policyOf({
      rules: [{ publish: true }],
      roles: { speaker: { publish: true }, listener: { publish: false } },
    })
    expect(wordOf(await own(ada, { ...wish, role: 'speaker' }))).toBe('publish')
    expect(wordOf(await own(ada, { ...wish, role: 'listener' }))).toBe('watch')
    expect(wordOf(await own(ada, { ...wish, role: 'host' }))).toBe('unknown role')
  })

  it('that is unknown is refused before anyone is asked', async () => {
    const asked = policyOf({ decide: () => Promise.reject(new Error('asked')) })
    expect(await asked(ada, { ...wish, role: 'admin' })).toEqual(refuse('unknown role'))
  })
})
