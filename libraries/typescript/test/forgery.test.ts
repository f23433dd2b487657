// The forgery harness at a size that fits into every run; the full one has its own command (docs/proofs.md).
import { describe, expect, it } from 'vitest'
import { attacks, controlRate, faultOf, runAttack } from '../proofs/forgery/harness.ts'
import { createIssuer } from '../proofs/forgery/issuer.ts'
import { respell } from '../proofs/forgery/respelling.ts'
import { seeded } from '../proofs/random.ts'

const tries = 400
const triesOfControl = 5000

describe('an attacker without the secret', { timeout: 60_000 }, () => {
  it.each(attacks.filter(({ id }) => id !== controlRate.attack))(
    'gains nothing that is proven by $title ($id)',
    (attack) => {
      expect(faultOf(runAttack(attack, tries, 1))).toBeNull()
    },
  )

  it('gains nothing by a second user_id, which lets them into one of ten verifiers without checks', () => {
    const control = attacks.find(({ id }) => id === controlRate.attack)!
    const outcome = runAttack(control, triesOfControl, 1)
    expect(faultOf(outcome)).toBeNull()
    expect(outcome.lenient).toBeGreaterThan(triesOfControl / 20)
  })

  it('has hundreds of spellings of one token that a lenient decoder takes, and that are tried', () => {
    const random = seeded(1)
    const held = createIssuer(random).issue({ origin: 'signed', userId: 'ada' })
    const same = new Set<string>()
    for (let i = 0; i < 2 * tries; i++) {
      const text = respell(held, random)
      const [token = '', suffix = ''] = text.split('#')
      const decoded = token.startsWith('04') && Buffer.from(token.slice(2), 'base64').equals(held.raw)
      if (decoded && Buffer.from(suffix, 'base64').toString() === held.suffix) same.add(text)
    }
    expect(same.size).toBeGreaterThanOrEqual(200)
  })

  it('makes bare tokens of any user from those of a generator that puts the user first', () => {
    const outcomes = attacks.filter(({ bare }) => bare === 'always').map((attack) => runAttack(attack, 20, 1))
    expect(outcomes.map(({ attack, forged }) => [attack.id, forged.bare])).toEqual([
      ['A1u', 20],
      ['A2u', 20],
      ['G6', 20],
    ])
  })
})
