// Many people in rooms over bare WebSockets, in a process of its own so that what it takes is not counted as the server's. Its parent
// (crowd.ts) tells it to join, then to talk, and is told what that took.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { WebSocket } from 'ws'
import { subprotocol } from '@roompass/room/protocol'
import type { AppKey } from '../../conformance/harness/process.ts'
import { mintFor } from '../../conformance/harness/tokens.ts'

export interface PeopleCall {
  readonly url: string
  readonly app: AppKey
  readonly people: number
  /** In each room. */
  readonly perRoom: number
  /** The rooms that they join, one after the other. Default: room-0, room-1, … */
  readonly rooms?: readonly string[]
  readonly perSecond: number
  readonly talk: { readonly rooms: number; readonly perSecond: number; readonly seconds: number }
}

export type PeopleNews =
  | { readonly now: 'joined'; readonly joinMs: readonly number[]; readonly lateMs: number; readonly failed: number }
  | {
      readonly now: 'talked'
      readonly heardMs: readonly number[]
      readonly wanted: number
      readonly lateMs: number
      readonly failed: number
    }

/** How late this process itself is: what of the times is its own. */
const resolution = 1
const delays = monitorEventLoopDelay({ resolution })
const lateMs = (): number => delays.percentile(99) / 1e6 - resolution

process.once('message', (call: PeopleCall) => void live(call))

async function live({ url, app, people, perRoom, rooms, perSecond, talk }: PeopleCall): Promise<void> {
  const [joinMs, heardMs]: [number[], number[]] = [[], []]
  const seated: WebSocket[] = []
  /** When each person said something, by their peer ID. */
  const sayings = new Map<string, number[]>()
  const peers: string[] = []
  let failed = 0
  const roomOf = (nth: number): string => rooms?.[nth] ?? `room-${nth}`
  // Minted before: what is measured is the door.
  const tokens = Array.from({ length: people }, (_, n) =>
    mintFor(app, { userId: `user-${n}`, roomId: roomOf(Math.floor(n / perRoom)), expiresIn: 3600 }),
  )
  const join = (n: number, dueAt: number): Promise<void> =>
    new Promise((done) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/room`, subprotocol, { perMessageDeflate: false })
      seated[n] = socket
      const heard = new Map<string, number>()
      socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', kitToken: tokens[n] })))
      socket.on('error', () => undefined)
      socket.on('close', () => {
        failed += 1
        done()
      })
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString())
        if (message.type === 'welcome') {
          peers[n] = message.self.peerId
          sayings.set(message.self.peerId, [])
          joinMs.push(performance.now() - dueAt)
          done()
        } else if (message.type === 'media') {
          const nth = heard.get(message.peerId) ?? 0
          heard.set(message.peerId, nth + 1)
          heardMs.push(performance.now() - (sayings.get(message.peerId)?.[nth] ?? Number.NaN))
        }
      })
    })
  // As the kit does: a sign of life every ten seconds, each at another moment.
  let turn = 0
  setInterval(() => {
    for (let n = turn; n < seated.length; n += 100) if (peers[n] !== undefined) seated[n]?.send('{"type":"ping"}')
    turn = (turn + 1) % 100
  }, 100).unref()

  const joining: Promise<void>[] = []
  delays.enable()
  await atRate(people, perSecond, (n, dueAt) => joining.push(join(n, dueAt)))
  await Promise.all(joining)
  process.send?.({ now: 'joined', joinMs, lateMs: lateMs(), failed } satisfies PeopleNews)
  await new Promise((later) => process.once('message', later))

  const said = talk.perSecond * talk.seconds * talk.rooms
  delays.reset()
  // Rooms know nothing of each other: they do not all speak at the same moment. In each of them another one in turn.
  await atRate(said, talk.perSecond * talk.rooms, (n, dueAt) => {
    const [room, nth] = [n % talk.rooms, Math.floor(n / talk.rooms)]
    const speaker = room * perRoom + (nth % perRoom)
    sayings.get(peers[speaker] ?? '')?.push(dueAt)
    seated[speaker]?.send(`{"type":"media","microphone":${Math.floor(nth / perRoom) % 2 === 0},"camera":false}`)
  })
  const late = lateMs()
  await new Promise((later) => setTimeout(later, 2000))
  const news: PeopleNews = { now: 'talked', heardMs, wanted: said * (perRoom - 1), lateMs: late, failed }
  // They leave, rather than vanish: their seats are free again.
  await Promise.all(seated.map((socket) => leave(socket)))
  process.send?.(news, () => process.exit())
}

function leave(socket: WebSocket): Promise<unknown> {
  return new Promise((left) => {
    socket.on('close', left)
    socket.send('{"type":"leave"}')
  })
}

/** Does something so often, so many times a second, however long the one before takes. */
async function atRate(count: number, perSecond: number, act: (nth: number, dueAt: number) => unknown): Promise<void> {
  const began = performance.now()
  for (let done = 0; done < count;) {
    const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * perSecond) + 1)
    for (; done < due; done += 1) act(done, began + (done / perSecond) * 1000)
    await new Promise((later) => setTimeout(later, 1))
  }
}
