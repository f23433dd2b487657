import { describe, expect, it } from 'vitest'
import { next } from '../src/at_once.ts'

describe('what comes next', () => {
  it('is done at once with what is there', () => {
    expect(next(20, (n) => n + 1)).toBe(21)
  })

  it('waits for what is on its way', async () => {
    const later = next(Promise.resolve(20), (n) => n + 1)
    expect(later).toBeInstanceOf(Promise)
    expect(await later).toBe(21)
  })

  it('may have to be waited for itself', async () => {
    expect(await next(20, async (n) => n + 1)).toBe(21)
  })

  it('is not done when the first never comes', async () => {
    const fault = new Error('gone')
    const never = (): never => expect.unreachable()
    await expect(next(Promise.reject(fault), never)).rejects.toBe(fault)
  })
})
