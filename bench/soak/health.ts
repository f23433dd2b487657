// How a server is, seen from outside, again and again: its memory, its open files, and how late its event loop is.
import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { memoryOf } from '../faults/served.ts'
import type { Node } from '../faults/site.ts'

export interface Sample {
  readonly rssMib: number
  readonly heapMib: number
  /** Of the event loop, since the sample before. */
  readonly lagP99Ms: number
}

export interface Health {
  readonly samples: readonly Sample[]
  /** MiB of objects that were held right after their garbage was collected, twenty times. */
  readonly held: readonly number[]
}

/** Milliseconds after which the server has ended every connection that nobody uses. */
const rest = 70_000

/** How many files and sockets a process has open. */
export async function openFilesOf(pid: number): Promise<number> {
  return (await readdir(`/proc/${pid}/fd`)).length
}

/** The same, when nobody has wanted anything for a while. */
export async function openFilesAtRest(pid: number): Promise<number> {
  await pause(rest)
  return openFilesOf(pid)
}

async function sampleOf(node: Node, headers: Readonly<Record<string, string>>): Promise<Sample> {
  const text = await (await fetch(`${node.url}/v1/metrics`, { headers })).text()
  const metric = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
  return {
    rssMib: await memoryOf(node.pid),
    heapMib: metric('nodejs_heap_size_used_bytes') / 2 ** 20,
    lagP99Ms: metric('nodejs_eventloop_lag_p99_seconds') * 1000,
  }
}

/** Looks for so long. The server was started with collector.ts, and the delay that its collections make is not counted. */
export async function watch(node: Node, headers: Readonly<Record<string, string>>, seconds: number): Promise<Health> {
  const [samples, held]: [Sample[], number[]] = [[], []]
  const look = (): Promise<Sample> => sampleOf(node, headers)
  const began = performance.now()
  const passed = (): number => (performance.now() - began) / 1000
  // From the first reading on the event loop is watched.
  await look()
  while (passed() < seconds) {
    await pause(2000)
    samples.push(await look())
    if (passed() < (seconds / 20) * (held.length + 1)) continue
    process.kill(node.pid, 'SIGUSR2')
    await pause(500)
    const { heapMib, rssMib } = await look()
    held.push(heapMib)
    console.log(`  ${(passed() / 60).toFixed(1)} min: ${rssMib} MiB, of them held ${heapMib.toFixed(1)}`)
  }
  return { samples, held }
}
