// What the server holds at the moment of reading: people and rooms, how fresh its knowledge is, whether its lines stand.
import type { Hub } from '@roompass/room/hub'
import type { Bus } from '../bus/bus.ts'
import type { KeysInUse } from '../keys/keys.ts'
import type { RevocationWatcher } from '../revocation/watcher.ts'
import { keyStates } from './meters.ts'
import type { Registry } from './registry.ts'

export interface State {
  readonly hub: Pick<Hub, 'size' | 'roomCount'>
  /** Open WebSockets, those that have no seat yet among them. */
  readonly sockets: () => number
  readonly keys: Pick<KeysInUse, 'current' | 'fresh'>
  readonly bus: Pick<Bus, 'connected'>
  readonly revocations: Pick<RevocationWatcher, 'lagMs' | 'size' | 'current'>
  /** Other processes, as far as there are any. */
  readonly nodes: { readonly known: readonly string[]; readonly relayed: number }
}

export function addStateMetrics({ gauge, gaugeBy }: Registry, state: State): void {
  const { hub, sockets, keys, bus, revocations, nodes } = state
  gauge('roompass_people', 'People with a seat, connected or expected back.', () => hub.size)
  gauge('roompass_rooms', 'Rooms with somebody in them.', () => hub.roomCount)
  gauge('roompass_sockets', 'Open WebSockets.', sockets)
  gaugeBy('roompass_keys', 'Keys of the app, by state.', 'state', keyStates, (wanted) => {
    return keys.current().keys.filter((key) => key.state === wanted).length
  })
  gauge('roompass_nodes', 'Nodes that live, as this one sees them; 0 where it is alone.', () => nodes.known.length)
  gauge('roompass_relays', 'People here whose rooms live on another node.', () => nodes.relayed)
  gauge('roompass_mint_open', 'Whether the keys are known well enough to mint: 1 or 0.', () => Number(keys.fresh))
  gauge('roompass_bus_connected', 'Whether hints between nodes go and come: 1 or 0.', () => Number(bus.connected))
  gauge(
    'roompass_revocation_lag_seconds',
    'Since the store last confirmed the revocations that are known here.',
    () => {
      return revocations.lagMs / 1000
    },
  )
  gauge('roompass_revocations', 'Revocations in memory.', () => revocations.size)
  gauge('roompass_door_open', 'Whether the revocations are known well enough to let people in: 1 or 0.', () => {
    return Number(revocations.current)
  })
}
