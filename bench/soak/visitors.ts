// Who comes and goes during a soak: they get a token, come in, turn a microphone on, renew, and leave in one of several ways; and somebody tries forged tokens.
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { subprotocol } from '@roompass/room/protocol'
import { enterRaw, sayHello, type RawClient } from '../../conformance/harness/raw_client.ts'
import { withFlippedBit } from '../../conformance/harness/tokens.ts'
import type { Node } from '../faults/site.ts'

export interface Visits {
  visits: number
  renewed: number
  revoked: number
  vanished: number
  forged: number
  /** What went wrong, by what it was. */
  readonly failures: Map<string, number>
}

const perRoom = 4

/** So many people at a time come and go until the signal. */
export async function comeAndGo(node: Node, people: number, over: AbortSignal): Promise<Visits> {
  const tally: Visits = { visits: 0, renewed: 0, revoked: 0, vanished: 0, forged: 0, failures: new Map() }
  const failed = (what: string): void => void tally.failures.set(what, (tally.failures.get(what) ?? 0) + 1)
  await Promise.all([
    forge(node, over, tally, failed),
    ...Array.from({ length: people }, async (_, who) => {
      await pause((who / people) * 3000)
      for (let n = 0; !over.aborted; n += 1) {
        await visit(node, `guest-${who}-${n}`, `visit-${Math.floor(who / perRoom)}`, who + n, tally).catch(
          async (error: unknown) => {
            failed(error instanceof Error ? error.message : String(error))
            await pause(1000)
          },
        )
      }
    }),
  ])
  return tally
}

async function tokenFor(node: Node, userId: string, roomId: string): Promise<string> {
  const { status, kitToken } = await node.ask(userId, roomId)
  if (status !== 201) throw new Error(`no token: ${status}`)
  return kitToken
}

async function visit(node: Node, userId: string, roomId: string, nth: number, tally: Visits): Promise<void> {
  const kitToken = await tokenFor(node, userId, roomId)
  if (nth % 5 === 0) {
    await vanish(node, kitToken)
    tally.vanished += 1
    return
  }
  const client = await enterRaw(node.url, kitToken)
  tally.visits += 1
  await pause(1000 + (nth % 7) * 500)
  client.say({ type: 'media', microphone: true, camera: false })
  client.say({ type: 'renew', kitToken: await tokenFor(node, userId, roomId) })
  await client.first('renewed')
  tally.renewed += 1
  await pause(1000 + (nth % 4) * 500)
  if (nth % 5 === 1) {
    if ((await node.revoke(userId)) !== 201) throw new Error('the revocation was not acknowledged')
    await closedWith(client, 4411)
    tally.revoked += 1
    const again = await sayHello(node.url, kitToken)
    await closedWith(again, 4411)
  } else if (nth % 5 === 2) {
    client.say({ type: 'nonsense-of-a-broken-client', kitToken: 1 })
    client.say({ type: 'media', microphone: 'perhaps' })
    await closedWith(client, 4400)
  } else await client.leave()
}

async function closedWith(client: RawClient, wanted: number): Promise<void> {
  const { code } = await Promise.race([client.closed, pause(10_000, { code: 0 })])
  if (code !== wanted) throw new Error(`closed with ${code} instead of ${wanted}`)
}

/** Comes in, and the connection breaks without a word. */
async function vanish(node: Node, kitToken: string): Promise<void> {
  const socket = new WebSocket(`${node.url.replace('http', 'ws')}/v1/room`, subprotocol, { perMessageDeflate: false })
  await new Promise<void>((done, failed) => {
    socket.on('error', failed)
    socket.on('close', (code) => failed(new Error(`the door stayed shut: ${code}`)))
    socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', kitToken })))
    socket.on('message', () => done())
  })
  await pause(500)
  socket.terminate()
}

/** Forged tokens, more than the limit for those that are wrong has room for: none may open the door. */
async function forge(node: Node, over: AbortSignal, tally: Visits, failed: (what: string) => void): Promise<void> {
  const forged = withFlippedBit(await tokenFor(node, 'mallory', 'lobby'))
  for (; !over.aborted; await pause(2000)) {
    const client = await sayHello(node.url, forged)
    await closedWith(client, 4401).catch(() => closedWith(client, 4429))
    tally.forged += 1
    if (client.heard.length > 0) failed('a forged token opened the door')
  }
}
