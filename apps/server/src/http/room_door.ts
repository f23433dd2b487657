// What a transport has to know before it takes a connection to the rooms: whose pages may come, from where somebody comes, and how many fit.
import type { Settings } from '../config/settings.ts'
import { isLoopback } from '../loopback.ts'
import { clientAddress, isIn, networksOf } from '../network.ts'
import type { Origins } from './origins.ts'

export interface RoomDoor {
  mayConnect(origin: string | null, host: string | null): boolean
  /** The client behind the proxies of the config. */
  addressOf(peer: string, forwardedFor: string | null): string
  /** Whether it is a proxy of the config. */
  isProxy(peer: string): boolean
  /** Connections of any kind. */
  readonly socketsPerNetwork: number
  readonly maxConnections: number
  readonly maxConnectionsPerNetwork: number
  /** Of those that have no seat yet. */
  readonly maxWaitingPerNetwork: number
  /** Whether those whom another node sends count as well: where processes share these numbers they were counted there. */
  readonly countsRelayed: boolean
  /** Counts a connection that was taken, has ended, or was not taken. */
  report(what: 'opened' | 'closed' | 'refused'): void
}

export function createRoomDoor(
  { mode, http, room, limits, processes }: Settings,
  origins: Pick<Origins, 'allows'>,
  report: RoomDoor['report'],
): RoomDoor {
  const proxies = networksOf(http.trustedProxies)
  return {
    mayConnect(origin, host) {
      const hostname = host !== null && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null
      if (mode === 'development' && (hostname === null || !isLoopback(hostname))) return false
      return origins.allows(origin, host)
    },
    addressOf: (peer, forwardedFor) => clientAddress(peer, forwardedFor, proxies),
    isProxy: (peer) => isIn(proxies, peer),
    socketsPerNetwork: limits.socketsPerNetwork,
    maxConnections: room.maxConnections,
    maxConnectionsPerNetwork: room.maxConnectionsPerNetwork,
    maxWaitingPerNetwork: room.maxWaitingPerNetwork,
    countsRelayed: processes === 1,
    report,
  }
}
