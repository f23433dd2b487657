// A load of HTTP at a rate that does not wait for the answers, from one process: prepared bytes on connections that are open before it begins, one
// request on each at a time. What waits for a connection counts as late from the moment when it was due.
import { once } from 'node:events'
import { connect } from 'node:net'

export interface Load {
  readonly port: number
  /** The whole request. */
  readonly request: (n: number) => string
  readonly seconds: number
  /** Requests a second; null: on each connection the next one as soon as the last is answered. */
  readonly rate: number | null
  readonly connections: number
  /** Milliseconds that a connection waits after a 503 where nothing is due by a rate. Default 0. */
  readonly backOffMs?: number
  /** The address to come from. Default 127.0.0.1. */
  readonly from?: string
  /** Told each answer as it comes. */
  readonly seen?: (answer: Answer) => void
}

/** Milliseconds of `performance.now()`: what lies between `dueAt` and `sentAt` is this process or a lack of connections, the rest is the server. */
export interface Answer {
  readonly status: number
  readonly dueAt: number
  readonly sentAt: number
  readonly endedAt: number
}

/** Milliseconds from when it was due to the end of the answer, by status; 0 stands for a connection that broke. */
export type Answers = Map<number, number[]>

interface Line {
  /** Told the status when the answer is there as a whole. */
  ask(bytes: string, then: (status: number) => void): void
  readonly broken: boolean
  /** Whether the server has said that it takes nothing more on it. */
  readonly spent: boolean
  end(): void
}

/** Sends the load, and waits for what is under way at its end. */
export async function load(wish: Load): Promise<Answers> {
  const { port, request, seconds, rate, connections, backOffMs = 0, from = '127.0.0.1', seen } = wish
  const answers: Answers = new Map()
  const lines = await Promise.all(Array.from({ length: connections }, () => openLine(port, from)))
  const idle = [...lines]
  const start = performance.now()
  const end = start + seconds * 1000
  const total = rate === null ? 0 : Math.floor(seconds * rate)
  let [sent, underWay] = [0, 0]

  const replace = (line: Line): void => {
    lines.push(line)
    idle.push(line)
    send()
  }
  /** Sends as much as is due and finds a connection. */
  const send = (): void => {
    const now = performance.now()
    // At the end all of it is due: what is reckoned from the time may be one short.
    const due = now >= end ? (rate === null ? sent : total) : rate === null ? Infinity : ((now - start) / 1000) * rate
    while (sent < Math.floor(due)) {
      const line = idle.pop()
      if (line === undefined) return
      // The server has ended it while nothing was asked.
      if (line.broken) continue
      const sentAt = performance.now()
      const dueAt = rate === null ? sentAt : start + (sent / rate) * 1000
      underWay += 1
      const next = (): void => {
        if (!line.broken) idle.push(line)
        // Servers end a connection after so many requests, as they say with its last answer: then there is another one.
        else if (line.spent) void openLine(port, from).then(replace, () => undefined)
        send()
      }
      line.ask(request(sent), (status) => {
        underWay -= 1
        const times = answers.get(status) ?? []
        answers.set(status, times)
        const endedAt = performance.now()
        times.push(endedAt - dueAt)
        seen?.({ status, dueAt, sentAt, endedAt })
        if (status === 503 && backOffMs > 0) setTimeout(next, backOffMs)
        else next()
      })
      sent += 1
    }
  }
  const finished = (): boolean => performance.now() >= end && underWay === 0 && (sent >= total || idle.length === 0)
  await new Promise<void>((done) => {
    const clock = setInterval(() => {
      send()
      if (!finished()) return
      clearInterval(clock)
      done()
    }, 1)
  })
  for (const line of lines) line.end()
  return answers
}

/** What a line reads into: each takes out what is its own at once. The load is to take little of the machine that it shares with the server. */
const buffer = Buffer.alloc(65_536)

async function openLine(port: number, from: string): Promise<Line> {
  let text = ''
  let [answered, broken, spent]: [((status: number) => void) | null, boolean, boolean] = [null, false, false]
  const settle = (status: number): void => {
    const tell = answered
    answered = null
    text = ''
    tell?.(status)
  }
  const read = (size: number): true => {
    text += buffer.toString('latin1', 0, size)
    const head = text.indexOf('\r\n\r\n')
    if (head === -1) return true
    const lower = text.slice(0, head + 2).toLowerCase()
    const at = lower.indexOf('\r\ncontent-length:')
    const length = at === -1 ? 0 : Number.parseInt(lower.slice(at + 17, at + 27), 10)
    if (text.length < head + 4 + length) return true
    spent = lower.includes('\r\nconnection: close\r\n')
    broken ||= spent
    settle(Number(text.slice(9, 12)))
    return true
  }
  const onread = { buffer, callback: read }
  const socket = connect({ port, host: '127.0.0.1', localAddress: from, noDelay: true, onread })
  await once(socket, 'connect')
  socket.on('error', () => undefined)
  socket.on('close', () => {
    broken = true
    settle(0)
  })
  return {
    ask(bytes, then) {
      answered = then
      socket.write(bytes, 'latin1')
    },
    get broken() {
      return broken
    },
    get spent() {
      return spent
    },
    end: () => void socket.destroy(),
  }
}

/** The time below which this share of them lies; NaN of none. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
