// The rooms of this process: the hub behind its door, who is sent out of it, the nodes that hold other rooms, and what an operator sees of all of them.
import { createHub, type Clock, type Hub } from '@roompass/room/hub'
import { createAdmission, provenRoomOf } from './admission/admission.ts'
import { createIceServers } from './admission/ice_servers.ts'
import { createRoomAudit } from './audit/room_audit.ts'
import type { Settings } from './config/settings.ts'
import type { Foundation } from './foundation.ts'
import type { Limits } from './limits/open.ts'
import type { Log } from './log.ts'
import { createLiveRooms, type LiveRooms } from './nodes/live_rooms.ts'
import { sayOf } from './nodes/local_rooms.ts'
import type { NodeMembers } from './nodes/membership.ts'
import { createNodes, type NodesAndOthers } from './nodes/nodes.ts'
import type { Observer } from './observe/observer.ts'
import type { Policy } from './policy/decide.ts'
import { sendOutAll } from './revocation/send_out.ts'
import type { Store } from './store/store.ts'

export interface HouseParts {
  readonly settings: Settings
  readonly foundation: Foundation
  /** Who the other nodes are; null where the store knows that. */
  readonly members: NodeMembers | null
  readonly policy: Policy
  readonly limits: Pick<Limits, 'failures' | 'refusalRows'>
  readonly audit: Pick<Store, 'recordAudit'>
  readonly observer: Observer
  readonly log: Log
  readonly clock: Clock
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface House {
  readonly hub: Hub
  readonly nodes: NodesAndOthers
  readonly rooms: LiveRooms
}

/** @throws StoreUnavailable when nobody can say who else there is */
export async function openHouse(parts: HouseParts): Promise<House> {
  const { settings, foundation, members, audit, log, now } = parts
  const { appId, node, drain } = settings
  const { keys, store, bus } = foundation
  const hub = hubOf(parts)
  sendOutWhoMustGo(hub, foundation)
  const nodes = await createNodes({
    settings: node,
    appId,
    hub,
    store: members ?? store,
    bus,
    log,
    now,
    provenRoom: (kitToken) => provenRoomOf(kitToken, keys.current()),
    spreadMs: drain.spread * 1000,
  })
  const say = sayOf(hub, appId, node?.url ?? null)
  return { hub, nodes, rooms: createLiveRooms({ appId, say, others: nodes.others, audit, log, now }) }
}

function hubOf({ settings, foundation, policy, limits, audit, observer, log, clock, now }: HouseParts): Hub {
  const { room, tokens } = settings
  const { keys, revocations, uses, store } = foundation
  const { failures, refusalRows } = limits
  const iceServers = createIceServers(room, now)
  const roomAudit = createRoomAudit(audit, log, now, refusalRows)
  const { accept, duplicates, maxPeople } = room
  const { maxLifetime, once } = tokens
  const admit = createAdmission({ keys, policy, revocations, failures, accept, maxLifetime, once, store, log, now })
  return createHub({
    admit: observer.admit(uses.admit(admit), (kid) => keys.current().keys.find((key) => key.kid === kid)?.state),
    clock,
    limits: { maxPeople },
    duplicates,
    iceServers: ({ userId }) => iceServers(userId),
    observe(event) {
      observer.room(event)
      roomAudit(event)
    },
  })
}

function sendOutWhoMustGo(hub: Hub, { keys, revocations, watcher }: Foundation): void {
  const sendOut = (): void =>
    sendOutAll(hub, { judge: (facts) => revocations.judge(facts), endOf: (kid) => keys.endOf(kid) })
  keys.follow(sendOut)
  watcher.follow((news) => {
    // A key that leaked is revoked after it was retired, and either may be heard of first.
    if (news.some(({ scope }) => scope.kind === 'key')) void keys.reload().then(sendOut)
    else sendOut()
  })
}
