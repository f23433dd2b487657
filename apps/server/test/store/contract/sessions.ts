// Ended sessions in every store: kept with their row of the audit, told of in order, and forgotten when they would be over in any case.
import { expect, it } from 'vitest'
import { entryOf, plain, type Ground } from './kinds.ts'

const until = 1_700_000_000
const idOf = (name: string): string => name.padEnd(22, '_')
const ended = () => entryOf({ event: 'session.ended' })

export function sessionContract({ fresh, opened }: Ground): void {
  it('ends a session once, with one row of the audit', async () => {
    const store = await fresh()
    expect(await store.endSession({ id: idOf('a'), until }, ended())).toBe(true)
    expect(await store.endSession({ id: idOf('a'), until: until + 1 }, ended())).toBe(false)
    expect(await store.endedSessions({ sequence: 0 })).toMatchObject([{ id: idOf('a'), until }])
    expect((await plain(store)).map(({ event }) => event)).toEqual(['session.ended'])
  })

  it('tells of them in their order, from where somebody stands, page by page', async () => {
    const store = await fresh()
    const ids = Array.from({ length: 30 }, (_, i) => idOf(`s${i}`))
    await Promise.all(ids.map((id) => store.endSession({ id, until }, ended())))
    const first = await store.endedSessions({ sequence: 0, limit: 20 })
    const rest = await store.endedSessions({ sequence: first.at(-1)!.sequence, limit: 20 })
    expect([...first, ...rest].map(({ id }) => id)).toEqual(ids)
    expect(await store.endedSessions({ sequence: rest.at(-1)!.sequence })).toEqual([])
  })

  it('still knows them when it is opened again', async () => {
    const { store, reopen } = await opened()
    await store.endSession({ id: idOf('a'), until }, ended())
    await store.close()
    if (reopen === undefined) return
    const again = await reopen()
    expect(await again.endedSessions({ sequence: 0 })).toMatchObject([{ id: idOf('a') }])
    await again.close()
  })

  it('forgets them a minute after their time, and later ones come with later numbers', async () => {
    const store = await fresh()
    const alive = Math.floor(Date.now() / 1000) + 3600
    await store.endSession({ id: idOf('old'), until }, ended())
    const [old] = await store.endedSessions({ sequence: 0 })
    await store.sweep(until + 60)
    expect(await store.endedSessions({ sequence: 0 })).toHaveLength(1)
    await store.sweep(until + 61)
    expect(await store.endedSessions({ sequence: 0 })).toEqual([])
    await store.endSession({ id: idOf('new'), until: alive }, ended())
    await store.sweep(alive + 86_400)
    expect(await store.endedSessions({ sequence: old!.sequence })).toMatchObject([{ id: idOf('new') }])
  })

  it.each([
    ['an ID that is none', { id: 'short', until }],
    ['a time that is none', { id: idOf('a'), until: 1.5 }],
  ])('refuses %s', async (_what, session) => {
    const store = await fresh()
    await expect(store.endSession(session, ended())).rejects.toThrow(RangeError)
  })
}
