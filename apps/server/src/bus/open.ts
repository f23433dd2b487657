// Which bus the settings mean: Redis where there is one; else nodes that share a Postgres hear each other through it.
import { isPostgres } from '../store/open.ts'
import type { Bus } from './bus.ts'
import { createLocalBus } from './local_bus.ts'
import { createPostgresBus } from './postgres_bus.ts'
import { createRedisBus } from './redis_bus.ts'

/** @param database the setting, or null where the store is none of this server's own */
export function openBus({ database, redis }: { readonly database: string | null; readonly redis: string | null }): Bus {
  if (redis !== null) return createRedisBus({ url: redis })
  return database !== null && isPostgres(database) ? createPostgresBus({ url: database }) : createLocalBus()
}
