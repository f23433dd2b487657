// `node bench/faults/slow_clients.ts`: 500 connections that never finish their headers or their body, while others ask for tokens.
// One line of JSON, a table, and 1 when the claims do not hold.
import { once } from 'node:events'
import { connect } from 'node:net'
import { load, percentile } from './loader.ts'
import { report } from './report.ts'
import { startServed } from './served.ts'

const count = 500
const seconds = 22
const beginnings = [
  'GET /v1/app HTTP/1.1\r\nHost: loc',
  'POST /v1/kit-tokens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
]

const served = await startServed()
const common = { port: served.port, request: served.tokenRequest, rate: 100, connections: 20 }
const quiet = await load({ ...common, seconds: 5 })

/** Adds a byte each second, and gives the seconds until it is cut off. */
async function trickle(text: string): Promise<number> {
  const socket = connect({ port: served.port, host: '127.0.0.1', localAddress: '127.0.0.2' })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const began = performance.now()
  socket.write(text)
  const more = setInterval(() => socket.write('x'), 1000)
  socket.resume()
  await once(socket, 'close')
  clearInterval(more)
  return (performance.now() - began) / 1000
}
const slow = Array.from({ length: count }, (_, n) => trickle(beginnings[n % 2] ?? ''))
const busy = await load({ ...common, seconds })
const gone = await Promise.race([Promise.all(slow), new Promise<null>((late) => setTimeout(() => late(null), 5000))])
const code = await served.stop()

const healthy = busy.get(201) ?? []
report(
  'slow_clients',
  {
    slow_clients: count,
    quiet_p99_ms: percentile(quiet.get(201) ?? [], 0.99),
    healthy_p99_ms: percentile(healthy, 0.99),
    healthy: healthy.length,
    refused: [...busy].filter(([status]) => status !== 201).reduce((sum, [, times]) => sum + times.length, 0),
    cut_off_after_s: gone === null ? Number.POSITIVE_INFINITY : Math.max(...gone),
    exit_code: code ?? -1,
  },
  {
    healthy_p99_ms: (v) => v <= 100,
    refused: (v) => v === 0,
    cut_off_after_s: (v) => v <= 20,
    exit_code: (v) => v === 0,
  },
)
