// Structured logs: one line of JSON for each thing worth knowing. Fields are names and numbers that we wrote, never what a request said.
// What the server itself writes passes observe/guarded_log.ts first.

import { plainFields, type LogFields } from './observe/plain_fields.ts'

export type LogLevel = 'info' | 'warn' | 'error'
export type { LogFields }

export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** Writes lines such as `{"at":"…","level":"error","event":"audit_lost"}`. */
export function createLog(write: (line: string) => void, now: () => number = Date.now): Log {
  const at =
    (level: LogLevel) =>
    (event: string, fields: LogFields = {}): void => {
      const own = { at: new Date(now()).toISOString(), level, event }
      // Its own members come first, and no field takes their place.
      write(`${JSON.stringify({ ...own, ...plainFields(fields, asIs, false), ...own })}\n`)
    }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

const asIs = (text: string): string => text
