import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refuse, type PolicyStep, type PolicyUser, type Wish } from '../../src/policy/policy.ts'
import { applyRules, type PolicyRule } from '../../src/policy/rules.ts'
import { ada, atTheDoor, proven, unproven, wish, wordOf } from './wishes.ts'

function judge(rules: readonly PolicyRule[], user: PolicyUser = ada, about: Wish = wish): string {
  return wordOf(applyRules(rules, user, about))
}

/** Whether a rule for such rooms fits a room. */
function fitsRoom(rooms: string, roomId: string): boolean {
  return judge([{ rooms }], ada, { ...wish, roomId }) === 'watch'
}

describe('rules', () => {
  it('say no where none fits, and where there are none', () => {
    expect(judge([])).toBe('no rule fits')
    expect(judge([{ rooms: 'vault', publish: true }])).toBe('no rule fits')
  })

  it('count in their order: the first that fits decides', () => {
    const watch: PolicyRule = { rooms: 'lobby' }
    const publish: PolicyRule = { rooms: 'lobby', publish: true }
    expect(judge([watch, publish])).toBe('watch')
    expect(judge([publish, watch])).toBe('publish')
    expect(judge([{ rooms: 'vault', deny: true }, publish])).toBe('publish')
  })

  it('deny whom a denial fits, under its name or its number', () => {
    expect(judge([{ rooms: 'x' }, { users: 'ada', deny: true, publish: true }])).toBe('rule 2')
    expect(judge([{ name: 'banned', users: 'ada', deny: true }, {}])).toBe('banned')
    expect(judge([{ deny: false, publish: true }])).toBe('publish')
  })

  it('let people watch unless they say more', () => {
    expect(applyRules([{}], ada, wish)).toEqual({ granted: true, publish: false })
    expect(
      applyRules(
        [
          {
            publish: true,
            maxLifetime: 60,
            maxPeople: 4,
            duplicates: 'newest',
            once: true,
            name: 'shown in refusals only',
          },
        ],
        ada,
        wish,
      ),
    ).toEqual({ granted: true, publish: true, maxLifetime: 60, maxPeople: 4, duplicates: 'newest', once: true })
  })

  it.each<[string, PolicyRule, Partial<PolicyUser>, Partial<Wish>, boolean]>([
    ['one of several rooms', { rooms: ['vault', 'lobby'] }, {}, {}, true],
    ['none of several rooms', { rooms: ['vault', 'attic'] }, {}, {}, false],
    ['no room of an empty list', { rooms: [] }, {}, {}, false],
    ['a user', { users: 'ada' }, {}, {}, true],
    ['a user by pattern', { users: ['teacher-*', 'a*'] }, {}, {}, true],
    ['another user', { users: 'bob' }, {}, {}, false],
    ['a role', { roles: ['host', 'cohost'] }, {}, { role: 'cohost' }, true],
    ['another role', { roles: ['host'] }, {}, { role: 'audience' }, false],
    ['no role', { roles: ['host'] }, {}, {}, false],
    ['a way to be known', { via: ['app', 'jwt'] }, {}, {}, true],
    ['another way to be known', { via: ['api_key'] }, {}, {}, false],
    ['a claim', { claims: { role: 'teacher' } }, { claims: { role: 'teacher' } }, {}, true],
    ['a claim that is a number', { claims: { level: 3 } }, { claims: { level: 3 } }, {}, true],
    ['a claim that is false', { claims: { guest: false } }, { claims: { guest: false } }, {}, true],
    ['a claim in a list', { claims: { roles: 'teacher' } }, { claims: { roles: ['parent', 'teacher'] } }, {}, true],
    ['a claim that is not in a list', { claims: { roles: 'teacher' } }, { claims: { roles: ['teachers'] } }, {}, false],
    ['another value', { claims: { role: 'teacher' } }, { claims: { role: 'pupil' } }, {}, false],
    ['a value of another type', { claims: { level: 3 } }, { claims: { level: '3' } }, {}, false],
    ['a text that contains the value', { claims: { role: 'teacher' } }, { claims: { role: 'no teacher' } }, {}, false],
    [
      'an object with the value as its name',
      { claims: { role: 'teacher' } },
      { claims: { role: { teacher: true } } },
      {},
      false,
    ],
    ['a claim that is not there', { claims: { role: 'teacher' } }, {}, {}, false],
    ['what every object has', { claims: { constructor: 'teacher' } }, {}, {}, false],
    ['one of two claims', { claims: { a: 1, b: 2 } }, { claims: { a: 1 } }, {}, false],
    ['two of two claims', { claims: { a: 1, b: 2 } }, { claims: { a: 1, b: 2, c: 3 } }, {}, true],
    ['everything but the room', { rooms: 'vault', users: 'ada', via: ['jwt'] }, {}, {}, false],
    ['everything but the user', { rooms: 'lobby', users: 'bob', via: ['jwt'] }, {}, {}, false],
    ['everything', { rooms: 'lobby', users: 'ada', via: ['jwt'], roles: ['host'] }, {}, { role: 'host' }, true],
  ])('fit, or not, by %s', (_, rule, user, about, fits) => {
    expect(judge([rule], { ...ada, ...user }, { ...wish, ...about })).toBe(fits ? 'watch' : 'no rule fits')
  })
})

