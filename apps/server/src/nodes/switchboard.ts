// Where a new connection goes: to the hub of this node, or to the node that its room lives on. The room is read from the hello without any proof;
// whoever writes a wrong one there gets to a node that refuses them.
import type { ConnectionHandler, Hub } from '@roompass/room/hub'
import { closeReasons, longerThan, parseClientMessage, wireLimits, type CloseName } from '@roompass/room/protocol'
import { read } from '@roompass/token'
import type { Log } from '../log.ts'
import type { Membership } from './membership.ts'
import { createRelay, type ClientLine, type Relay } from './relay.ts'
import { relayHeader, type Seals } from './seals.ts'

export interface Arrival {
  /** Of the client. */
  readonly address: string
  /** Whether another node sent them here: then they are not sent on. */
  readonly relayed: boolean
}

export interface SwitchboardParts {
  readonly hub: Pick<Hub, 'opened'>
  readonly membership: Pick<Membership, 'homeOf' | 'isHere' | 'doubt' | 'spokenBy'>
  readonly seals: Pick<Seals, 'seal'>
  /** The room that a token proves which shows none; null where it proves none. */
  readonly provenRoom: (kitToken: string) => string | null
  readonly log: Log
}

export interface Switchboard {
  opened(line: ClientLine, arrival: Arrival): ConnectionHandler
  /** Ends what goes to other nodes with 1012, evenly over a time. @returns when the last one was told */
  drain(spreadMs: number): Promise<void>
  /** People who go to other nodes. */
  readonly size: number
}

export function createSwitchboard({ hub, membership, seals, provenRoom, log }: SwitchboardParts): Switchboard {
  const relays = new Set<Relay>()
  let draining = false

  const relayTo = (line: ClientLine, roomId: string, address: string): Relay => {
    // It may be over before it is there: when the room moved here in this very moment.
    let [relay, over]: [Relay | null, boolean] = [null, false]
    relay = createRelay({
      line,
      home: () => (membership.isHere(roomId) ? null : membership.homeOf(roomId)),
      headers: (home) => ({
        [relayHeader]: seals.seal('relay', { url: home, speaks: membership.spokenBy(home) }, address),
      }),
      here: () => hub.opened(line, { address }),
      unreachable: (home) => membership.doubt(home),
      refused: (home, status) => log.warn('relay_refused', { node: home, status }),
      over() {
        over = true
        if (relay !== null) relays.delete(relay)
      },
    })
    if (!over) relays.add(relay)
    return relay
  }

  return {
    opened(line, { address, relayed }) {
      // The hub has the line until the hello is there: its deadline for that holds, and so does its end.
      let [held, decided] = [true, false]
      const door = hub.opened(
        {
          send: (text) => (held ? line.send(text) : undefined),
          close(code, reason) {
            if (held) line.close(code, reason)
            decided = true
          },
          get bufferedAmount() {
            return line.bufferedAmount
          },
        },
        { address },
      )
      let handler: ConnectionHandler = door
      const letGo = (): void => {
        held = false
        door.closed()
      }
      const decide = (hello: string): void => {
        decided = true
        const roomId = roomOf(hello, provenRoom)
        if (roomId === null || membership.isHere(roomId)) return
        letGo()
        if (relayed || draining) {
          // A node never sends on what was sent to it: the two do not agree yet on who there is, and do so when the client comes again.
          end(line, 'restart')
          handler = { message: () => undefined, closed: () => undefined }
        } else handler = relayTo(line, roomId, address)
      }
      return {
        message(text) {
          if (!decided) decide(text)
          handler.message(text)
        },
        closed: () => handler.closed(),
      }
    },
    async drain(spreadMs) {
      draining = true
      const each = spreadMs / Math.max(1, relays.size)
      await Promise.all([...relays].map((relay, i) => later(each * i).then(() => relay.close('restart'))))
    },
    get size() {
      return relays.size
    },
  }
}

function end(line: ClientLine, name: CloseName): void {
  line.close(closeReasons[name].code, name)
}

/** The room that a hello is about, as admission will find it if the token is good; null where it is none, or is about no room. */
function roomOf(text: string, provenRoom: SwitchboardParts['provenRoom']): string | null {
  if (longerThan(text, wireLimits.helloBytes)) return null
  const parsed = parseClientMessage(text)
  if (!parsed.ok || parsed.message.type !== 'hello') return null
  const { kitToken } = parsed.message
  return shownRoom(kitToken) ?? provenRoom(kitToken)
}

function shownRoom(kitToken: string): string | null {
  try {
    return read(kitToken).roomId || null
  } catch {
    return null
  }
}

function later(ms: number): Promise<void> {
  return new Promise((done) => void setTimeout(done, ms).unref())
}
