// What every program of Node tells Prometheus of itself, under the names that dashboards for Node know.
import { readdirSync } from 'node:fs'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Registry } from './registry.ts'

/** Milliseconds between two looks at the event loop. */
const resolution = 20
const percentiles = { p50: 50, p90: 90, p99: 99 } as const

/** Adds them. The event loop is watched from the first reading on. @returns a function that ends that */
export function addProcessMetrics(registry: Registry): () => void {
  const { gauge, total } = registry
  total('process_cpu_seconds_total', 'Time of the processors, of users and system together.', () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  })
  gauge('process_start_time_seconds', 'When the process began, in Unix seconds.', () => performance.timeOrigin / 1000)
  gauge('process_resident_memory_bytes', 'Memory that is in use.', () => process.memoryUsage.rss())
  gauge('process_open_fds', 'Open files and sockets, where /proc tells them.', openFiles)
  gauge('nodejs_heap_size_used_bytes', 'Memory of objects.', () => process.memoryUsage().heapUsed)
  gauge('nodejs_heap_size_total_bytes', 'Memory that is kept for objects.', () => process.memoryUsage().heapTotal)
  gauge('nodejs_external_memory_bytes', 'Memory of buffers and the like.', () => process.memoryUsage().external)

  total('nodejs_eventloop_active_seconds_total', 'Time in which the event loop was busy.', () => {
    return performance.eventLoopUtilization().active / 1000
  })
  total('nodejs_eventloop_idle_seconds_total', 'Time in which the event loop waited for work.', () => {
    return performance.eventLoopUtilization().idle / 1000
  })
  const delays = monitorEventLoopDelay({ resolution })
  // What Node calls a delay is the whole time between two of its timers.
  const lateness = (nanoseconds: number): number | null =>
    delays.count === 0 ? null : Math.max(0, nanoseconds / 1e9 - resolution / 1000)
  for (const [name, percent] of Object.entries(percentiles))
    gauge(`nodejs_eventloop_lag_${name}_seconds`, 'Delay of the event loop since the last reading.', () =>
      lateness(delays.percentile(percent)),
    )
  // Last of them: from here on the next reading counts.
  gauge('nodejs_eventloop_lag_max_seconds', 'Longest delay of the event loop since the last reading.', () => {
    const most = lateness(delays.max)
    delays.enable()
    delays.reset()
    return most
  })
  return () => void delays.disable()
}

function openFiles(): number | null {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return null
  }
}
