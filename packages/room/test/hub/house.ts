// A hub in memory with readable tokens, and people who talk to it and remember what they heard.
import {
  createHub,
  type Admission,
  type AdmitContext,
  type ConnectionHandler,
  type Duplicates,
  type Hub,
  type HubEvent,
  type HubLimits,
  type HubPass,
  type OneUse,
} from '../../src/hub/index.ts'
import {
  closeNameOf,
  parseHubMessage,
  type ClientMessage,
  type CloseName,
  type HubMessage,
} from '../../src/protocol/index.ts'
import { createFakeClock, type FakeClock } from './fake_clock.ts'

/** A token of these tests is its pass, in JSON; `lifetime` counts seconds from when it is made. */
export interface TokenInput extends Partial<Omit<HubPass, 'expiresAt'>> {
  readonly lifetime?: number
  /** The token is for one use. */
  readonly once?: boolean
}

export interface Guest {
  readonly heard: HubMessage[]
  /** Why the hub ended the connection. */
  readonly closed: CloseName | null
  /** How often the hub ended it: never more than once. */
  readonly closes: number
  bufferedAmount: number
  /** The transport reports a close that the hub asked for only when `vanish` is called. */
  reportsLate: boolean
  say(message: ClientMessage): void
  sayText(text: string): void
  /** The network breaks. */
  vanish(): void
  readonly vanished: boolean
  all<T extends HubMessage['type']>(type: T): Extract<HubMessage, { type: T }>[]
  last<T extends HubMessage['type']>(type: T): Extract<HubMessage, { type: T }>
  readonly peerId: string
}

export interface House {
  readonly clock: FakeClock
  readonly hub: Hub
  readonly events: HubEvent[]
  readonly asked: AdmitContext[]
  token(input?: TokenInput): string
  /** A connection that has said nothing yet. */
  knock(address?: string): Guest
  /** A connection that has said hello and heard the answer. */
  join(
    input?: TokenInput,
    more?: { media?: { microphone: boolean; camera: boolean }; useTicket?: string },
  ): Promise<Guest>
  /** A new connection for the seat of an earlier one. */
  resume(
    guest: Guest,
    input?: TokenInput,
    more?: { seen?: number; fresh?: boolean; useTicket?: string },
  ): Promise<Guest>
  /** Admissions wait from now on, until the function it gives is called. */
  holdAdmissions(): () => Promise<void>
  /** The uses of tokens, by `tid`: the tickets that take them over. */
  readonly uses: Map<string, string[]>
  /** Taking a use waits from now on, until the function it gives is called. */
  holdUses(): () => Promise<void>
}

/** Lets everything that was promised happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

export interface HouseOptions {
  readonly limits?: Partial<HubLimits>
  readonly duplicates?: Duplicates
  readonly refuse?: (pass: HubPass, context: AdmitContext) => CloseName | null
}

export function createHouse({ limits = {}, duplicates = 'oldest', refuse = () => null }: HouseOptions = {}): House {
  const clock = createFakeClock()
  const events: HubEvent[] = []
  const asked: AdmitContext[] = []
  let gate: Promise<unknown> = Promise.resolve()
  let useGate: Promise<unknown> = Promise.resolve()
  let tickets = 0
  const uses = new Map<string, string[]>()

  const useOf = (tid: string): OneUse => ({
    async take(brought) {
      await useGate
      if (tid === 'unknown') throw new Error('the store is away')
      const kept = uses.get(tid)
      if (kept !== undefined && (brought === undefined || !kept.includes(brought)))
        return { taken: false, close: 'token_used', reason: 'taken' }
      const ticket = `use-${(tickets += 1)}`
      uses.set(tid, brought === undefined ? [ticket] : [ticket, brought])
      return { taken: true, ticket, giveBack: () => brought === undefined && void uses.delete(tid) }
    },
  })

  const hub = createHub({
    clock,
    limits,
    duplicates,
    observe: (event) => events.push(event),
    async admit(kitToken, context): Promise<Admission> {
      asked.push(context)
      await gate
      if (!kitToken.startsWith('{')) return { admitted: false, close: 'token_invalid', reason: 'no JSON' }
      const { once, ...pass }: HubPass & { once?: boolean } = JSON.parse(kitToken)
      const close = refuse(pass, context)
      return close === null
        ? { admitted: true, pass, ...(once === true ? { once: useOf(pass.tid) } : {}) }
        : { admitted: false, close, reason: 'refused by the test' }
    },
  })

  const token = ({ lifetime = 3600, ...rest }: TokenInput = {}): string =>
    JSON.stringify({
      appId: 1,
      userId: 'ada',
      userName: 'Ada',
      roomId: 'lobby',
      publish: true,
      expiresAt: Math.floor(clock.now() / 1000) + lifetime,
      tid: 'a'.repeat(64),
      ...rest,
    })

  const knock = (address?: string): Guest => createGuest(hub, address)

  return {
    clock,
    hub,
    events,
    asked,
    token,
    knock,
    async join(input, more = {}) {
      const guest = knock()
      guest.say({ type: 'hello', kitToken: token(input), ...more })
      await settle()
      return guest
    },
    async resume(guest, input, more = {}) {
      const next = knock()
      next.say({ type: 'hello', kitToken: token(input), resume: guest.last('welcome').ticket, ...more })
      await settle()
      return next
    },
    uses,
    holdUses() {
      const held = Promise.withResolvers<undefined>()
      useGate = held.promise
      return async () => {
        useGate = Promise.resolve()
        held.resolve(undefined)
        await settle()
      }
    },
    holdAdmissions() {
      const held = Promise.withResolvers<undefined>()
      gate = held.promise
      return async () => {
        gate = Promise.resolve()
        held.resolve(undefined)
        await settle()
      }
    },
  }
}

function createGuest(hub: Hub, address: string | undefined): Guest {
  const heard: HubMessage[] = []
  let closed: CloseName | null = null
  let closes = 0
  let gone = false
  let bufferedAmount = 0
  let reportsLate = false
  let handler: ConnectionHandler | null = null
  handler = hub.opened(
    {
      send(text) {
        if (closes > 0) throw new Error('the hub sent something after it had closed')
        if (gone) return
        const parsed = parseHubMessage(text)
        if (!parsed.ok) throw new Error(`the hub said something no client understands: ${parsed.detail}`)
        heard.push(parsed.message)
      },
      close(code, reason) {
        closes += 1
        closed = closeNameOf(code, reason) ?? null
        gone = true
        if (!reportsLate) handler?.closed()
      },
      get bufferedAmount() {
        return bufferedAmount
      },
    },
    address === undefined ? {} : { address },
  )
  const all: Guest['all'] = (type) =>
    heard.filter((message): message is Extract<HubMessage, { type: typeof type }> => message.type === type)
  const last: Guest['last'] = (type) => {
    const found = all(type).at(-1)
    if (found === undefined) throw new Error(`no ${type} was heard, only ${heard.map((m) => m.type).join(', ')}`)
    return found
  }
  return {
    heard,
    all,
    last,
    get closed() {
      return closed
    },
    get vanished() {
      return gone && closed === null
    },
    get closes() {
      return closes
    },
    get bufferedAmount() {
      return bufferedAmount
    },
    set bufferedAmount(value) {
      bufferedAmount = value
    },
    get reportsLate() {
      return reportsLate
    },
    set reportsLate(value) {
      reportsLate = value
    },
    say: (message) => handler.message(JSON.stringify(message)),
    sayText: (text) => handler.message(text),
    vanish() {
      gone = true
      handler.closed()
    },
    get peerId() {
      return last('welcome').self.peerId
    },
  }
}
