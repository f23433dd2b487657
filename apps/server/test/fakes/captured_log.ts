// A log that keeps its lines, for tests that ask what was said and what was not.
import { createLog, type Log } from '../../src/log.ts'

export interface CapturedLog extends Log {
  readonly lines: readonly string[]
  /** `level event` of each line. */
  readonly events: readonly string[]
}

export function createCapturedLog(): CapturedLog {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  return {
    ...log,
    lines,
    get events() {
      return lines.map((line) => {
        const { level, event } = JSON.parse(line)
        return `${level} ${event}`
      })
    },
  }
}
