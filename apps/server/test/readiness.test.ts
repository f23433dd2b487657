import { describe, expect, it } from 'vitest'
import { createReadiness } from '../src/readiness.ts'
import { StoreUnavailable } from '../src/store/store.ts'
import { createCapturedLog } from './fakes/captured_log.ts'

function start() {
  const log = createCapturedLog()
  const state: { fault: Error | null } = { fault: null }
  const check = async (): Promise<void> => {
    if (state.fault !== null) throw state.fault
  }
  const readiness = createReadiness({ check }, log)
  return { log, state, check: () => readiness.check(), retire: () => readiness.retire() }
}

describe('readiness', () => {
  it('is that of the store, and says in the log when it changes, not each time', async () => {
    const { state, check, log } = start()
    await check()
    state.fault = new StoreUnavailable('the disk is full')
    for (let n = 0; n < 5; n += 1) await expect(check()).rejects.toThrow('the disk is full')
    expect(log.events).toEqual(['warn not_ready'])
    expect(log.lines[0]).toContain('"code":"store_unavailable"')
    expect(log.lines[0]).toContain('the disk is full')
    state.fault = null
    for (let n = 0; n < 5; n += 1) await check()
    expect(log.events).toEqual(['warn not_ready', 'info ready_again'])
  })

  it('repeats nothing of an error that is not the store’s own', async () => {
    const { state, check, log } = start()
    state.fault = new TypeError('postgres://user:password@host')
    await expect(check()).rejects.toThrow(TypeError)
    expect(log.lines.join()).not.toContain('password')
    expect(log.lines.join()).toContain('TypeError')
  })

  it('asks the store once for all who ask at the same time: a flood of them is no flood of writes', async () => {
    let asked = 0
    const answer = Promise.withResolvers<void>()
    const check = (): Promise<void> => {
      asked += 1
      return answer.promise
    }
    const readiness = createReadiness({ check }, createCapturedLog())
    const all = Array.from({ length: 100 }, () => readiness.check())
    expect(asked).toBe(1)
    answer.resolve()
    await Promise.all(all)
    await readiness.check()
    expect(asked).toBe(2)
  })

  it('ends for good when the server retires', async () => {
    const { check, retire, log } = start()
    retire()
    await expect(check()).rejects.toThrow('closing')
    expect(log.lines).toEqual([])
  })
})
