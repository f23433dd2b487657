// Admission of tokens that are for one use: when they are, and what is asked before the use is given.
import { describe, expect, it } from 'vitest'
import { mint, verify } from '@roompass/token'
import { createAdmission, type AdmissionParts } from '../../src/admission/admission.ts'
import { allow } from '../../src/policy/policy.ts'
import { createFailureBudget } from '../../src/limits/failures.ts'
import { fixed } from '../../src/keys/fixed_keys.ts'
import { StoreUnavailable } from '../../src/store/store.ts'
import { settingsWith } from '../config/configs.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { createMemoryStore } from '../fakes/memory_store.ts'
import { createFakeRevocations } from '../fakes/revocations.ts'

const now = 1_800_000_000
const { keys, appId } = settingsWith()
const token = (userId = 'ada'): string =>
  mint({ userId, roomId: 'lobby', userName: '', grant: { publish: true }, expiresIn: 3600 }, keys, { now: () => now })

const partsOf = (changes: Partial<AdmissionParts> = {}): AdmissionParts => ({
  keys: fixed(keys),
  policy: async () => allow({ once: true }),
  revocations: createFakeRevocations(),
  failures: createFailureBudget({ appId, counts: null, log: createCapturedLog(), now: () => now * 1000 }),
  accept: 'sealed' as const,
  maxLifetime: 86_400,
  once: false,
  store: createMemoryStore(),
  log: createCapturedLog(),
  now: () => now * 1000,
  ...changes,
})

async function useOf(parts: AdmissionParts, kitToken: string) {
  const answer = await createAdmission(parts)(kitToken, { purpose: 'join' })
  return answer.admitted ? answer.once : undefined
}

describe('whether a token is for one use', () => {
  it.each([
    [undefined, false, false],
    [undefined, true, true],
    [true, false, true],
    [false, true, false],
  ])('is what the policy says (%s), else the config (%s): %s', async (ruled, once, expected) => {
    const policy = async () => allow(ruled === undefined ? {} : { once: ruled })
    expect((await useOf(partsOf({ policy, once }), token())) !== undefined).toBe(expected)
  })
})

describe('the use', () => {
  it('is not taken by admission itself: nobody has a seat yet', async () => {
    const parts = partsOf()
    await useOf(parts, token())
    expect(await (await useOf(parts, token()))?.take(undefined)).toMatchObject({ taken: true })
  })

  it('is given once, and again for the ticket that came with it, of which the store knows a hash', async () => {
    const store = createMemoryStore()
    const attempts: unknown[] = []
    const parts = partsOf({
      store: {
        ...store,
        useOnce(attempt) {
          attempts.push(attempt)
          return store.useOnce(attempt)
        },
      },
    })
    const kitToken = token()
    const first = await (await useOf(parts, kitToken))?.take('made by the page')
    if (first?.taken !== true) throw new Error('it was not given')
    expect(first.ticket).toMatch(/^[\w-]{43}$/)
    expect(await (await useOf(parts, kitToken))?.take(undefined)).toEqual({
      taken: false,
      close: 'token_used',
      reason: expect.any(String),
    })
    expect(await (await useOf(parts, kitToken))?.take(first.ticket)).toMatchObject({ taken: true })
    expect(JSON.stringify(attempts)).not.toContain(first.ticket)
    expect(JSON.stringify(attempts)).not.toContain('made by the page')
    expect(attempts[0]).toMatchObject({ tid: verify(kitToken, keys, { now }).tid, until: now + 3600 })
  })

  it('is not given when the token was revoked while it was written', async () => {
    const [store, revocations] = [createMemoryStore(), createFakeRevocations()]
    const useOnce: typeof store.useOnce = async (attempt) => {
      const given = await store.useOnce(attempt)
      revocations.revoke(appId, { kind: 'user', userId: 'ada' }, now)
      return given
    }
    const parts = partsOf({ store: { ...store, useOnce }, revocations })
    expect(await (await useOf(parts, token()))?.take('x')).toMatchObject({ taken: false, close: 'token_revoked' })
  })

  it('is not given when meanwhile nobody knows the revocations any more', async () => {
    const revocations = createFakeRevocations()
    const use = await useOf(partsOf({ revocations }), token())
    revocations.current = false
    expect(await use?.take('x')).toMatchObject({ taken: false, close: 'try_later' })
  })

  it('that was not given for that reason is free for whoever tries later without a ticket', async () => {
    const revocations = createFakeRevocations()
    const [parts, kitToken] = [partsOf({ revocations }), token()]
    const use = await useOf(parts, kitToken)
    revocations.current = false
    expect(await use?.take(undefined)).toMatchObject({ taken: false, close: 'try_later' })
    revocations.current = true
    expect(await (await useOf(parts, kitToken))?.take(undefined)).toMatchObject({ taken: true })
  })

  it('is not given where the store is away: that is an error, which the hub takes for try_later', async () => {
    const useOnce = () => Promise.reject(new StoreUnavailable('it is away'))
    const parts = partsOf({ store: { ...createMemoryStore(), useOnce } })
    await expect((await useOf(parts, token()))?.take('x')).rejects.toThrow(StoreUnavailable)
  })

  it('can be given back, and where that fails the log says so without the token', async () => {
    const parts = partsOf()
    const kitToken = token()
    const first = await (await useOf(parts, kitToken))?.take(undefined)
    if (first?.taken !== true) throw new Error('it was not given')
    first.giveBack()
    expect(await (await useOf(parts, kitToken))?.take(undefined)).toMatchObject({ taken: true })

    const giveBackUse = () => Promise.reject(new StoreUnavailable('it is away'))
    const log = createCapturedLog()
    const away = partsOf({ store: { ...createMemoryStore(), giveBackUse }, log })
    const other = await (await useOf(away, token('bob')))?.take(undefined)
    if (other?.taken === true) other.giveBack()
    await Promise.resolve()
    await Promise.resolve()
    expect(log.events).toEqual(['warn use_not_given_back'])
  })
})
