import { describe, expect, it } from 'vitest'
import { entryOf, storeContract } from '../store/contract.ts'
import { createMemoryStore } from './memory_store.ts'

storeContract({
  name: 'the fake in memory',
  canFail: true,
  async open() {
    const store = createMemoryStore()
    return {
      store,
      outage() {
        store.available = false
        return () => (store.available = true)
      },
    }
  },
})

describe('the fake in memory', () => {
  it('lets a test look at a write that is on its way', async () => {
    const store = createMemoryStore()
    const release = store.hold()
    const write = store.recordAudit(entryOf())
    await new Promise((later) => setTimeout(later, 5))
    expect(store.rows).toEqual([])
    release()
    await write
    expect(store.rows).toHaveLength(1)
  })
})
