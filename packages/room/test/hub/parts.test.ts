// The small parts of the hub on their own: names, buckets, the mailbox, tickets, limits.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBucket } from '../../src/hub/bucket.ts'
import { createHub, defaultHubLimits } from '../../src/hub/index.ts'
import { createLine } from '../../src/hub/line.ts'
import { createMailbox } from '../../src/hub/mailbox.ts'
import { cleanName } from '../../src/hub/names.ts'
import { createTicket, peerIdOfTicket, sameTicket, webRandom } from '../../src/hub/tickets.ts'
import { createFakeClock } from './fake_clock.ts'

const bytes = (text: string): number => new TextEncoder().encode(text).length

describe('a display name', () => {
  it.each([
    ['Ada', 'Ada'],
    ['  Ada  ', 'Ada'],
    ['A\u0000d\u001b[31ma', 'Ad[31ma'],
    ['A\u0085d\u007fa', 'Ada'],
    ['\u202eadA\u2066\u200f\u061c', 'adA'],
    ['A\u2028da\ufeff', 'Ada'],
    ['A\u030angstro\u0308m', 'Ångström'],
    ['\ud800Ada', 'Ada'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['', ''],
  ])('%j is shown as %j', (given, shown) => {
    expect(cleanName(given)).toBe(shown)
  })

  it('is cut between characters at 256 bytes', () => {
    expect(cleanName('x'.repeat(300))).toBe('x'.repeat(256))
    expect(cleanName('👩‍👩‍👧'.repeat(20))).toBe('👩‍👩‍👧'.repeat(14))
  })

  it('is clean however wild it was, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanName(given)
        expect(bytes(name)).toBeLessThanOrEqual(256)
        expect(name).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        expect(cleanName(name)).toBe(name)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a token bucket', () => {
  it('gives a burst, then a steady rate', () => {
    const clock = createFakeClock()
    const bucket = createBucket(clock, 2, 3)
    expect([1, 2, 3, 4].map(() => bucket.take())).toEqual([true, true, true, false])
    clock.advance(499)
    expect(bucket.take()).toBe(false)
    clock.advance(1)
    expect(bucket.take()).toBe(true)
    clock.advance(3_600_000)
    expect(bucket.take(4)).toBe(false)
    expect(bucket.take(3)).toBe(true)
  })

  it('is neither drained nor filled by a clock that is set', () => {
    let now = 1_000_000
    const bucket = createBucket({ ...createFakeClock(), now: () => now }, 1, 2)
    now = 0
    expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false])
    now = 2_000_000
    expect(bucket.take()).toBe(false)
  })
})

const filled = (limit: number, texts: readonly string[]) => {
  const mailbox = createMailbox(limit)
  for (const text of texts) mailbox.add(() => text)
  return mailbox
}

describe('a mailbox', () => {
  it('numbers what it keeps from 1', () => {
    const mailbox = createMailbox(100)
    expect([1, 2].map(() => mailbox.add((seq) => `#${seq}`))).toEqual(['#1', '#2'])
    expect(mailbox.last).toBe(2)
  })

  it('gives what comes after a number, and null when some of that is gone', () => {
    const mailbox = filled(3, ['a', 'b', 'c', 'd'])
    expect(mailbox.after(4)).toEqual([])
    expect(mailbox.after(2)).toEqual(['c', 'd'])
    expect(mailbox.after(1)).toEqual(['b', 'c', 'd'])
    expect(mailbox.after(0)).toBeNull()
    mailbox.confirm(3)
    expect(mailbox.after(3)).toEqual(['d'])
    expect(mailbox.after(2)).toBeNull()
  })

  it('survives one text that is larger than all it may keep', () => {
    const mailbox = filled(3, ['a', 'xxxx'])
    expect(mailbox.after(1)).toBeNull()
    expect(mailbox.after(2)).toEqual([])
  })

  it('ignores a confirmation of what was never sent', () => {
    const mailbox = filled(9, ['a'])
    mailbox.confirm(7)
    mailbox.add(() => 'b')
    expect(mailbox.after(1)).toEqual(['b'])
  })
})

