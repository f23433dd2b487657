import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchReading } from '../../src/http/reading.ts'

class Socket extends EventEmitter {
  readonly pings: string[] = []
  closed: string | null = null
  ping(data: unknown): void {
    this.pings.push(String(data))
  }
  close(code?: number, reason?: string | Buffer): void {
    this.closed = `${code} ${String(reason)}`
  }
  answer(data: string): void {
    this.emit('pong', Buffer.from(data))
  }
}

const much = 'x'.repeat(64 * 1024)
const slow = '4508 slow_consumer'

describe('whoever is sent much', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function start() {
    const socket = new Socket()
    return { socket, reading: watchReading(socket, 12_000) }
  }

  it('is asked for a sign behind it, and closed when none comes', () => {
    const { socket, reading } = start()
    reading.sent(much)
    expect(socket.pings).toEqual(['1'])
    vi.advanceTimersByTime(11_999)
    expect(socket.closed).toBeNull()
    vi.advanceTimersByTime(1)
    expect(socket.closed).toBe(slow)
  })

  it('is asked once for what goes on to come, and again after a sign', () => {
    const { socket, reading } = start()
    for (let n = 0; n < 5; n += 1) reading.sent(much)
    expect(socket.pings).toEqual(['1'])
    socket.answer('1')
    expect(socket.pings).toEqual(['1'])
    reading.sent(much)
    expect(socket.pings).toEqual(['1', '2'])
    vi.advanceTimersByTime(11_999)
    socket.answer('2')
    vi.advanceTimersByTime(60_000)
    expect(socket.closed).toBeNull()
  })

  it.each(['', '0', '2', 'x'])('is not helped by a sign that says %j', (data) => {
    const { socket, reading } = start()
    reading.sent(much)
    socket.answer(data)
    vi.advanceTimersByTime(12_000)
    expect(socket.closed).toBe(slow)
  })

  it('may have had it in small pieces', () => {
    const { socket, reading } = start()
    for (let n = 0; n < 1024; n += 1) {
      expect(socket.pings).toEqual([])
      reading.sent('x'.repeat(64))
    }
    expect(socket.pings).toEqual(['1'])
  })

  it('leaves no timer behind', () => {
    const { socket, reading } = start()
    reading.sent(much)
    socket.emit('close')
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('whoever is sent little', () => {
  it('is asked nothing', () => {
    const socket = new Socket()
    const reading = watchReading(socket, 12_000)
    for (let n = 0; n < 100; n += 1) reading.sent('x'.repeat(600))
    expect(socket.pings).toEqual([])
  })
})
