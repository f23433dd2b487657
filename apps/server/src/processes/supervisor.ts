// The parent of several processes that serve one address: starts them, begins those anew that die, and ends all of them. It knows nothing of tokens
// and rooms, reads no config and holds no secret of it. It holds the socket at which all of them take connections, and takes none itself.
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { serveMetrics } from '../http/metrics_server.ts'
import type { Log } from '../log.ts'
import { adopt, type Child } from './child.ts'
import { deferred } from './deferred.ts'
import { createExchange } from './exchange.ts'
import type { Prepared } from './messages.ts'

export interface SuperviseOptions {
  /** How many. */
  readonly count: number
  /** The program of each: it calls {@link joinProcesses} first. */
  readonly exec: string
  readonly args: readonly string[]
  readonly log: Log
}

export interface Supervised {
  /** Where all of them listen; without a slash at the end. */
  readonly url: string
  /** Where Prometheus reads what all of them count; null for nowhere. */
  readonly metricsUrl: string | null
  /** Milliseconds that the orderly end may take. */
  readonly patienceMs: number
  /** Ends all of them in order. @returns whether each of them came to its orderly end */
  drain(): Promise<boolean>
  /** Ends all of them at once. */
  kill(): void
  /** Rejects with ProcessFailed when none is left and none can be started. */
  readonly broken: Promise<never>
}

/** Milliseconds: the pauses before a process is begun anew, and how long it has to live for them to begin anew as well. */
const [firstPause, longestPause, longLife] = [250, 10_000, 10_000]
/** Milliseconds, after those in which a process ends itself. */
const killAfter = 3000

/**
 * Starts the processes. The first one goes ahead, so that what is wrong with config, database or port is said once; then all open their doors together.
 * @throws ProcessFailed with what it says when one cannot start; Error of Node's `listen` for the port of the metrics
 */
export async function superviseProcesses({ count, exec, args, log }: SuperviseOptions): Promise<Supervised> {
  const secret = randomBytes(32).toString('base64url')
  const exchange = createExchange()
  const alive = new Set<Child>()
  let ending = false
  const broken = deferred<never>()

  // Loaded where it is wanted alone: whoever mounts the server may be in a cluster of their own, or not on Node.
  const { default: cluster } = await import('node:cluster')
  // Whoever is free takes the next connection from the queue of the system. Dealt out by the parent, one would be lost with each process that dies.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({ exec, args: [...args] })
  const start = (process: number): Child => {
    const child = adopt(cluster.fork(), { process, count, secret }, exchange)
    alive.add(child)
    void child.ended.then(() => alive.delete(child))
    return child
  }
  const killAll = (): void => {
    for (const child of alive) child.kill()
  }

  /** One place among them, for good. */
  const keep = async (process: number, first: Child): Promise<void> => {
    let [child, since, wait, lived] = [first, performance.now(), 0, true]
    for (;;) {
      const { code, signal } = await child.ended
      if (isEnding()) return
      if (lived) log.error('process_died', { process, pid: child.pid, code, signal })
      if (lived && performance.now() - since > longLife) wait = 0
      await pause(wait, undefined, { ref: false })
      wait = Math.min(longestPause, Math.max(firstPause, wait * 2))
      if (isEnding()) return
      child = start(process)
      since = performance.now()
      try {
        await child.prepared
        await child.open()
        lived = true
        log.info('process_restarted', { process, pid: child.pid })
      } catch (error) {
        await child.ended
        if (isEnding()) return
        lived = false
        log.error('process_not_started', { process, error: error instanceof Error ? error : 'unknown' })
        // Whoever is there goes on; without anybody the service manager should know.
        if (alive.size === 0) return broken.reject(error)
      }
    }
  }
  // A function, since it may have begun during any wait.
  const isEnding = (): boolean => ending

  const opened = await startAll().catch(async (error: unknown) => {
    ending = true
    const ends = [...alive].map(({ ended }) => ended)
    killAll()
    await Promise.all(ends)
    throw error
  })
  return opened

  async function startAll(): Promise<Supervised> {
    const first = start(1)
    const about = await first.prepared
    const metrics = about.metrics === null ? null : await serveMetrics(about.metrics, () => exchange.metrics())
    try {
      const others = Array.from({ length: count - 1 }, (_, i) => start(i + 2))
      await Promise.all(others.map(({ prepared }) => prepared))
      const all = [first, ...others]
      const [url = ''] = await Promise.all(all.map((child) => child.open()))
      for (const child of all) void keep(child.process, child)
      return supervised(url, about, metrics)
    } catch (error) {
      await metrics?.close()
      throw error
    }
  }

  function supervised(
    url: string,
    { patienceMs }: Prepared,
    metrics: Awaited<ReturnType<typeof serveMetrics>> | null,
  ): Supervised {
    const drain = async (): Promise<boolean> => {
      ending = true
      const impatient = setTimeout(killAll, patienceMs + killAfter)
      const ends = await Promise.all([...alive].map((child) => child.drain()))
      clearTimeout(impatient)
      await metrics?.close()
      return ends.every((inOrder) => inOrder)
    }
    return { url, metricsUrl: metrics?.url ?? null, patienceMs, drain, kill: killAll, broken: broken.promise }
  }
}