describe('the seats of a room', () => {
  const teachers: PolicyRule = { rooms: 'class-*', claims: { role: 'teacher' }, publish: true }
  const pupils: PolicyRule = { rooms: 'class-*', maxPeople: 30 }
  const inClass: Wish = { ...wish, roomId: 'class-7' }
  const teacher: PolicyUser = { ...ada, claims: { role: 'teacher' } }
  const seats = (rules: readonly PolicyRule[], user: PolicyUser, about: Wish): number | undefined => {
    const decision = applyRules(rules, user, about)
    return decision.granted ? decision.maxPeople : Number.NaN
  }

  it('are the same for everybody, whichever rule lets them in', () => {
    const rules = [teachers, pupils]
    expect([teacher, ada].map((user) => seats(rules, user, inClass))).toEqual([30, 30])
    const larger = [{ ...teachers, maxPeople: 40 }, pupils]
    expect([teacher, ada].map((user) => seats(larger, user, inClass))).toEqual([40, 40])
  })

  it('are so at the door too, where a rule for few fits everybody whose token proves the room', () => {
    const { user, about } = { user: atTheDoor, about: { ...inClass, purpose: 'admit', proven: true } as const }
    expect(seats([teachers, pupils], user, about)).toBe(30)
    expect(seats([pupils, { ...teachers, maxPeople: 40 }], user, about)).toBe(30)
  })

  it('are not said by rules of other rooms, of other hours, or that refuse', () => {
    const [shut, open] = [
      { timeZone: 'UTC', from: '00:00', to: '00:01' },
      { timeZone: 'UTC', from: '00:00', to: '00:00' },
    ]
    const noon: Wish = { ...inClass, at: 1_800_014_400 }
    expect(seats([{ rooms: 'vault', maxPeople: 2 }, pupils], ada, noon)).toBe(30)
    expect(seats([{ users: 'bob', deny: true, maxPeople: 2 }, pupils], ada, noon)).toBe(30)
    expect(seats([{ users: 'bob', hours: shut, maxPeople: 2 }, pupils], ada, noon)).toBe(30)
    expect(seats([{ users: 'bob', hours: open, maxPeople: 2 }, pupils], ada, noon)).toBe(2)
    expect(seats([{ users: 'bob', rooms: 'vault', maxPeople: 2 }, {}], ada, noon)).toBeUndefined()
  })

  it('are no matter for a token of no particular room', () => {
    expect(seats([{ maxPeople: 2 }], ada, { ...wish, roomId: null })).toBeUndefined()
  })
})

describe('what a token was given by', () => {
  const teachers: PolicyRule = { claims: { role: 'teacher' }, publish: true }
  const teacher: PolicyUser = { ...ada, claims: { role: 'teacher' } }
  const termsOf = (rules: readonly PolicyRule[], user: PolicyUser, decided = true) => {
    const decision = applyRules(rules, user, {
      ...wish,
      proven: decided,
      purpose: user.via === 'token' ? 'admit' : 'issue',
    })
    return decision.granted ? [decision.once, decision.duplicates] : [decision.reason]
  }

  it('cannot be told at the door, where the strictest that may have been it counts', () => {
    expect(termsOf([teachers, { once: true, duplicates: 'oldest' }], atTheDoor)).toEqual([true, 'oldest'])
    expect(termsOf([{ ...teachers, duplicates: 3 }, { duplicates: 'newest' }], atTheDoor)).toEqual([
      undefined,
      'newest',
    ])
    expect(termsOf([{ ...teachers, once: true }, { once: false }], atTheDoor)).toEqual([true, undefined])
    expect(termsOf([{ via: ['jwt'] }, { roles: ['host'] }, { once: true }], atTheDoor)).toEqual([true, undefined])
  })

  it('is no rule behind the first one that lets everybody in, nor one that does not fit', () => {
    expect(termsOf([{}, { once: true }], atTheDoor)).toEqual([undefined, undefined])
    expect(termsOf([teachers, {}, { once: true }], atTheDoor)).toEqual([undefined, undefined])
    expect(termsOf([teachers, { rooms: 'vault', once: true }, {}], atTheDoor)).toEqual([undefined, undefined])
    expect(termsOf([teachers, { users: 'bob', once: true }, {}], atTheDoor)).toEqual([undefined, undefined])
    expect(termsOf([teachers, { users: 'bob', deny: true, once: true }, {}], atTheDoor)).toEqual([undefined, undefined])
  })

  it('is the first one that fits while the credential is there', () => {
    const rules = [teachers, { once: true, duplicates: 'oldest' }] satisfies PolicyRule[]
    expect(termsOf(rules, teacher, false)).toEqual([undefined, undefined])
    expect(termsOf(rules, ada, false)).toEqual([true, 'oldest'])
  })
})

