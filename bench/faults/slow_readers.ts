// `node bench/faults/slow_readers.ts [--people 1000] [--stalled 50]`: so many people in rooms of five; some of them stop to read while the others of their
// rooms send them as much as anybody may. When they are out, what that takes of the server, and what those notice who talk in other rooms.
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { subprotocol } from '@roompass/room/protocol'
import { mintFor } from '../../conformance/harness/tokens.ts'
import { amount } from '../amounts.ts'
import { percentile } from './loader.ts'
import { atMost, exactly, report } from './report.ts'
import { memoryOf } from './served.ts'
import { openDoor } from './sessions.ts'
import { openSite } from './site.ts'

const people = amount('people', 1000)
const stalled = amount('stalled', 50)
const perRoom = 5
const site = await openSite({ room: openDoor, limits: { socketsPerNetwork: 20_000 } })
const node = await site.start()

interface Person {
  readonly socket: WebSocket
  readonly peerId: string
}

async function enter(n: number): Promise<Person> {
  const room = Math.floor(n / perRoom)
  const kitToken = mintFor(site.app, { userId: `user-${n}`, roomId: `room-${room}`, expiresIn: 3600 })
  const socket = new WebSocket(`${node.url.replace('http', 'ws')}/v1/room`, subprotocol, { perMessageDeflate: false })
  socket.on('error', () => undefined)
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'hello', kitToken }))
  const [data] = await once(socket, 'message')
  return { socket, peerId: JSON.parse(String(data)).self.peerId }
}

const all: Person[] = []
for (let n = 0; n < people; n += 50)
  all.push(...(await Promise.all(Array.from({ length: Math.min(50, people - n) }, (_, i) => enter(n + i)))))
const pings = setInterval(
  () => all.forEach(({ socket }) => socket.readyState === WebSocket.OPEN && socket.send('{"type":"ping"}')),
  10_000,
)

/** Milliseconds until the others of a room have heard what was said there. Only in rooms in which everybody reads. */
const heardMs: number[] = []
const saidAt = new Map<string, number>()
for (const { socket } of all.slice(stalled * perRoom))
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString())
    if (message.type === 'media') heardMs.push(performance.now() - (saidAt.get(message.peerId) ?? Number.NaN))
  })
let turn = 0
const talking = setInterval(() => {
  for (let n = stalled * perRoom; n < all.length; n += perRoom) {
    const speaker = all[n + (turn % perRoom)]
    if (speaker === undefined) continue
    saidAt.set(speaker.peerId, performance.now())
    speaker.socket.send(`{"type":"media","microphone":${turn % 2 === 0},"camera":false}`)
  }
  turn += 1
}, 250)
await pause(5000)
const quiet = heardMs.splice(0)
const before = await memoryOf(node.pid)

/** The first one of each of these rooms stands still; the others of the room send them what their limits allow. */
const sdp = `v=0\r\n${'a=x:0123456789abcdef\r\n'.repeat(2000)}`
const began = performance.now()
const floods: NodeJS.Timeout[] = []
for (let room = 0; room < stalled; room += 1) {
  const [still, ...others] = all.slice(room * perRoom, (room + 1) * perRoom)
  if (still === undefined) continue
  // Its pings go on: it is alive, and does not read.
  still.socket.pause()
  const signal = JSON.stringify({ type: 'signal', to: still.peerId, epoch: 1, description: { type: 'offer', sdp } })
  const flood = (): void => others.forEach(({ socket }) => socket.send(signal))
  floods.push(setInterval(flood, 1000))
}

/** The server's close is behind what was not read: the server is asked. */
async function stillThere(): Promise<number> {
  const response = await fetch(`${node.url}/v1/rooms`, { headers: site.headers })
  const { rooms }: { rooms: { people: { userId: string; connected: boolean }[] }[] } = await response.json()
  const here = new Set(
    rooms.flatMap(({ people: inside }) => inside.filter((one) => one.connected).map((one) => one.userId)),
  )
  return Array.from({ length: stalled }, (_, room) => `user-${room * perRoom}`).filter((one) => here.has(one)).length
}
let most = before
const watch = setInterval(() => void memoryOf(node.pid).then((mib) => (most = Math.max(most, mib))), 250)
let outAfter = Number.POSITIVE_INFINITY
while (performance.now() - began < 60_000) {
  await pause(500)
  if ((await stillThere()) > 0) continue
  outAfter = (performance.now() - began) / 1000
  break
}
const others = all.filter((_, n) => n % perRoom !== 0 || n >= stalled * perRoom)
const lost = others.filter(({ socket }) => socket.readyState !== WebSocket.OPEN).length
for (const timer of [...floods, talking, watch, pings]) clearInterval(timer)
const code = await node.stop()
report(
  'slow_readers',
  {
    people,
    stalled,
    quiet_heard_p99_ms: percentile(quiet, 0.99),
    heard_p99_ms: percentile(heardMs, 0.99),
    memory_mib: most,
    memory_more_mib: most - before,
    out_after_s: outAfter,
    others_lost: lost,
    exit_code: code ?? -1,
  },
  {
    heard_p99_ms: atMost(100),
    memory_more_mib: atMost(64),
    out_after_s: atMost(20),
    others_lost: exactly(0),
    exit_code: exactly(0),
  },
)
await site.end()
process.exit()
