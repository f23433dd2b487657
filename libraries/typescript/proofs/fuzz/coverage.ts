// Which places of the library's sources have ever run, from V8's own counters (block coverage, as c8 uses it). Reading the counters
// costs milliseconds, so it is done for many inputs at once.
import { Session, type Profiler } from 'node:inspector'

export interface Coverage {
  /** How many characters of source ran for the first time since the last call; with `keep`, they count as seen from now on. */
  fresh(keep: boolean): number
  /** Characters of source inside of functions that ran. */
  total(): number
  stop(): void
}

/** Counts nothing. */
export const noCoverage: Coverage = { fresh: () => 0, total: () => 0, stop: () => undefined }

const sources = new URL('../../src/', import.meta.url).href

export function startCoverage(): Coverage {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  const seen = new Map<string, Uint8Array>()
  return {
    fresh(keep) {
      let count = 0
      for (const script of take(session)) {
        const ran = placesOf(script)
        const before = seen.get(script.url)
        if (before === undefined || before.length < ran.length) {
          if (keep) seen.set(script.url, merged(before, ran))
          count += newIn(before ?? new Uint8Array(0), ran, false)
        } else count += newIn(before, ran, keep)
      }
      return count
    },
    total() {
      return [...seen.values()].reduce((sum, places) => sum + places.filter((place) => place === 1).length, 0)
    },
    stop() {
      session.disconnect()
    },
  }
}

/** The counters of the library since the last call; within one thread the answer comes at once. */
function take(session: Session): Profiler.ScriptCoverage[] {
  let result: Profiler.ScriptCoverage[] = []
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error !== null) throw error
    result = answer.result
  })
  return result.filter(({ url }) => url.startsWith(sources))
}

/** One byte for each character of the script: whether it ran. Inner ranges have the last word. */
function placesOf({ functions }: Profiler.ScriptCoverage): Uint8Array {
  const ranges = functions.flatMap((one) => one.ranges)
  const places = new Uint8Array(Math.max(0, ...ranges.map(({ endOffset }) => endOffset)))
  ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset)
  for (const { startOffset, endOffset, count } of ranges) places.fill(count > 0 ? 1 : 0, startOffset, endOffset)
  return places
}

function newIn(before: Uint8Array, ran: Uint8Array, keep: boolean): number {
  let count = 0
  for (let i = 0; i < ran.length; i++) {
    if (ran[i] === 0 || before[i] === 1) continue
    count++
    if (keep) before[i] = 1
  }
  return count
}

function merged(before: Uint8Array | undefined, ran: Uint8Array): Uint8Array {
  const all = Uint8Array.from(ran)
  before?.forEach((place, i) => (all[i]! |= place))
  return all
}
