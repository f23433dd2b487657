// WebSockets that lead to a hub in memory, and a network between them that can be cut. Tokens are those of the house.
import { createRoomClient, createFakeEngine, type FakeEngine, type RoomClient } from '../../src/client/index.ts'
import type {
  RoomClientOptions,
  RoomEvents,
  SocketEvent,
  WebSocketLike,
  WebSocketMaker,
} from '../../src/client/index.ts'
import type { ConnectionHandler } from '../../src/hub/index.ts'
import { closeCodes, type ClientMessage, type CloseName, type HubMessage } from '../../src/protocol/index.ts'
import { createHouse, settle, type House, type HouseOptions, type TokenInput } from '../hub/house.ts'

/** Events of a WebSocket never come while its caller is still running. */
function later(run: () => void): void {
  queueMicrotask(run)
}

/** A WebSocket as the client and the tests see it. */
export class FakeSocket implements WebSocketLike {
  readonly url: string
  readonly protocol: string
  /** What the client sent. */
  readonly sent: ClientMessage[] = []
  #handler: ConnectionHandler | null = null
  #state: 'connecting' | 'open' | 'frozen' | 'closed' = 'connecting'
  readonly #listeners: { readonly type: string; readonly run: (event: SocketEvent) => void }[] = []

  constructor(network: Network, url: string, protocol: string) {
    this.url = url
    this.protocol = protocol
    network.sockets.push(this)
    later(() => {
      if (this.#state === 'closed') return
      if (!network.online) return this.#end(1006)
      this.#state = 'open'
      this.#handler = network.house.hub.opened({
        send: (text) => this.#receive(text),
        // What was sent before the close arrives before it.
        close: (code, reason) => later(() => this.#end(code, reason)),
        bufferedAmount: 0,
      })
      this.#tell({ type: 'open' })
    })
  }

  get closed(): boolean {
    return this.#state === 'closed'
  }

  addEventListener(type: string, run: (event: SocketEvent) => void): void {
    this.#listeners.push({ type, run })
  }

  send(text: string): void {
    if (this.#state === 'connecting') throw new Error('the socket is not open yet')
    if (this.#state !== 'open') return
    this.sent.push(JSON.parse(text))
    later(() => this.#handler?.message(text))
  }

  close(): void {
    if (this.#state === 'closed') return
    const silent = this.#state === 'frozen'
    this.#state = 'closed'
    if (!silent) later(() => this.#handler?.closed())
  }

  /** The connection breaks; both sides learn of it. */
  cut(): void {
    this.#end(1006)
    this.#handler?.closed()
  }

  /** The connection breaks and nobody is told. */
  freeze(): void {
    this.#state = 'frozen'
  }

  /** The hub says something it would not say by itself. */
  say(message: HubMessage): void {
    this.sayText(JSON.stringify(message))
  }

  sayText(text: string): void {
    this.#receive(text)
  }

  /** The hub closes, for a reason it would not have by itself. */
  endWith(why: CloseName): void {
    this.#end(closeCodes[why], why)
    this.#handler?.closed()
  }

  #receive(text: string): void {
    later(() => {
      if (this.#state === 'open') this.#tell({ type: 'message', data: text })
    })
  }

  #end(code: number, reason = ''): void {
    if (this.#state === 'closed') return
    const silent = this.#state === 'frozen'
    this.#state = 'closed'
    if (!silent) later(() => this.#tell({ type: 'close', code, reason }))
  }

  #tell(event: SocketEvent): void {
    for (const listener of this.#listeners) if (listener.type === event.type) listener.run(event)
  }
}

export interface Network {
  readonly house: House
  readonly sockets: FakeSocket[]
  readonly webSocket: WebSocketMaker
  /** False: new connections fail. */
  online: boolean
  readonly last: FakeSocket
}

export function createNetwork(options: HouseOptions = {}): Network {
  const sockets: FakeSocket[] = []
  const network: Network = {
    house: createHouse(options),
    sockets,
    online: true,
    webSocket: class extends FakeSocket {
      constructor(url: string, protocol: string) {
        super(network, url, protocol)
      }
    },
    get last() {
      const socket = sockets.at(-1)
      if (socket === undefined) throw new Error('nobody has connected')
      return socket
    },
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
  client.on('state', (event) => events.state.push(event))
  client.on('participantJoined', (event) => events.participantJoined.push(event))
  client.on('participantLeft', (event) => events.participantLeft.push(event))
  client.on('participantChanged', (event) => events.participantChanged.push(event))
  client.on('tokenWillExpire', (event) => events.tokenWillExpire.push(event))
  client.on('refused', (event) => events.refused.push(event))
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
  await rest()
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
