// When a link in trouble restarts, and when it is built anew.
import { describe, expect, it } from 'vitest'
import { createRecovery, type Recovery } from '../../../src/client/engines/mesh/recovery.ts'
import { createFakeClock, type FakeClock } from '../../hub/fake_clock.ts'

interface Watched {
  readonly clock: FakeClock
  readonly recovery: Recovery
  /** What was done, at which second. */
  readonly log: string[]
}

function watch(): Watched {
  const clock = createFakeClock()
  const start = clock.now()
  const log: string[] = []
  const at = (what: string): number => log.push(`${what} ${(clock.now() - start) / 1000}`)
  const recovery: Recovery = createRecovery(clock, {
    restartIce: () => at('restart'),
    rebuild() {
      at('rebuild')
      recovery.began()
    },
  })
  recovery.began()
  return { clock, recovery, log }
}

describe('a link in trouble', () => {
  it('that is disconnected restarts ICE after two seconds', () => {
    const { clock, recovery, log } = watch()
    recovery.changed('connected')
    recovery.changed('disconnected')
    clock.advance(1999)
    expect(log).toEqual([])
    clock.advance(1)
    expect(log).toEqual(['restart 2'])
  })

  it('that heals by itself is left alone', () => {
    const { clock, recovery, log } = watch()
    recovery.changed('connected')
    recovery.changed('disconnected')
    clock.advance(1500)
    recovery.changed('connected')
    clock.advance(100_000)
    expect(log).toEqual([])
    expect(clock.pending).toBe(0)
  })

  it('that failed restarts ICE at once', () => {
    const { recovery, log } = watch()
    recovery.changed('connected')
    recovery.changed('failed')
    expect(log).toEqual(['restart 0'])
  })

  it('is built anew after three restarts', () => {
    const { clock, recovery, log } = watch()
    recovery.changed('connected')
    recovery.changed('disconnected')
    clock.advance(23_000)
    expect(log).toEqual(['restart 2', 'restart 9', 'restart 16', 'rebuild 23'])
  })

  it('is built anew at once when it fails a fourth time', () => {
    const { recovery, log } = watch()
    recovery.changed('connected')
    for (let time = 0; time < 4; time += 1) {
      recovery.changed('failed')
      recovery.changed('connecting')
    }
    expect(log).toEqual(['restart 0', 'restart 0', 'restart 0', 'rebuild 0'])
  })

  it('counts restarts anew after it was connected', () => {
    const { recovery, log } = watch()
    for (let time = 0; time < 5; time += 1) {
      recovery.changed('connected')
      recovery.changed('failed')
    }
    expect(log).toEqual(['restart 0', 'restart 0', 'restart 0', 'restart 0', 'restart 0'])
  })

  it('that never connects is built anew every thirty seconds', () => {
    const { clock, recovery, log } = watch()
    recovery.changed('connecting')
    clock.advance(65_000)
    expect(log).toEqual(['rebuild 30', 'rebuild 60'])
  })

  it('tries at once when the network is back, and only then', () => {
    const { recovery, log } = watch()
    recovery.changed('connected')
    recovery.nudge()
    expect(log).toEqual([])
    recovery.changed('disconnected')
    recovery.nudge()
    expect(log).toEqual(['restart 0'])
  })

  it('that breaks while negotiating is built anew after longer and longer waits', () => {
    const { clock, recovery, log } = watch()
    for (let time = 0; time < 4; time += 1) {
      recovery.broken()
      clock.advance(8000)
    }
    expect(log).toEqual(['rebuild 1', 'rebuild 10', 'rebuild 20', 'rebuild 32'])
  })

  it('does nothing after the end', () => {
    const { clock, recovery, log } = watch()
    recovery.changed('disconnected')
    recovery.stop()
    clock.advance(100_000)
    expect(log).toEqual([])
    expect(clock.pending).toBe(0)
  })
})