describe('a pattern', () => {
  it.each([
    ['lobby', 'lobby', true],
    ['lobby', 'lobby2', false],
    ['lobby', 'Lobby', false],
    ['*', 'anything', true],
    ['**', 'x', true],
    ['class-*', 'class-7', true],
    ['class-*', 'class-', true],
    ['class-*', 'my-class-7', false],
    ['*-7', 'class-7', true],
    ['*-7', 'class-7b', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['a*bc*cd', 'abcd', false],
    ['a*bb*b', 'abb', false],
    ['', '', true],
    ['', 'x', false],
    ['.', 'x', false],
    ['[a-z]+', 'lobby', false],
    ['a?', 'ab', false],
  ])('%s fits %s: %s', (pattern, room, fits) => {
    expect(fitsRoom(pattern, room)).toBe(fits)
  })

  it('fits what a regular expression with .* in place of each * fits', () => {
    const letters = (...characters: readonly string[]): fc.Arbitrary<string> =>
      fc.array(fc.constantFrom(...characters), { maxLength: 8 }).map((list) => list.join(''))
    fc.assert(
      fc.property(letters('a', 'b', '*'), letters('a', 'b'), (pattern, room) => {
        const reference = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 's')
        expect(fitsRoom(pattern, room)).toBe(reference.test(room))
      }),
      { numRuns: 3000 },
    )
  })

  it('takes no longer for a cunning pattern than for another', () => {
    const started = performance.now()
    expect(fitsRoom(`${'*a'.repeat(64)}*b`, 'a'.repeat(128))).toBe(false)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('a token of no particular room', () => {
  const anywhere: Wish = { ...wish, roomId: null }

  it('is for whoever may enter some room', () => {
    expect(judge([{ rooms: 'class-*', publish: true }], ada, anywhere)).toBe('publish')
    expect(judge([{ rooms: 'class-*', users: 'bob' }], ada, anywhere)).toBe('no rule fits')
  })

  it('is kept from whoever is denied all rooms, not from whoever is denied some', () => {
    expect(judge([{ rooms: 'vault', deny: true }, { publish: true }], ada, anywhere)).toBe('publish')
    expect(judge([{ users: 'ada', deny: true }, { publish: true }], ada, anywhere)).toBe('rule 1')
  })
})

describe('at the door', () => {
  const teachers: PolicyRule = { rooms: 'lobby', claims: { role: 'teacher' }, publish: true }
  const members: PolicyRule = { rooms: 'lobby', via: ['jwt'], publish: true }
  const hosts: PolicyRule = { rooms: 'lobby', roles: ['host'], publish: true }

  it.each([
    ['claims', teachers],
    ['the way to be known', members],
    // Once people who had asked for a role got tokens for rooms whose door then knew no rule for them.
    ['the role', hosts],
  ])('a token that proves its room proves what allowed it: %s', (_, rule) => {
    expect(judge([rule], atTheDoor, proven)).toBe('publish')
    expect(judge([rule], atTheDoor, { ...proven, purpose: 'renew' })).toBe('publish')
    expect(judge([rule], atTheDoor, unproven)).toBe('no rule fits')
  })

  it('rooms and users count all the same', () => {
    expect(judge([{ ...teachers, rooms: 'vault' }], atTheDoor, proven)).toBe('no rule fits')
    expect(judge([{ ...teachers, users: 'bob' }], atTheDoor, proven)).toBe('no rule fits')
    expect(judge([{ users: 'ada', deny: true }, teachers], atTheDoor, proven)).toBe('rule 1')
  })

  it('a denial that needs a proof does not fit without it', () => {
    for (const denial of [{ claims: { banned: true } }, { via: ['jwt'] }, { roles: ['host'] }] as const)
      expect(judge([{ ...denial, deny: true }, teachers], atTheDoor, proven)).toBe('publish')
    expect(judge([{ via: ['token'], deny: true }, teachers], atTheDoor, proven)).toBe('rule 1')
  })

  it('a rule can be for tokens alone', () => {
    expect(judge([{ via: ['token'], publish: true }], atTheDoor, unproven)).toBe('publish')
    expect(judge([{ via: ['token'], publish: true }], ada, wish)).toBe('no rule fits')
  })

  it('nobody but a token is taken to have proved anything', () => {
    expect(judge([teachers], ada, proven)).toBe('no rule fits')
  })
})

describe('hours', () => {
  const seconds = (iso: string): number => Date.parse(iso) / 1000
  const lessons: PolicyRule = {
    rooms: 'lobby',
    publish: true,
    hours: { timeZone: 'Europe/Berlin', days: ['wed'], from: '08:00', to: '10:00' },
  }
  const during = { ...wish, at: seconds('2026-11-25T08:30:00Z') }
  const after = { ...wish, at: seconds('2026-11-25T09:00:00Z') }

  it('grant until they end', () => {
    expect(applyRules([lessons], ada, during)).toEqual({
      granted: true,
      publish: true,
      until: seconds('2026-11-25T09:00:00Z'),
    })
  })

  it('say when they begin, to whom nothing else keeps out', () => {
    expect(judge([lessons], ada, after)).toBe('closed until 2026-12-02T07:00:00Z')
    expect(judge([{ ...lessons, users: 'bob' }], ada, after)).toBe('no rule fits')
    expect(judge([lessons, { rooms: 'lobby' }], ada, after)).toBe('watch')
  })

  it('that have several spans and bounds end at the first of them', () => {
    const always = { timeZone: 'UTC', from: '00:00', to: '00:00' } as const
    expect(applyRules([{ ...lessons, hours: always }], ada, during)).toEqual({ granted: true, publish: true })
    const never = { ...always, except: [{ dates: '2026-01-01/9999-12-31' }] }
    expect(judge([{ ...lessons, hours: never }], ada, during)).toBe('no rule fits')
    const [sooner, later] = [
      { ...lessons, hours: { timeZone: 'Europe/Berlin', from: '12:00', to: '13:00' } },
      { ...lessons, hours: { timeZone: 'Europe/Berlin', from: '14:00', to: '15:00' } },
    ]
    expect(judge([later, sooner, lessons], ada, after)).toBe('closed until 2026-11-25T11:00:00Z')
  })

  it('with a day of other hours grant until those end, and say why they do not', () => {
    const except = [{ dates: '2026-11-25', from: '09:00', to: '09:45' }, { dates: '2026-12-02' }]
    const rules = [
      { ...lessons, hours: { timeZone: 'Europe/Berlin', days: ['wed'], from: '08:00', to: '10:00', except } },
    ] as const
    expect(applyRules(rules, ada, during)).toMatchObject({ granted: true, until: seconds('2026-11-25T08:45:00Z') })
    const steps: PolicyStep[] = []
    const free = { ...wish, at: seconds('2026-12-02T08:00:00Z') }
    expect(applyRules(rules, ada, free, (step) => steps.push(step))).toEqual(
      refuse('closed until 2026-12-09T07:00:00Z'),
    )
    expect(steps).toMatchObject([{ misfit: 'hours.except' }])
  })

  it('of a denial end what is granted when it begins', () => {
    const { publish: _, ...closed } = { ...lessons, deny: true }
    expect(judge([closed, { publish: true }], ada, during)).toBe('rule 1')
    const before = { ...wish, at: seconds('2026-11-25T06:30:00Z') }
    expect(applyRules([closed, {}], ada, before)).toEqual({
      granted: true,
      publish: false,
      until: seconds('2026-11-25T07:00:00Z'),
    })
  })
})

describe('a trace', () => {
  it('says of each rule what does not fit, up to the one that decides', () => {
    const steps: unknown[] = []
    const rules: PolicyRule[] = [
      { rooms: 'vault' },
      { users: 'bob' },
      { claims: { role: 'teacher' } },
      { name: 'all' },
      { name: 'never asked' },
    ]
    applyRules(rules, ada, wish, (step) => steps.push(step))
    expect(steps).toEqual([
      { step: 'rule', number: 1, name: null, misfit: 'rooms' },
      { step: 'rule', number: 2, name: null, misfit: 'users' },
      { step: 'rule', number: 3, name: null, misfit: 'claims.role' },
      { step: 'rule', number: 4, name: 'all', misfit: null },
    ])
  })
})
