// The limits of the settings: of this process, of all processes of this machine, or shared with other nodes where there is a Redis.
import type { Settings } from '../config/settings.ts'
import type { Log } from '../log.ts'
import { createFailureBudget, type FailureBudget } from './failures.ts'
import { createLimiter, type Limiter, type LocalLimiter, type Rate } from './limiter.ts'
import { createRefusalRows } from './refusal_rows.ts'
import { createSharedLimiter } from './shared.ts'
import { createSharedCounts } from './shared_counts.ts'
import { createSpreadLimiter, type Spending } from './spending.ts'

export interface Limits {
  /** Of tokens. */
  readonly perUser: Limiter
  readonly perNetwork: Limiter
  readonly perApiKey: Limiter
  /** Of tokens and credentials that are wrong. */
  readonly failures: FailureBudget
  /** Of rows that refusals at the door write, by network. */
  readonly refusalRows: Pick<LocalLimiter, 'take'>
  close(): Promise<void>
}

/** @param spending null where this process is alone on its machine */
export function openLimits(
  { appId, redis, limits }: Settings,
  log: Log,
  now: () => number,
  spending: Spending | null = null,
): Limits {
  const counts = redis === null ? null : createSharedCounts(redis, `roompass:limit:${appId}`, log)
  const limiter = (rate: Rate): LocalLimiter => {
    const local = createLimiter(rate, now)
    return spending === null ? local : createSpreadLimiter(local, spending)
  }
  const shared = (rate: Rate): Limiter => (counts === null ? limiter(rate) : createSharedLimiter(limiter(rate), counts))
  return {
    perUser: shared({ name: 'user', perMinute: limits.tokensPerUser }),
    perNetwork: shared({ name: 'network', perMinute: limits.tokensPerNetwork }),
    perApiKey: shared({ name: 'api-key', perMinute: limits.tokensPerApiKey }),
    failures: createFailureBudget({ appId, limiter, counts, log, now }),
    refusalRows: createRefusalRows(limiter),
    async close() {
      await counts?.close()
    },
  }
}
