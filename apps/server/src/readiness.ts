// Whether this server should get work. Said in the log when it changes, not each time that somebody asks.
import type { Log, LogFields } from './log.ts'
import { StoreUnavailable, type Store } from './store/store.ts'

export interface Readiness {
  /** @throws Error while the server must not get work */
  check(): Promise<void>
  /** Not ready any more, for good. */
  retire(): void
}

export function createReadiness(store: Pick<Store, 'check'>, log: Log): Readiness {
  let [retired, troubled] = [false, false]
  let asking: Promise<void> | null = null
  const ask = async (): Promise<void> => {
    try {
      await store.check()
    } catch (error) {
      if (!troubled) log.warn('not_ready', whyOf(error))
      troubled = true
      throw error
    }
    if (troubled) log.info('ready_again')
    troubled = false
  }
  return {
    async check() {
      if (retired) throw new Error('the server is closing')
      // Anybody may ask, and is answered however much there is to do: one question to the store serves all who wait.
      await (asking ??= ask().finally(() => (asking = null)))
    },
    retire() {
      retired = true
    },
  }
}

/** Not the message of a stranger's error: it may quote a URL with its password. */
function whyOf(error: unknown): LogFields {
  if (error instanceof StoreUnavailable) return { code: error.code, error: error.message }
  return { error: error instanceof Error ? error.name : 'unknown' }
}
