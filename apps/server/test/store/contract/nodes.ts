// The nodes of every store: who lives, for how long they have said nothing, and that only those are forgotten who are meant.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { NodeSelf } from '../../../src/store/store.ts'
import type { Ground } from './kinds.ts'

export function nodeOf(fields: Partial<NodeSelf> = {}): NodeSelf {
  return { url: 'http://10.0.0.1:8787', id: 'first', speaks: 1, ...fields }
}

export function nodeContract({ fresh }: Ground): void {
  it('tells who lives, by their URL', async () => {
    const store = await fresh()
    expect(await store.seenNodes()).toEqual([])
    const nodes = [nodeOf({ url: 'http://b' }), nodeOf({ url: 'http://a', id: 'other', speaks: 2 })]
    for (const node of nodes) await store.announceNode(node)
    const seen = await store.seenNodes()
    expect(seen).toEqual([
      { ...nodes[1], ageMs: expect.any(Number) },
      { ...nodes[0], ageMs: expect.any(Number) },
    ])
    for (const { ageMs } of seen) expect(ageMs).toBeLessThan(5000)
  })

  it('counts the time since a node spoke, and one that starts anew takes its own place', async () => {
    const store = await fresh()
    await store.announceNode(nodeOf())
    await pause(300)
    const [old] = await store.seenNodes()
    expect(old!.ageMs).toBeGreaterThanOrEqual(250)
    await store.announceNode(nodeOf({ id: 'second' }))
    const [young, ...others] = await store.seenNodes()
    expect(young).toMatchObject({ id: 'second' })
    expect(young!.ageMs).toBeLessThan(old!.ageMs)
    expect(others).toEqual([])
  })

  it('forgets whom it is told to, unless they have spoken meanwhile or started anew', async () => {
    const store = await fresh()
    const { url, id } = nodeOf()
    await store.announceNode(nodeOf())
    expect(await store.forgetNode({ url, id, olderThanMs: 30_000 })).toBe(false)
    expect(await store.forgetNode({ url, id: 'second', olderThanMs: 0 })).toBe(false)
    expect(await store.forgetNode({ url: 'http://b', id, olderThanMs: 0 })).toBe(false)
    expect(await store.seenNodes()).toHaveLength(1)
    expect(await store.forgetNode({ url, id, olderThanMs: 0 })).toBe(true)
    expect(await store.seenNodes()).toEqual([])
  })
}
