import { describe, expect, it } from 'vitest'
import { createGate, type Gate } from '../../src/load/gate.ts'

interface Fake {
  readonly gate: Gate
  /** The loop is so busy for so long, and asked every 50 milliseconds. */
  readonly pass: (ms: number, share: number) => void
  /** Gives what lets go of it. */
  readonly take: (count: number) => () => void
}

function start(): Fake {
  let [at, share] = [0, 0]
  const gate = createGate({ now: () => at, utilization: () => share })
  return {
    gate,
    pass(ms, next) {
      share = next
      for (const end = at + ms; at < end;) {
        at += 50
        void gate.closed
      }
    },
    take(count) {
      const all = Array.from({ length: count }, () => gate.enter())
      return () => {
        for (const work of all) work.done()
      }
    },
  }
}

describe('the gate', () => {
  it('closes when the event loop is busy for long and there is enough in hand', () => {
    const { gate, pass, take } = start()
    take(64)
    pass(1000, 0.89)
    expect(gate.closed).toBe(false)
    pass(250, 0.9)
    expect(gate.closed).toBe(false)
    pass(50, 0.9)
    expect(gate.closed).toBe(true)
  })

  it('refuses nothing while the process would have nothing to do otherwise', () => {
    const { gate, pass, take } = start()
    take(63)
    pass(1000, 1)
    expect(gate.closed).toBe(false)
    const done = take(1)
    pass(300, 1)
    expect(gate.closed).toBe(true)
    done()
    expect(gate.closed).toBe(false)
  })

  // Once a process that others had kept from the processor for a moment refused those who had come meanwhile.
  it('takes what has come at once, and only so much of it', () => {
    const { gate, pass, take } = start()
    take(127)
    pass(100, 1)
    expect(gate.closed).toBe(false)
    take(1)
    expect(gate.closed).toBe(true)
    pass(50, 0.5)
    expect(gate.closed).toBe(false)
  })

  it('takes more in hand where more is finished in time, and no more than that', () => {
    const { gate, pass, take } = start()
    take(300)
    pass(350, 1)
    expect(gate.closed).toBe(true)
    take(1000)()
    pass(50, 1)
    expect(gate.closed).toBe(false)
    take(100)
    expect(gate.closed).toBe(true)
    pass(50, 1)
    expect(gate.closed).toBe(true)
  })

  it('opens as soon as a moment was quiet, and begins anew', () => {
    const { gate, pass, take } = start()
    take(70)
    pass(1000, 1)
    expect(gate.closed).toBe(true)
    pass(50, 0.2)
    expect(gate.closed).toBe(false)
    pass(250, 1)
    expect(gate.closed).toBe(false)
    pass(50, 1)
    expect(gate.closed).toBe(true)
  })

  it('has nothing in hand of what waits for whoever asked', async () => {
    const { gate, pass } = start()
    const [all, last] = [Array.from({ length: 64 }, () => gate.enter()), Promise.withResolvers<string>()]
    pass(400, 1)
    expect(gate.closed).toBe(true)
    const heard = all.map((work) => work.aside(last.promise))
    expect(gate.closed).toBe(false)
    last.resolve('all of it')
    expect(await Promise.all(heard)).toEqual(Array(64).fill('all of it'))
    expect(gate.closed).toBe(true)
    for (const work of all) work.done()
    expect(gate.closed).toBe(false)
  })

  it('has it in hand again when it waited in vain', async () => {
    const { gate, pass, take } = start()
    take(63)
    pass(400, 1)
    const fault = new Error('gone')
    await expect(gate.enter().aside(Promise.reject(fault))).rejects.toBe(fault)
    expect(gate.closed).toBe(true)
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
    for (let n = 0; n < 128; n += 1) gate.enter()
    await new Promise((later) => setTimeout(later, 150))
    expect(gate.closed).toBe(false)
    const until = performance.now() + 300
    while (performance.now() < until);
    expect(gate.closed).toBe(true)
  })
})
