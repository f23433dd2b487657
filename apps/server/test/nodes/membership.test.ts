// Who lives: heartbeats, doubts, and what a node thinks while the store says nothing. Time moves only when a test moves it.
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLocalBus } from '../../src/bus/local_bus.ts'
import { joinNodes, type Membership } from '../../src/nodes/membership.ts'
import { StoreUnavailable, type NodeSelf, type Store } from '../../src/store/store.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { createFakeTicker } from '../fakes/ticker.ts'

type NodeStore = Pick<Store, 'announceNode' | 'seenNodes' | 'forgetNode'>

/** Nodes a, b and c on a store whose clock is the ticker. */
function createWorld() {
  const ticker = createFakeTicker()
  const bus = createLocalBus()
  const rows = new Map<string, NodeSelf & { at: number }>()
  const down = { all: false, for: '' }
  const slow = { announcing: Promise.resolve() }
  const log = createCapturedLog()

  const storeFor = (url: string): NodeStore => {
    const asked = async <T>(answer: () => T | Promise<T>): Promise<T> => {
      if (down.all || down.for === url) throw new StoreUnavailable('the test says so')
      return answer()
    }
    return {
      announceNode: (node) =>
        asked(async () => {
          await slow.announcing
          rows.set(node.url, { ...node, at: ticker.now() })
        }),
      seenNodes: () =>
        asked(() => [...rows.values()].map(({ at, ...node }) => ({ ...node, ageMs: ticker.now() - at }))),
      forgetNode: ({ url: lost, id, olderThanMs }) =>
        asked(() => {
          const row = rows.get(lost)
          return row?.id === id && ticker.now() - row.at >= olderThanMs && rows.delete(lost)
        }),
    }
  }
  const look = async (name: string, id = `${name} first`, speaks = 1): Promise<Membership> => {
    const url = `http://${name}`
    const self = { url, id, speaks }
    const membership = await joinNodes({ self, appId: 7, store: storeFor(url), bus, log, ticker })
    onTestFinished(() => membership.close())
    return membership
  }
  const join = async (name: string, id?: string, speaks?: number): Promise<Membership> => {
    const membership = await look(name, id, speaks)
    await membership.begin()
    await ticker.advance(0)
    return membership
  }
  const pass = async (seconds: number): Promise<void> => {
    for (let n = 0; n < seconds; n += 1) await ticker.advance(1000)
  }
  return { ticker, rows, down, slow, log, look, join, pass }
}

const all = ['http://a', 'http://b', 'http://c']

async function three() {
  const world = createWorld()
  const [a, b, c] = [await world.join('a'), await world.join('b'), await world.join('c')]
  await world.pass(3)
  expect([a.nodes, b.nodes, c.nodes]).toEqual([all, all, all])
  return { ...world, a, b, c }
}

describe('nodes', () => {
  it('know of each other as soon as one says that it listens', async () => {
    const { join } = createWorld()
    const a = await join('a')
    const b = await join('b')
    expect(b.nodes).toEqual(['http://a', 'http://b'])
    expect(a.nodes).toEqual(['http://a', 'http://b'])
  })

  it('agree on where rooms live', async () => {
    const { a, b, c } = await three()
    for (let n = 0; n < 50; n += 1) {
      expect([b.homeOf(`${n}`), c.homeOf(`${n}`)]).toEqual([a.homeOf(`${n}`), a.homeOf(`${n}`)])
      expect([a, b, c].filter((one) => one.isHere(`${n}`))).toHaveLength(1)
    }
  })

  it('miss one that says nothing for seven seconds, and not sooner', async () => {
    const { a, c, pass } = await three()
    c.close()
    await pass(4)
    expect(a.nodes).toEqual(all)
    await pass(6)
    expect(a.nodes).toEqual(['http://a', 'http://b'])
  })

  it('take one for dead sooner that could not be reached, if it has missed a heartbeat', async () => {
    const { a, b, c, pass, ticker } = await three()
    c.close()
    a.doubt('http://c')
    await ticker.advance(0)
    expect(a.nodes).toEqual(all)
    await pass(4)
    a.doubt('http://c')
    await ticker.advance(0)
    await ticker.advance(0)
    expect([a.nodes, b.nodes]).toEqual([
      ['http://a', 'http://b'],
      ['http://a', 'http://b'],
    ])
  })

  it('do not believe a doubt of one that goes on announcing itself', async () => {
    const { a, pass } = await three()
    for (let n = 0; n < 10; n += 1) {
      a.doubt('http://c')
      await pass(1)
      expect(a.nodes).toEqual(all)
    }
  })

  it('hear at once of one that leaves', async () => {
    const { a, b, c, ticker } = await three()
    await c.leave()
    await ticker.advance(0)
    await ticker.advance(0)
    expect([a.nodes, b.nodes, c.nodes]).toEqual([
      ['http://a', 'http://b'],
      ['http://a', 'http://b'],
      ['http://a', 'http://b'],
    ])
    expect(c.isHere('lobby')).toBe(false)
  })

  it('do not see one again that leaves while it announces itself', async () => {
    const { a, c, rows, slow, pass } = await three()
    let kept = (): void => undefined
    slow.announcing = new Promise((done) => (kept = done))
    await pass(2)
    const left = c.leave()
    await pass(1)
    kept()
    await left
    await pass(1)
    expect([...rows.keys()]).not.toContain('http://c')
    expect(a.nodes).toEqual(['http://a', 'http://b'])
  })

  it('leave out one that speaks no relay at all', async () => {
    const { a, rows, ticker, pass } = await three()
    rows.set('http://old', { url: 'http://old', id: 'old', speaks: 0, at: ticker.now() })
    await pass(3)
    expect(a.nodes).toEqual(all)
  })
})

