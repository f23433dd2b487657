// This process among others that share its store, put together; or alone, which is the same with nobody else there.
import { randomBytes } from 'node:crypto'
import type { ConnectionHandler, Hub } from '@roompass/room/hub'
import type { Bus } from '../bus/bus.ts'
import type { NodeSettings } from '../config/settings.ts'
import type { Log } from '../log.ts'
import { sayOf } from './local_rooms.ts'
import { joinNodes, type NodeMembers } from './membership.ts'
import { createMoves } from './moves.ts'
import { createOthers, type Others } from './others.ts'
import type { ClientLine } from './relay.ts'
import { createSeals } from './seals.ts'
import { createSwitchboard, type Arrival } from './switchboard.ts'
import { newest as speaks } from './versions.ts'

/** What a transport does with connections, and when. */
export interface Nodes {
  /** Takes a connection: to the hub, or to the node that its room lives on. */
  opened(line: ClientLine, arrival: Arrival): ConnectionHandler
  /** The address of the client whom another node sends here, from its header; null when no node made it. */
  addressIn(seal: string): string | null
  /** To be called when this process listens: from then on others send people here. */
  begin(): Promise<void>
  /** To be called before it stops: its rooms get another home at once. */
  leave(): Promise<void>
  /** Sends those to another node whose rooms live elsewhere, over a time. The hub drains by itself. */
  drain(spreadMs: number): Promise<void>
}

export interface NodesParts {
  /** Null: alone. */
  readonly settings: NodeSettings | null
  readonly appId: number
  readonly hub: Hub
  readonly store: NodeMembers
  readonly bus: Bus
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The room that a token proves which shows none; null where it proves none. */
  readonly provenRoom: (kitToken: string) => string | null
  /** Milliseconds over which rooms move. */
  readonly spreadMs: number
}

export interface NodesAndOthers extends Nodes {
  readonly others: Others | null
  /** URLs of the nodes that live, as this one sees them; none where it is alone. */
  readonly known: readonly string[]
  /** People here whose rooms live elsewhere. */
  readonly relayed: number
  close(): void
}

/** @throws StoreUnavailable when nobody can say who else there is */
export async function createNodes(parts: NodesParts): Promise<NodesAndOthers> {
  const { settings, appId, hub, store, bus, log, now, provenRoom, spreadMs } = parts
  if (settings === null) return alone(hub)
  const { url, secrets } = settings
  const seals = createSeals({ secrets, url, speaks, now })
  const self = { url, id: randomBytes(12).toString('base64url'), speaks }
  const membership = await joinNodes({ self, appId, store, bus, log })
  const switchboard = createSwitchboard({ hub, membership, seals, provenRoom, log })
  membership.follow(createMoves({ hub, isHere: (roomId) => membership.isHere(roomId), spreadMs }))
  return {
    opened: (line, arrival) => switchboard.opened(line, arrival),
    addressIn: (seal) => seals.open('relay', seal),
    begin: () => membership.begin(),
    leave: () => membership.leave(),
    drain: (ms) => switchboard.drain(ms),
    others: createOthers({ url, nodes: () => membership.known, seals, say: sayOf(hub, appId, url), log }),
    get known() {
      return membership.nodes
    },
    get relayed() {
      return switchboard.size
    },
    close: () => membership.close(),
  }
}

function alone(hub: Hub): NodesAndOthers {
  return {
    opened: (line, { address }) => hub.opened(line, { address }),
    addressIn: () => null,
    begin: async () => undefined,
    leave: async () => undefined,
    drain: async () => undefined,
    others: null,
    known: [],
    relayed: 0,
    close: () => undefined,
  }
}