const lineLimits = { bufferedBytes: 1000, drainSeconds: 15 }

describe('a reader that is slow', () => {
  function start() {
    const [clock, said] = [createFakeClock(), [] as unknown[]]
    const connection = {
      bufferedAmount: 0,
      send(text: string) {
        connection.bufferedAmount += text.length + 2
      },
      close: (code: number) => void said.push(code),
    }
    const line = createLine(connection, lineLimits, clock, () => void said.push('failed'))
    return { clock, said, connection, line }
  }

  it('gets one long message when nothing waits before it, and nothing behind it', () => {
    const { said, line } = start()
    line.sendText('x'.repeat(5000))
    expect(said).toEqual([])
    line.sendText('x')
    expect(said).toEqual([4508, 'failed'])
  })

  it('is given up when something waits for fifteen seconds', () => {
    const { clock, said, line } = start()
    line.sendText('hello')
    clock.advance(14_999)
    expect(said).toEqual([])
    clock.advance(1)
    expect(said).toEqual([4508, 'failed'])
    expect(clock.pending).toBe(0)
  })

  it('is given up within twenty, also when a little trickles away', () => {
    const { clock, said, connection, line } = start()
    line.sendText('x'.repeat(100))
    for (let second = 0; second < 20; second += 1) {
      line.sendText('yy')
      connection.bufferedAmount -= 3
      clock.advance(1000)
    }
    expect(said).toEqual([4508, 'failed'])
  })

  it('is kept as long as each piece is taken in time', () => {
    const { clock, said, connection, line } = start()
    for (let second = 0; second < 300; second += 1) {
      line.sendText('x'.repeat(48))
      if (second >= 10) connection.bufferedAmount -= 50
      clock.advance(1000)
    }
    expect(said).toEqual([])
    connection.bufferedAmount = 0
    clock.advance(5000)
    expect(clock.pending).toBe(0)
  })

  it('is not watched any more when the line is over', () => {
    const { clock, line } = start()
    line.sendText('hello')
    line.hungUp()
    expect(clock.pending).toBe(0)
  })
})

it('a line says nothing after its end, and ends once', () => {
  const said: unknown[] = []
  const connection = {
    send: (text: string) => void said.push(text),
    close: (code: number) => void said.push(code),
    bufferedAmount: 0,
  }
  const line = createLine(connection, lineLimits, createFakeClock(), () => void said.push('failed'))
  line.send({ type: 'pong' })
  line.close('removed')
  line.close('left')
  line.send({ type: 'pong' })
  expect(said).toEqual(['{"type":"pong"}', 4420])
})

describe('a ticket', () => {
  it('names its seat and is never the same twice', () => {
    const tickets = Array.from({ length: 50 }, () => createTicket('peer', webRandom))
    expect(new Set(tickets).size).toBe(50)
    expect(tickets.every((ticket) => peerIdOfTicket(ticket) === 'peer')).toBe(true)
  })

  it('equals itself alone', () => {
    const ticket = createTicket('peer', webRandom)
    const last = ticket.endsWith('A') ? 'B' : 'A'
    for (const other of ['', ticket.slice(1), `${ticket}A`, ticket.slice(0, -1) + last]) {
      expect(sameTicket(other, ticket)).toBe(false)
    }
    expect(sameTicket(ticket, ticket)).toBe(true)
  })
})

const admit = () => Promise.reject(new Error('never asked'))

describe('the limits', () => {
  it('must be positive numbers; the error names the one that is not', () => {
    for (const value of [0, -1, NaN, Infinity]) {
      expect(() => createHub({ admit, limits: { resumeSeconds: value } })).toThrow('limits.resumeSeconds')
    }
    expect(defaultHubLimits.maxPeople).toBe(6)
  })
})
