// WebSockets that lead to a hub in memory, and a network between them that can be cut. Tokens are those of the house.
import { createRoomClient, createFakeEngine, type FakeEngine, type RoomClient } from '../../src/client/index.ts'
import type { RoomClientOptions, RoomEvents, WebSocketLike, WebSocketMaker } from '../../src/client/index.ts'
import type { ConnectionHandler } from '../../src/hub/index.ts'
import { closeCodes, type ClientMessage, type CloseName, type HubMessage } from '../../src/protocol/index.ts'
import { createHouse, settle, type House, type HouseOptions, type TokenInput } from '../hub/house.ts'

/** One side of a WebSocket as the tests see it. */
export interface FakeSocket extends WebSocketLike {
  readonly url: string
  readonly protocol: string
  /** What the client sent. */
  readonly sent: ClientMessage[]
  readonly closed: boolean
  /** The connection breaks; both sides learn of it. */
  cut(): void
  /** The connection breaks and nobody is told. */
  freeze(): void
  /** The hub says something it would not say by itself. */
  say(message: HubMessage): void
  /** The hub closes, for a reason it would not have by itself. */
  endWith(why: CloseName): void
}

export interface Network {
  readonly house: House
  readonly sockets: FakeSocket[]
  readonly webSocket: WebSocketMaker
  /** False: new connections fail. */
  online: boolean
  /** True: what clients say from now on is lost with their connection. */
  readonly last: FakeSocket
}

export function createNetwork(options: HouseOptions = {}): Network {
  const house = createHouse(options)
  const sockets: FakeSocket[] = []
  const network = {
    house,
    sockets,
    online: true,
    webSocket: class {
      constructor(url: string, protocol: string) {
        // oxlint-disable-next-line no-constructor-return -- the client wants a constructor, the tests a closure
        return createSocket(url, protocol)
      }
    } as unknown as WebSocketMaker,
    get last() {
      const socket = sockets.at(-1)
      if (socket === undefined) throw new Error('nobody has connected')
      return socket
    },
  }

  function createSocket(url: string, protocol: string): FakeSocket {
    let handler: ConnectionHandler | null = null
    let state: 'connecting' | 'open' | 'frozen' | 'closed' = 'connecting'
    const sent: ClientMessage[] = []
    // Events of a WebSocket never come while its caller is still running.
    const later = (run: () => void): void => queueMicrotask(run)
    const end = (code: number): void => {
      if (state === 'closed') return
      const frozen = state === 'frozen'
      state = 'closed'
      if (!frozen) later(() => socket.onclose?.({ code } as never))
    }
    const receive = (text: string): void => {
      if (state !== 'frozen') later(() => state === 'open' && socket.onmessage?.({ data: text } as never))
    }
    const socket: FakeSocket = {
      url,
      protocol,
      sent,
      onopen: null,
      onmessage: null,
      onclose: null,
      onerror: null,
      get closed() {
        return state === 'closed'
      },
      send(text) {
        if (state === 'connecting') throw new Error('the socket is not open yet')
        if (state !== 'open') return
        sent.push(JSON.parse(text))
        later(() => handler?.message(text))
      },
      close() {
        if (state === 'closed') return
        const wasFrozen = state === 'frozen'
        state = 'closed'
        if (!wasFrozen) later(() => handler?.closed())
      },
      cut() {
        end(1006)
        handler?.closed()
      },
      freeze() {
        state = 'frozen'
      },
      say: (message) => receive(JSON.stringify(message)),
      endWith(why) {
        end(closeCodes[why])
        handler?.closed()
      },
    }
    sockets.push(socket)
    later(() => {
      if (state === 'closed') return
      if (!network.online) return end(1006)
      state = 'open'
      handler = house.hub.opened({
        send: receive,
        close(code) {
          // What was sent before the close arrives before it.
          later(() => end(code))
        },
        bufferedAmount: 0,
      })
      socket.onopen?.({} as never)
    })
    return socket
  }

  return network
}

/** A client on the network, with what it told. */
export interface Visitor {
  readonly client: RoomClient
  readonly engine: FakeEngine
  readonly network: Network
  /** Short lines: states, who came and went. */
  readonly told: string[]
  readonly events: { [K in keyof RoomEvents]: RoomEvents[K][] }
}

export function createVisitor(
  network: Network,
  token: TokenInput = {},
  more: Partial<RoomClientOptions> = {},
): Visitor {
  const engine = createFakeEngine()
  const client = createRoomClient({
    kitToken: network.house.token(token),
    serverUrl: 'http://room.test',
    engine,
    webSocket: network.webSocket,
    clock: network.house.clock,
    random: () => 0,
    ...more,
  })
  const told: string[] = []
  const events: Visitor['events'] = {
    state: [],
    participantJoined: [],
    participantLeft: [],
    participantChanged: [],
    tokenWillExpire: [],
    refused: [],
  }
  for (const name of Object.keys(events) as (keyof RoomEvents)[]) {
    client.on(name, (value) => (events[name] as unknown[]).push(value))
  }
  client.on('state', (state) => told.push('why' in state ? `${state.name} ${state.why}` : state.name))
  client.on('participantJoined', ({ userId }) => told.push(`${userId} came`))
  client.on('participantLeft', ({ userId }) => told.push(`${userId} went`))
  return { client, engine, network, told, events }
}

/** Lets promises and sockets come to rest. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await settle()
}

/** Time passes; what it sets off comes to rest. */
export async function pass(network: Network, ms: number): Promise<void> {
  const end = network.house.clock.now() + ms
  while (network.house.clock.now() < end) {
    network.house.clock.advance(Math.min(100, end - network.house.clock.now()))
    await settle()
  }
  await rest()
}

/** A visitor inside. */
export async function enter(
  network: Network,
  token: TokenInput = {},
  more: Partial<RoomClientOptions> = {},
): Promise<Visitor> {
  const visitor = createVisitor(network, token, more)
  const joined = visitor.client.join()
  await rest()
  await joined
  return visitor
}
