// A client that obeys nobody: speaks the room protocol by hand, so that it can also say what the kit never would.
import { parseHubMessage, subprotocol, type HubMessage } from '@roompass/room/protocol'

export interface RawClient {
  /** Everything it was told, in order. */
  readonly heard: readonly HubMessage[]
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  say(message: Readonly<Record<string, unknown>>): void
  /** The first message of a type, also one that came already. Rejects when the connection ends without one. */
  first<T extends HubMessage['type']>(type: T): Promise<Extract<HubMessage, { type: T }>>
  /** Gives the seat back. */
  leave(): Promise<void>
}

/** A connection that has said nothing yet. */
export async function knock(serverUrl: string): Promise<RawClient> {
  const socket = new WebSocket(`${serverUrl.replace('http', 'ws')}/v1/room`, subprotocol)
  const heard: HubMessage[] = []
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  let over = false
  socket.addEventListener('message', ({ data }) => {
    const parsed = parseHubMessage(String(data))
    if (!parsed.ok) throw new Error(`the hub said what its protocol does not have: ${String(data)}`)
    heard.push(parsed.message)
    tell()
  })
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener('close', ({ code, reason }) => {
      over = true
      resolve({ code, reason })
      tell()
    })
  })
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error('the server did not open the WebSocket')))
  })
  return {
    heard,
    closed,
    say: (message) => socket.send(JSON.stringify(message)),
    first<T extends HubMessage['type']>(type: T) {
      type Wanted = Extract<HubMessage, { type: T }>
      return new Promise<Wanted>((resolve, reject) => {
        const look = (): void => {
          const found = heard.find((message): message is Wanted => message.type === type)
          if (found === undefined && !over) return
          listeners.delete(look)
          if (found === undefined) reject(new Error(`the connection ended before ${type}`))
          else resolve(found)
        }
        listeners.add(look)
        look()
      })
    },
    async leave() {
      if (!over) socket.send(JSON.stringify({ type: 'leave' }))
      await closed
    },
  }
}

/** A connection that has said hello. */
export async function sayHello(
  serverUrl: string,
  kitToken: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<RawClient> {
  const client = await knock(serverUrl)
  client.say({ type: 'hello', kitToken, ...more })
  return client
}

/** A person with a seat. @throws Error with the close code when the door stays shut */
export async function enterRaw(serverUrl: string, kitToken: string): Promise<RawClient> {
  const client = await sayHello(serverUrl, kitToken)
  await client.first('welcome').catch(async () => {
    const { code, reason } = await client.closed
    throw new Error(`the door stayed shut: ${code} ${reason}`)
  })
  return client
}
