import { describe, expect, it } from 'vitest'
import { createLimiter } from '../../src/limits/limiter.ts'
import { createRefusalRows } from '../../src/limits/refusal_rows.ts'

const rows = () => createRefusalRows((rate) => createLimiter(rate, () => 0))
const taken = (limit: ReturnType<typeof rows>, networks: readonly string[]): number =>
  networks.filter((network) => limit.take(network) === 0).length
const networksOf = (prefix: string, n: number): string[] =>
  Array.from({ length: n }, (_, i) => `${prefix}:${i.toString(16)}::/64`)

describe('rows of refusals', () => {
  it('are sixty a minute for a network', () => {
    expect(
      taken(
        rows(),
        Array.from({ length: 100 }, () => '203.0.113.0/24'),
      ),
    ).toBe(60)
    expect(
      taken(
        rows(),
        Array.from({ length: 100 }, () => '2001:db8:1:2::/64'),
      ),
    ).toBe(60)
  })

  // A /48 has 65536 networks: with sixty rows each, one household filled the audit.
  it('are six hundred for the networks of a /48, and take nothing from any other', () => {
    const limit = rows()
    expect(taken(limit, networksOf('2001:db8:1', 700))).toBe(600)
    expect(taken(limit, networksOf('2001:db8:2', 10))).toBe(10)
    expect(taken(limit, ['203.0.113.0/24', 'unknown'])).toBe(2)
  })

  it('that a network was not given take nothing from the /48', () => {
    const limit = rows()
    taken(
      limit,
      Array.from({ length: 1000 }, () => '2001:db8:1:ffff::/64'),
    )
    expect(taken(limit, networksOf('2001:db8:1', 600))).toBe(540)
  })
})
