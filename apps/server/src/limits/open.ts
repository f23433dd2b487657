// The limits of the settings: of this process, or shared with other nodes where there is a Redis.
import type { Settings } from '../config/settings.ts'
import type { Log } from '../log.ts'
import { createFailureBudget, type FailureBudget } from './failures.ts'
import { createLimiter, type Limiter, type LocalLimiter, type Rate } from './limiter.ts'
import { createSharedLimiter } from './shared.ts'
import { createSharedCounts } from './shared_counts.ts'

export interface Limits {
  /** Of tokens. */
  readonly perUser: Limiter
  readonly perNetwork: Limiter
  readonly perApiKey: Limiter
  /** Of tokens and credentials that are wrong. */
  readonly failures: FailureBudget
  /** Of rows that refusals at the door write, for one network. */
  readonly refusalRows: LocalLimiter
  close(): Promise<void>
}

export function openLimits({ appId, redis, limits }: Settings, log: Log, now: () => number): Limits {
  const counts = redis === null ? null : createSharedCounts(redis, `roompass:limit:${appId}`, log)
  const limiter = (rate: Rate): Limiter => {
    const local = createLimiter(rate, now)
    return counts === null ? local : createSharedLimiter(local, counts)
  }
  return {
    perUser: limiter({ name: 'user', perMinute: limits.tokensPerUser }),
    perNetwork: limiter({ name: 'network', perMinute: limits.tokensPerNetwork }),
    perApiKey: limiter({ name: 'api-key', perMinute: limits.tokensPerApiKey }),
    failures: createFailureBudget({ appId, counts, log, now }),
    refusalRows: createLimiter({ name: 'refusals', perMinute: 60 }, now),
    async close() {
      await counts?.close()
    },
  }
}
