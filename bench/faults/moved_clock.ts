// The wall clock of servers that were started with its environment, which a script sets forward and back (clock_shift.ts does it to them).
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface MovedClock {
  readonly env: Readonly<Record<string, string>>
  /** What the servers read now, in milliseconds since 1970. */
  readonly now: () => number
  /** Sets it to the right time and so many milliseconds. @returns when the servers have seen it */
  readonly set: (shiftMs: number) => Promise<void>
}

export function openClock(folder: string): MovedClock {
  const file = join(folder, 'clock')
  let shift = 0
  const write = (): void => {
    // Nobody reads half of a number.
    writeFileSync(`${file}.next`, `${shift}`)
    renameSync(`${file}.next`, file)
  }
  write()
  const preload = new URL('clock_shift.ts', import.meta.url).href
  return {
    env: { NODE_OPTIONS: `--import=${preload}`, BENCH_CLOCK: file },
    now: () => Date.now() + shift,
    async set(shiftMs) {
      shift = shiftMs
      write()
      await pause(20)
    },
  }
}
