// Somebody at the door of a process that really listens: a WebSocket of `ws` with its messages and its end, or the status of a refusal.
import { onTestFinished } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import { closeNameOf, parseHubMessage, subprotocol, type ClientMessage, type HubMessage } from '@roompass/room/protocol'

export interface Guest {
  readonly socket: WebSocket
  readonly say: (message: ClientMessage) => void
  /** The next message of this type that was not asked for before. */
  readonly hear: <T extends HubMessage['type']>(type: T) => Promise<Extract<HubMessage, { type: T }>>
  /** The name of the close code, or the code where it has none. */
  readonly ended: Promise<string | number>
}

export interface Knock extends Omit<ClientOptions, 'path' | 'protocol'> {
  readonly protocol?: string | string[]
  readonly path?: string
}

/** @returns a guest, or the HTTP status of the refusal */
export function knock(
  url: string,
  { protocol = subprotocol, path = '/v1/room', ...options }: Knock = {},
): Promise<Guest | number> {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + path, protocol, options)
  onTestFinished(() => socket.terminate())
  return new Promise((done, failed) => {
    socket.on('unexpected-response', (request, response) => {
      request.destroy()
      done(response.statusCode ?? 0)
    })
    socket.on('error', failed)
    const guest = guestOf(socket)
    socket.on('open', () => done(guest))
  })
}

/** A guest who is let in to say hello. */
export async function enter(url: string, options: Knock = {}): Promise<Guest> {
  const answer = await knock(url, options)
  if (typeof answer === 'number') throw new Error(`the handshake was refused with ${answer}`)
  return answer
}

/** A guest who has said hello and was welcomed. */
export async function join(url: string, kitToken: string, options: Knock = {}): Promise<Guest> {
  const guest = await enter(url, options)
  guest.say({ type: 'hello', kitToken })
  await guest.hear('welcome')
  return guest
}

function guestOf(socket: WebSocket): Guest {
  const heard: HubMessage[] = []
  const look = new Set<() => void>()
  socket.on('message', (data) => {
    // oxlint-disable-next-line typescript/no-base-to-string -- a text message arrives as one Buffer
    const parsed = parseHubMessage(data.toString())
    if (!parsed.ok) throw new Error(`the hub said something no client understands: ${parsed.detail}`)
    heard.push(parsed.message)
    for (const again of look) again()
  })
  const ended = new Promise<string | number>((done) =>
    socket.on('close', (code, reason) => done(closeNameOf(code, reason.toString()) ?? code)),
  )
  return {
    socket,
    say: (message) => socket.send(JSON.stringify(message)),
    hear: (type) =>
      new Promise((done, failed) => {
        const again = (): void => {
          const at = heard.findIndex((message) => message.type === type)
          if (at === -1) return
          look.delete(again)
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- found by its type
          done(heard.splice(at, 1)[0] as Extract<HubMessage, { type: typeof type }>)
        }
        look.add(again)
        again()
        void ended.then((name) => failed(new Error(`the connection ended with ${name} before any ${type}`)))
      }),
    ended,
  }
}