describe('nodes of several versions', () => {
  it('are one system with those of the version before and after, and know what each of them speaks', async () => {
    const { join, pass, log } = createWorld()
    const [a, b] = [await join('a', 'first', 2), await join('b', 'first', 3)]
    await pass(3)
    for (const one of [a, b]) expect(one.nodes).toEqual(['http://a', 'http://b'])
    for (const one of [a, b])
      expect(one.known).toEqual([
        { url: 'http://a', speaks: 2 },
        { url: 'http://b', speaks: 3 },
      ])
    expect([a.spokenBy('http://b'), b.spokenBy('http://a')]).toEqual([3, 2])
    expect(log.events).not.toContain('error node_version_apart')
  })

  it('leave out one that would not understand them, on both sides, and say so once for each of its runs', async () => {
    const { join, rows, pass, log } = createWorld()
    const [a, b] = [await join('a', 'first', 1), await join('b', 'first', 3)]
    await pass(20)
    expect([a.nodes, b.nodes]).toEqual([['http://a'], ['http://b']])
    const told = (): number => log.events.filter((event) => event === 'error node_version_apart').length
    expect(told()).toBe(2)
    b.close()
    rows.delete('http://b')
    const again = await join('b', 'second', 2)
    await pass(3)
    expect([a.nodes, again.nodes]).toEqual([
      ['http://a', 'http://b'],
      ['http://a', 'http://b'],
    ])
    expect(told()).toBe(2)
  })
})

describe('a node that does not listen yet', () => {
  it('is known to nobody, and sends nobody away who is here', async () => {
    const { join, look, pass } = createWorld()
    const a = await join('a')
    const b = await look('b')
    let told = 0
    b.follow(() => (told += 1))
    await pass(5)
    expect([a.nodes, b.nodes, told]).toEqual([['http://a'], ['http://a'], 0])
    await b.begin()
    expect(told).toBe(1)
    expect(b.nodes).toEqual(['http://a', 'http://b'])
  })
})

describe('while the store says nothing', () => {
  it('every node goes on with what it knew, and nobody is missed when it is back', async () => {
    const { a, b, c, down, pass } = await three()
    const homes = Array.from({ length: 30 }, (_, n) => a.homeOf(`${n}`))
    down.all = true
    await pass(14)
    expect(Array.from({ length: 30 }, (_, n) => a.homeOf(`${n}`))).toEqual(homes)
    await pass(60)
    down.all = false
    for (let n = 0; n < 12; n += 1) {
      await pass(1)
      expect([a.nodes, b.nodes, c.nodes]).toEqual([all, all, all])
    }
  })

  it('to one node alone, that one sends nobody on after fifteen seconds, and is missed by the others', async () => {
    const { a, b, down, pass, log } = await three()
    down.for = 'http://a'
    await pass(10)
    expect(b.nodes).toEqual(['http://b', 'http://c'])
    const rooms = Array.from({ length: 30 }, (_, n) => `${n}`)
    expect(rooms.every((room) => a.isHere(room))).toBe(false)
    await pass(8)
    expect(rooms.every((room) => a.isHere(room))).toBe(true)
    expect(log.events).toContain('error nodes_unknown')
    down.for = ''
    await pass(4)
    expect([a.nodes, b.nodes]).toEqual([all, all])
  })
})

describe('two processes with one URL', () => {
  it('are told of in the log', async () => {
    const { join, pass, log } = createWorld()
    await join('a')
    expect(log.events).not.toContain('error node_url_taken')
    await join('a', 'another')
    await pass(4)
    expect(log.events).toContain('error node_url_taken')
  })
})
