// What only a node can say to a node: each case is one way in which somebody else might.
import { describe, expect, it } from 'vitest'
import { createSeals, type Seals } from '../../src/nodes/seals.ts'

const here = 'http://10.0.0.1:8787'
const there = 'http://10.0.0.2:8787'
let at = 1_800_000_000_000

const sealsOf = (url: string, ...secrets: string[]): Seals =>
  createSeals({ secrets: secrets.length === 0 ? ['s'.repeat(32)] : secrets, url, now: () => at })

describe('a seal', () => {
  it('says to the node that it is for what was sealed', () => {
    expect(sealsOf(there).open('relay', sealsOf(here).seal('relay', there, '203.0.113.7'))).toBe('203.0.113.7')
  })

  it('opens once', () => {
    const [to, seal] = [sealsOf(there), sealsOf(here).seal('relay', there, 'a')]
    expect([to.open('relay', seal), to.open('relay', seal)]).toEqual(['a', null])
  })

  it('is good for one node and one purpose', () => {
    const seal = sealsOf(here).seal('relay', there, 'a')
    expect(sealsOf(here).open('relay', seal)).toBeNull()
    expect(sealsOf(there).open('ask', seal)).toBeNull()
  })

  it('is good for half a minute, whichever clock is ahead', () => {
    for (const [ms, good] of [
      [29_000, true],
      [31_000, false],
      [-29_000, true],
      [-31_000, false],
    ] as const) {
      const seal = sealsOf(here).seal('relay', there, 'a')
      at += ms
      expect(sealsOf(there).open('relay', seal), `${ms}`).toBe(good ? 'a' : null)
      at -= ms
    }
  })

  it('is remembered for as long as it is good', () => {
    const [from, to] = [sealsOf(here), sealsOf(there)]
    const seal = from.seal('relay', there, 'a')
    at -= 29_000
    expect(to.open('relay', seal)).toBe('a')
    at += 58_000
    to.open('relay', from.seal('relay', there, 'b'))
    expect(to.open('relay', seal)).toBeNull()
    at -= 29_000
  })

  it('is taken under each of the secrets, so that they can be changed', () => {
    const [old, fresh] = ['o'.repeat(32), 'n'.repeat(32)]
    expect(sealsOf(there, fresh, old).open('ask', sealsOf(here, old, fresh).seal('ask', there, 'a'))).toBe('a')
    expect(sealsOf(there, fresh).open('ask', sealsOf(here, old, fresh).seal('ask', there, 'a'))).toBeNull()
  })

  it('is none when anything of it was changed', () => {
    const seal = sealsOf(here).seal('relay', there, '203.0.113.7')
    const [version, body = '', mac = ''] = seal.split('.')
    const forged = Buffer.from(JSON.stringify([there, at, 'n', '192.0.2.1'])).toString('base64url')
    const wrong = [
      '',
      '.',
      '1..',
      seal.slice(0, -1),
      `${seal}.`,
      `2.${body}.${mac}`,
      `${version}.${forged}.${mac}`,
      `${version}.${body}.`,
      `${version}.${body}.${'A'.repeat(mac.length)}`,
      'x'.repeat(100_000),
    ]
    for (const text of wrong) expect(sealsOf(there).open('relay', text), text.slice(0, 40)).toBeNull()
  })

  it('shows no secret', () => {
    expect(Buffer.from(sealsOf(here).seal('relay', there, 'a').split('.')[1]!, 'base64url').toString()).not.toContain(
      'sss',
    )
  })
})
