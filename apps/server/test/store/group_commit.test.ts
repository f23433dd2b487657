import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createGroupCommit } from '../../src/store/group_commit.ts'
import { StoreUnavailable } from '../../src/store/store.ts'

/** Keeps numbers, a whole batch or nothing; those of `impossible` cannot be kept. */
function numbersWithout(...impossible: readonly number[]) {
  const kept: number[] = []
  const batches: (readonly number[])[] = []
  const commit = async (batch: readonly number[]): Promise<readonly number[]> => {
    batches.push(batch)
    if (batch.some((n) => impossible.includes(n))) throw new StoreUnavailable('it cannot be', { ofOneWrite: true })
    kept.push(...batch)
    return batch
  }
  return { kept, batches, writes: createGroupCommit(commit) }
}
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

describe('a group commit', () => {
  it.each([[[0]], [[7]], [[999]], [[3, 4, 500, 998]]])(
    'fails the writes that cannot be, and no other of their batch: %j of a thousand',
    async (impossible) => {
      const { kept, batches, writes } = numbersWithout(...impossible)
      // Alone on its way: the others gather meanwhile.
      const first = writes.write(-1)
      const outcomes = await Promise.allSettled(upTo(1000).map((n) => writes.write(n)))
      await first
      const lost = outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))
      expect(lost).toEqual(impossible)
      expect(kept).toEqual([-1, ...upTo(1000).filter((n) => !impossible.includes(n))])
      // A thousand in nine, and halves of halves, not one by one.
      expect(batches.length).toBeLessThan(11 + impossible.length * 16)
    },
  )

  it('fails a whole batch once where the store itself is the reason', async () => {
    let tried = 0
    const writes = createGroupCommit(async () => {
      tried += 1
      throw new StoreUnavailable('the disk is full')
    })
    const outcomes = await Promise.allSettled(upTo(20).map((n) => writes.write(n)))
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
    expect(tried).toBe(1)
  })

  it.each([
    ['together what is written side by side', 31, [31]],
    ['at once when many wait, and the others after them', 100, [32, 68]],
    ['so many at a time as a quick disk does best with', 300, [32, 128, 128, 12]],
  ])('takes %s', async (_, count, sizes) => {
    const taken: number[] = []
    const writes = createGroupCommit(async (batch: readonly number[]) => {
      taken.push(batch.length)
      return batch
    })
    await Promise.all(upTo(count).map((n) => writes.write(n)))
    expect(taken).toEqual(sizes)
  })

  it('gives a slow disk all that waits', async () => {
    const taken: number[] = []
    const writes = createGroupCommit(async (batch: readonly number[]) => {
      taken.push(batch.length)
      await pause(10)
      return batch
    })
    await Promise.all(upTo(1300).map((n) => writes.write(n)))
    expect(taken).toEqual([32, 1000, 268])
  })

  it('is not idle while something waits that nobody has begun with', async () => {
    const { kept, writes } = numbersWithout()
    void writes.write(7)
    await writes.idle()
    expect(kept).toEqual([7])
  })

  it('goes on after all of that, and is idle when nothing waits', async () => {
    const { kept, writes } = numbersWithout(1, 2)
    const outcomes = Promise.allSettled(upTo(4).map((n) => writes.write(n)))
    await writes.idle()
    expect(kept).toEqual([0, 3])
    await outcomes
    expect(await writes.write(5)).toBe(5)
  })
})
