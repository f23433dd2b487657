// Single use in every store: given once, passed on to whoever brings the ticket, and forgotten when the token has expired.
import { expect, it } from 'vitest'
import type { UseAttempt } from '../../../src/admission/single_use.ts'
import type { Ground } from './kinds.ts'

const tid = '0123456789abcdef'.repeat(4)
const until = 1_700_000_000

const attempt = (fields: Partial<UseAttempt> = {}): UseAttempt => ({
  tid,
  until,
  holder: 'h1',
  brought: null,
  ...fields,
})

export function useContract({ fresh, opened }: Ground): void {
  it('gives the use of a token once, and of another token as well', async () => {
    const store = await fresh()
    expect(await store.useOnce(attempt())).toBe(true)
    expect(await store.useOnce(attempt({ holder: 'h2' }))).toBe(false)
    expect(await store.useOnce(attempt({ tid: 'f'.repeat(64) }))).toBe(true)
  })

  it('gives it to one of many who come at once', async () => {
    const store = await fresh()
    const given = await Promise.all(Array.from({ length: 50 }, (_, i) => store.useOnce(attempt({ holder: `h${i}` }))))
    expect(given.filter(Boolean)).toHaveLength(1)
  })

  it('passes it on to whoever brings the last ticket or the one before it, any number of times', async () => {
    const store = await fresh()
    await store.useOnce(attempt())
    for (let n = 1; n <= 20; n += 1) {
      expect(await store.useOnce(attempt({ holder: `h${n + 1}`, brought: `h${n}` }))).toBe(true)
    }
    // The answer to the last one got lost: the ticket that was brought then still counts.
    expect(await store.useOnce(attempt({ holder: 'h22', brought: 'h20' }))).toBe(true)
    expect(await store.useOnce(attempt({ holder: 'h23', brought: 'h21' }))).toBe(false)
    expect(await store.useOnce(attempt({ holder: 'h23', brought: 'h19' }))).toBe(false)
    expect(await store.useOnce(attempt({ holder: 'h23', brought: 'h22' }))).toBe(true)
  })

  it('lets the first one come again with the ticket that they brought, whose answer was lost', async () => {
    const store = await fresh()
    expect(await store.useOnce(attempt({ brought: 'made' }))).toBe(true)
    expect(await store.useOnce(attempt({ holder: 'h2', brought: 'made' }))).toBe(true)
    expect(await store.useOnce(attempt({ holder: 'h3', brought: 'h1' }))).toBe(false)
    expect(await store.useOnce(attempt({ holder: 'h3', brought: 'h2' }))).toBe(true)
  })

  it('frees it when nothing came of it, for somebody who could never come again, and for nobody else', async () => {
    const store = await fresh()
    await store.useOnce(attempt())
    expect(await store.giveBackUse({ tid, holder: 'h2' })).toBe(false)
    expect(await store.giveBackUse({ tid: 'f'.repeat(64), holder: 'h1' })).toBe(false)
    expect(await store.useOnce(attempt({ holder: 'h2' }))).toBe(false)
    expect(await store.giveBackUse({ tid, holder: 'h1' })).toBe(true)
    expect(await store.giveBackUse({ tid, holder: 'h1' })).toBe(false)
    expect(await store.useOnce(attempt({ holder: 'h2', brought: 'made' }))).toBe(true)
    // By the ticket that they brought it is theirs: it stays so.
    expect(await store.giveBackUse({ tid, holder: 'h2' })).toBe(false)
    expect(await store.useOnce(attempt({ holder: 'h3' }))).toBe(false)
  })

  it('still knows it when it is opened again', async () => {
    const { store, reopen } = await opened()
    await store.useOnce(attempt())
    await store.close()
    if (reopen === undefined) return
    const again = await reopen()
    expect(await again.useOnce(attempt({ holder: 'h2' }))).toBe(false)
    expect(await again.useOnce(attempt({ holder: 'h2', brought: 'h1' }))).toBe(true)
    await again.close()
  })

  it('forgets it a minute after the token has expired, not sooner', async () => {
    const store = await fresh()
    await store.useOnce(attempt())
    await store.sweep(until + 60)
    expect(await store.useOnce(attempt({ holder: 'h2' }))).toBe(false)
    await store.sweep(until + 61)
    expect(await store.useOnce(attempt({ holder: 'h2' }))).toBe(true)
  })

  it('forgets nothing that has not expired by its own clock, whoever says so', async () => {
    const store = await fresh()
    const alive = Math.floor(Date.now() / 1000) + 3600
    await store.useOnce(attempt({ until: alive }))
    await store.sweep(alive + 86_400)
    expect(await store.useOnce(attempt({ until: alive, holder: 'h2' }))).toBe(false)
  })

  it('writes nothing of it into the audit', async () => {
    const store = await fresh()
    await store.useOnce(attempt())
    expect(await store.findAudit({})).toEqual([])
  })
}
