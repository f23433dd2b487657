// Which bus the settings mean: Redis where there is one; else nodes that share a Postgres hear each other through it. Processes of one machine have
// one between them besides.
import { isPostgres } from '../store/open.ts'
import type { Bus } from './bus.ts'
import { createLocalBus } from './local_bus.ts'
import { createPostgresBus } from './postgres_bus.ts'
import { joinBuses } from './process_bus.ts'
import { createRedisBus } from './redis_bus.ts'

export interface BusSettings {
  /** The setting, or null where the store is none of this server's own. */
  readonly database: string | null
  readonly redis: string | null
}

/** @param near to the other processes of this machine; null where there are none */
export function openBus(settings: BusSettings, near: Bus | null = null): Bus {
  const far = openFarBus(settings)
  if (near === null || far === null) return near ?? far ?? createLocalBus()
  return joinBuses(near, far)
}

function openFarBus({ database, redis }: BusSettings): Bus | null {
  if (redis !== null) return createRedisBus({ url: redis })
  return database !== null && isPostgres(database) ? createPostgresBus({ url: database }) : null
}
