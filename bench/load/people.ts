// Many people in rooms over bare WebSockets, in a process of its own so that what it takes is not counted as the server's. Its parent
// (rooms.ts) tells it to join, then to talk, and is told what that took.
import { WebSocket } from 'ws'
import { subprotocol } from '@roompass/room/protocol'
import type { AppKey } from '../../conformance/harness/process.ts'
import { mintFor } from '../../conformance/harness/tokens.ts'

export interface PeopleCall {
  readonly url: string
  readonly app: AppKey
  readonly people: number
  readonly perSecond: number
  readonly talk: { readonly rooms: number; readonly perSecond: number; readonly seconds: number }
}

export type PeopleNews =
  | { readonly now: 'joined'; readonly joinMs: readonly number[]; readonly failed: number }
  | { readonly now: 'talked'; readonly heardMs: readonly number[]; readonly wanted: number; readonly failed: number }

const perRoom = 5

process.once('message', (call: PeopleCall) => void live(call))

async function live({ url, app, people, perSecond, talk }: PeopleCall): Promise<void> {
  const [joinMs, heardMs]: [number[], number[]] = [[], []]
  const seated: WebSocket[] = []
  /** When each person said something, by their peer ID. */
  const sayings = new Map<string, number[]>()
  const peers: string[] = []
  let failed = 0
  // Minted before: what is measured is the door.
  const tokens = Array.from({ length: people }, (_, n) =>
    mintFor(app, { userId: `user-${n}`, roomId: `room-${Math.floor(n / perRoom)}`, expiresIn: 3600 }),
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
  await atRate(people, perSecond, (n, dueAt) => joining.push(join(n, dueAt)))
  await Promise.all(joining)
  process.send?.({ now: 'joined', joinMs, failed } satisfies PeopleNews)
  await new Promise((later) => process.once('message', later))

  const said = talk.perSecond * talk.seconds
  await atRate(said, talk.perSecond, (nth, dueAt) => {
    // In each room another one in turn.
    for (let room = 0; room < talk.rooms; room += 1) {
      const speaker = room * perRoom + (nth % perRoom)
      sayings.get(peers[speaker] ?? '')?.push(dueAt)
      seated[speaker]?.send(`{"type":"media","microphone":${Math.floor(nth / perRoom) % 2 === 0},"camera":false}`)
    }
  })
  await new Promise((later) => setTimeout(later, 2000))
  const news: PeopleNews = { now: 'talked', heardMs, wanted: said * talk.rooms * (perRoom - 1), failed }
  process.send?.(news, () => process.exit())
}

/** Does something so often, so many times a second, however long the one before takes. */
async function atRate(count: number, perSecond: number, act: (nth: number, dueAt: number) => unknown): Promise<void> {
  const began = performance.now()
  for (let done = 0; done < count;) {
    const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * perSecond))
    for (; done < due; done += 1) act(done, began + (done / perSecond) * 1000)
    await new Promise((later) => setTimeout(later, 2))
  }
}
