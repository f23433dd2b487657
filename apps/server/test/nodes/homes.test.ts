// Where rooms live: everyone finds the same place, everyone gets a fair share, and few rooms move.
import { describe, expect, it } from 'vitest'
import { homeAmong } from '../../src/nodes/homes.ts'

const nodes = ['http://10.0.0.1:8787', 'http://10.0.0.2:8787', 'http://10.0.0.3:8787']
const rooms = Array.from({ length: 3000 }, (_, n) => `room ${n}`)
const homes = (among: readonly string[]) => rooms.map((room) => homeAmong(among, 7, room))

describe('the home of a room', () => {
  it('is none among no nodes', () => {
    expect(homeAmong([], 7, 'lobby')).toBeNull()
  })

  it('is the same in whatever order the nodes are known', () => {
    expect(homes(nodes.toReversed())).toEqual(homes(nodes))
  })

  it('gives each node its share', () => {
    for (const node of nodes) {
      const share = homes(nodes).filter((home) => home === node).length / rooms.length
      expect(share).toBeGreaterThan(0.28)
      expect(share).toBeLessThan(0.39)
    }
  })

  it('moves only the rooms of a node that goes, and only to a node that comes', () => {
    const [gone, ...left] = nodes
    const [before, after] = [homes(nodes), homes(left)]
    for (const [i, home] of before.entries()) if (home !== gone) expect(after[i]).toBe(home)
    for (const [i, home] of after.entries()) if (before[i] !== home) expect(before[i]).toBe(gone)
  })

  it('differs between apps', () => {
    expect(rooms.map((room) => homeAmong(nodes, 8, room))).not.toEqual(homes(nodes))
  })
})
