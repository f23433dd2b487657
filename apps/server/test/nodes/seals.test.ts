// What only a node can say to a node: each case is one way in which somebody else might.
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSeals, type Seals } from '../../src/nodes/seals.ts'

const here = 'http://10.0.0.1:8787'
const there = 'http://10.0.0.2:8787'
const toThere = { url: there, speaks: 1 }
let at = 1_800_000_000_000

const secrets = ['s'.repeat(32)]
/** A node with clocks of its own: that on the wall, and the one that nobody sets. */
function nodeWithClocks(url: string) {
  const clocks = { wall: at, steady: 1000 * Math.random() }
  const seals = createSeals({ secrets, url, speaks: 1, now: () => clocks.wall, steady: () => clocks.steady })
  return { ...seals, clocks }
}
type NodeWithClocks = ReturnType<typeof nodeWithClocks>
function pass(ms: number, ...nodes: readonly NodeWithClocks[]): void {
  for (const { clocks } of nodes) {
    clocks.wall += ms
    clocks.steady += ms
  }
}
const hour = 3_600_000

const sealsOf = (url: string, ...own: string[]): Seals =>
  createSeals({ secrets: own.length === 0 ? secrets : own, url, speaks: 1, now: () => at })

describe('a seal', () => {
  it('says to the node that it is for what was sealed', () => {
    expect(sealsOf(there).open('relay', sealsOf(here).seal('relay', toThere, '203.0.113.7'))).toBe('203.0.113.7')
  })

  it('opens once', () => {
    const [to, seal] = [sealsOf(there), sealsOf(here).seal('relay', toThere, 'a')]
    expect([to.open('relay', seal), to.open('relay', seal)]).toEqual(['a', null])
  })

  it('is good for one node and one purpose', () => {
    const seal = sealsOf(here).seal('relay', toThere, 'a')
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
      const seal = sealsOf(here).seal('relay', toThere, 'a')
      at += ms
      expect(sealsOf(there).open('relay', seal), `${ms}`).toBe(good ? 'a' : null)
      at -= ms
    }
  })

  it('is remembered for as long as it is good', () => {
    const [from, to] = [sealsOf(here), sealsOf(there)]
    const seal = from.seal('relay', toThere, 'a')
    at -= 29_000
    expect(to.open('relay', seal)).toBe('a')
    at += 58_000
    to.open('relay', from.seal('relay', toThere, 'b'))
    expect(to.open('relay', seal)).toBeNull()
    at -= 29_000
  })

  it('opens once, also when the clock of the node that it is for is set back to where it was good', () => {
    const [from, to] = [nodeWithClocks(here), nodeWithClocks(there)]
    const seal = from.seal('relay', toThere, 'a')
    expect(to.open('relay', seal)).toBe('a')
    for (let n = 0; n < 60; n += 1) {
      pass(60_000, from, to)
      expect(to.open('relay', from.seal('relay', toThere, 'b'))).toBe('b')
    }
    to.clocks.wall -= hour
    expect(to.open('relay', seal)).toBeNull()
  })

  it('opens once, also when that clock is set forward and back again', () => {
    const [from, to] = [nodeWithClocks(here), nodeWithClocks(there)]
    const seal = from.seal('relay', toThere, 'a')
    expect(to.open('relay', seal)).toBe('a')
    to.clocks.wall += hour
    to.open('relay', from.seal('relay', toThere, 'b'))
    to.clocks.wall -= hour
    expect(to.open('relay', seal)).toBeNull()
  })

  it.each([-hour, hour])('goes on opening between nodes that know each other when a clock is set by %i', (ms) => {
    for (const whose of ['from', 'to'] as const) {
      const nodes = { from: nodeWithClocks(here), to: nodeWithClocks(there) }
      const { from, to } = nodes
      expect(to.open('relay', from.seal('relay', toThere, 'a'))).toBe('a')
      nodes[whose].clocks.wall += ms
      for (let n = 0; n < 5; n += 1) {
        pass(20_000, from, to)
        const seal = from.seal('relay', toThere, 'b')
        expect([to.open('relay', seal), to.open('relay', seal)], whose).toEqual(['b', null])
      }
    }
  })

  it('goes on opening when the steady clock of the one who made it stood still, as a machine that sleeps', () => {
    const [from, to] = [nodeWithClocks(here), nodeWithClocks(there)]
    expect(to.open('relay', from.seal('relay', toThere, 'a'))).toBe('a')
    pass(hour, to)
    from.clocks.wall += hour
    expect(to.open('relay', from.seal('relay', toThere, 'b'))).toBe('b')
  })

  it('is too old after half a minute on the way, and where newer ones came a minute ago', () => {
    const [from, to] = [nodeWithClocks(here), nodeWithClocks(there)]
    expect(to.open('relay', from.seal('relay', toThere, 'a'))).toBe('a')
    const [late, later] = [from.seal('relay', toThere, 'b'), from.seal('relay', toThere, 'c')]
    pass(29_000, from, to)
    expect(to.open('relay', late)).toBe('b')
    pass(2000, from, to)
    expect(to.open('relay', later)).toBeNull()
    pass(60_000, from, to)
    expect(to.open('relay', from.seal('relay', toThere, 'd'))).toBe('d')
    to.clocks.wall -= 62_000
    expect(to.open('relay', later)).toBeNull()
  })

  it('of a node of the version before, which says nothing of a steady clock, opens once as well', () => {
    const to = nodeWithClocks(there)
    const body = Buffer.from(JSON.stringify([there, at, 'nonce', 'a'])).toString('base64url')
    const key = createHmac('sha256', secrets[0]!).update('roompass-node/v1').digest()
    const old = `1.${body}.${createHmac('sha256', key).update(`relay\n${body}`).digest('base64url')}`
    expect([to.open('relay', old), to.open('relay', old)]).toEqual(['a', null])
    expect(nodeWithClocks(there).open('relay', old)).toBe('a')
    expect(createSeals({ secrets, url: there, speaks: 1, now: () => at + 31_000 }).open('relay', old)).toBeNull()
  })

  it('is of the newest version that both nodes take, and of no other', () => {
    const of = (url: string, speaks: number) => createSeals({ secrets, url, speaks, now: () => at })
    const versions = [1, 2, 3, 4]
    for (const from of versions)
      for (const to of versions) {
        const seal = of(here, from).seal('relay', { url: there, speaks: to }, 'a')
        expect(seal.startsWith(`${Math.min(from, to)}.`)).toBe(true)
        expect(of(there, to).open('relay', seal), `${from} to ${to}`).toBe(from < to - 1 ? null : 'a')
      }
  })

  it('is taken under each of the secrets, so that they can be changed', () => {
    const [old, fresh] = ['o'.repeat(32), 'n'.repeat(32)]
    expect(sealsOf(there, fresh, old).open('ask', sealsOf(here, old, fresh).seal('ask', toThere, 'a'))).toBe('a')
    expect(sealsOf(there, fresh).open('ask', sealsOf(here, old, fresh).seal('ask', toThere, 'a'))).toBeNull()
  })

  it('is none when anything of it was changed', () => {
    const seal = sealsOf(here).seal('relay', toThere, '203.0.113.7')
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
    expect(Buffer.from(sealsOf(here).seal('relay', toThere, 'a').split('.')[1]!, 'base64url').toString()).not.toContain(
      'sss',
    )
  })
})
