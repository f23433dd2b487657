import { describe, expect, it } from 'vitest'
import { createGate, type Gate } from '../../src/load/gate.ts'

interface Fake {
  readonly gate: Gate
  /** From the next look on the loop is so busy. */
  readonly busy: (share: number) => void
  readonly wait: (ms: number) => void
  /** Gives what lets go of it. */
  readonly take: (count: number) => () => void
}

function start(): Fake {
  let [at, share] = [0, 0]
  const gate = createGate({ now: () => at, utilization: () => share })
  return {
    gate,
    busy(next) {
      share = next
      at += 100
    },
    wait(ms) {
      at += ms
    },
    take(count) {
      const all = Array.from({ length: count }, () => gate.enter())
      return () => {
        for (const done of all) done()
      }
    },
  }
}

describe('the gate', () => {
  it('closes when the event loop is busy and there is enough in hand', () => {
    const { gate, busy, take } = start()
    take(16)
    expect(gate.closed).toBe(false)
    busy(0.89)
    expect(gate.closed).toBe(false)
    busy(0.9)
    expect(gate.closed).toBe(true)
  })

  it('refuses nothing while the process would have nothing to do otherwise', () => {
    const { gate, busy, take } = start()
    busy(1)
    expect(gate.closed).toBe(false)
    const done = take(15)
    expect(gate.closed).toBe(false)
    take(1)
    expect(gate.closed).toBe(true)
    done()
    expect(gate.closed).toBe(false)
  })

  it('goes by the last tenth of a second, and opens as soon as that was quiet', () => {
    const { gate, busy, wait, take } = start()
    take(20)
    busy(1)
    expect(gate.closed).toBe(true)
    busy(0.2)
    expect(gate.closed).toBe(false)
    wait(99)
    expect(gate.closed).toBe(false)
  })

  it('closes at two thousand in hand however quiet the process is: they wait for something else', () => {
    const { gate, take } = start()
    take(1999)
    expect(gate.closed).toBe(false)
    const done = take(1)
    expect(gate.closed).toBe(true)
    done()
    expect(gate.closed).toBe(false)
  })

  it('sees the event loop of this process', async () => {
    const gate = createGate()
    for (let n = 0; n < 16; n += 1) gate.enter()
    await new Promise((later) => setTimeout(later, 150))
    expect(gate.closed).toBe(false)
    const until = performance.now() + 300
    while (performance.now() < until);
    expect(gate.closed).toBe(true)
  })
})
