// Every line of the server's log passes here: levels, errors without the values in them, redaction, and the trace that it belongs to.
import type { Log, LogFields, LogLevel } from '../log.ts'
import { plainFields } from './plain_fields.ts'

/** `off` writes nothing; `debug` adds what errors say, which may hold what a request said. */
export type LogThreshold = 'debug' | LogLevel | 'off'

export interface GuardedLogParts {
  readonly log: Log
  readonly threshold: LogThreshold
  /** Gives back the text without its secrets. */
  readonly redact: (text: string) => string
  /** Is told of each field that held one. */
  readonly bit: () => void
  /** Of every line, also of those below the threshold. */
  readonly counted: (level: LogLevel) => void
  /** Where this line stands in a trace; null for in none. */
  readonly traced: () => { readonly trace_id: string; readonly span_id: string } | null
}

const order: readonly LogThreshold[] = ['debug', 'info', 'warn', 'error', 'off']

export function createGuardedLog({ log, threshold, redact, bit, counted, traced }: GuardedLogParts): Log {
  const clean = (text: string): string => {
    const safe = redact(text)
    if (safe !== text) bit()
    return safe
  }
  const shown = (fields: LogFields): LogFields => ({
    ...plainFields(fields, clean, threshold === 'debug'),
    ...traced(),
  })
  const at = (level: LogLevel) => {
    const heard = order.indexOf(level) >= order.indexOf(threshold)
    return (event: string, fields: LogFields = {}): void => {
      counted(level)
      if (heard) log[level](event, shown(fields))
    }
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}
