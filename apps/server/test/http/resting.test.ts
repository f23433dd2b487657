import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createResting, type Connection, type Resting } from '../../src/http/resting.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

interface Fake {
  readonly socket: Connection & EventEmitter & { reading: boolean }
  /** It asks, and its refusal has gone out. */
  readonly beRefused: () => void
}

function connect(resting: Resting): Fake {
  const socket = Object.assign(new EventEmitter(), {
    reading: true,
    destroyed: false,
    pause: () => (socket.reading = false),
    resume: () => (socket.reading = true),
  })
  return {
    socket,
    beRefused() {
      const outgoing = new EventEmitter()
      resting.refused(socket, outgoing)
      outgoing.emit('finish')
      vi.advanceTimersByTime(0)
    },
  }
}

const refuse = (resting: Resting, count: number): Fake[] =>
  Array.from({ length: count }, () => {
    const connection = connect(resting)
    connection.beRefused()
    return connection
  })
const readingOf = (connections: readonly Fake[]): number => connections.filter(({ socket }) => socket.reading).length

describe('connections that were refused', () => {
  it('are read as before while there are few', () => {
    const resting = createResting()
    for (let n = 0; n < 10; n += 1) {
      expect(readingOf(refuse(resting, 200))).toBe(200)
      vi.advanceTimersByTime(50)
    }
    expect(resting.size).toBe(0)
  })

  it('rest when there are too many, and are read again in their order, so many at once', () => {
    const resting = createResting()
    const all = refuse(resting, 700)
    expect(readingOf(all)).toBe(200)
    vi.advanceTimersByTime(50)
    expect(all.map(({ socket }) => socket.reading)).toEqual(all.map((_, i) => i < 400))
    vi.advanceTimersByTime(100)
    expect(readingOf(all)).toBe(700)
    expect(resting.size).toBe(0)
    vi.advanceTimersByTime(50)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('rest again and again', () => {
    const resting = createResting()
    const [last] = refuse(resting, 201).slice(-1)
    for (let n = 0; n < 30; n += 1) {
      expect(last?.socket.reading).toBe(false)
      vi.advanceTimersByTime(50)
      expect(last?.socket.reading).toBe(true)
      refuse(resting, 200)
      last?.beRefused()
    }
    expect(last?.socket.listenerCount('close')).toBe(1)
  })

  it('are forgotten when they end', () => {
    const resting = createResting()
    const all = refuse(resting, 300)
    expect(resting.size).toBe(100)
    for (const { socket } of all) socket.emit('close')
    expect(resting.size).toBe(0)
  })
})
