import { expect, it } from 'vitest'
import { createPolicy, defaultRoles, type PolicySettings } from '../../src/policy/decide.ts'
import { allow, type Wish } from '../../src/policy/policy.ts'
import { policyReasons, type PolicyReason } from '../../src/policy/reasons.ts'
import { ada, wish, wordOf } from './wishes.ts'

const past = { timeZone: 'UTC', days: ['mon'], from: '00:00', to: '00:01' } as const

/** How somebody comes to each reason. */
const ways: Readonly<Record<PolicyReason, [Partial<PolicySettings>, Partial<Wish>?]>> = {
  'no rule fits': [{ rules: [{ rooms: 'vault' }] }],
  'closed until …': [{ rules: [{ hours: past }] }],
  closed: [{ decide: () => allow({ until: wish.at }) }],
  'unknown role': [{ rules: [{}] }, { role: 'admin' }],
  'no policy': [{}],
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the keys' type; the table is a closed literal
const reasons = Object.keys(policyReasons) as PolicyReason[]

it.each(reasons)('the policy says "%s" where it should', async (reason) => {
  const [settings, about] = ways[reason]
  const policy = createPolicy({ rules: null, decide: null, roles: defaultRoles, ...settings })
  const said = wordOf(await policy(ada, { ...wish, ...about }))
  expect(said.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, '…')).toBe(reason)
})
