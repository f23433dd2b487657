// Stands beside the steps of the server and counts what comes of them. Each of them works the same without it.
import type { HubEvent, HubOptions } from '@roompass/room/hub'
import type { KeyState } from '@roompass/token'
import type { Issue } from '../issue/issue.ts'
import type { Log, LogFields, LogLevel } from '../log.ts'
import type { OnCommit } from '../store/backed.ts'
import type { Store } from '../store/store.ts'
import { createMeters, type Meters } from './meters.ts'
import { addProcessMetrics } from './process_metrics.ts'
import { classOfDoor, classOfIssue } from './refusals.ts'
import { createRegistry } from './registry.ts'
import { createRequestMeters, type RequestMeters } from './requests.ts'
import { addStateMetrics, type State } from './state_metrics.ts'

export interface Observer {
  readonly meters: Meters
  log(log: Log): Log
  issue(issue: Issue): Issue
  /** @param stateOf the state of the key with this name */
  admit(admit: HubOptions['admit'], stateOf: (kid: string) => KeyState | undefined): HubOptions['admit']
  room(event: HubEvent): void
  audit(store: Pick<Store, 'recordAudit'>): Pick<Store, 'recordAudit'>
  readonly committed: OnCommit
  requests(paths: readonly string[]): RequestMeters
  /** Gauges of what the server holds at the moment of reading. */
  watch(state: State): void
  /** Everything, as Prometheus reads it. */
  text(): string
  close(): void
}

/** @param monotonic milliseconds that no clock that is set changes */
export function createObserver(monotonic: () => number = () => performance.now()): Observer {
  const registry = createRegistry()
  const meters = createMeters(registry)
  const close = addProcessMetrics(registry)
  return {
    meters,
    log: (log) => countedLog(log, meters),
    issue: (issue) => countedIssue(issue, meters),
    admit: (admit, stateOf) => countedAdmission(admit, stateOf, meters),
    room: (event) => countRoom(event, meters),
    audit: (store) => timedAudit(store, meters, monotonic),
    committed({ writes, ms, kept }) {
      meters.commits.count({ outcome: kept ? 'ok' : 'failed' })
      meters.commitSeconds.observe(ms / 1000, {})
      meters.commitRows.observe(writes, {})
    },
    requests: (paths) => createRequestMeters(registry, paths),
    watch: (state) => addStateMetrics(registry, state),
    text: () => registry.text(),
    close,
  }
}

function countedLog(log: Log, { logged }: Meters): Log {
  const at =
    (level: LogLevel) =>
    (event: string, fields?: LogFields): void => {
      logged.count({ level })
      log[level](event, fields)
    }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

function countedIssue(issue: Issue, { issued, refused }: Meters): Issue {
  return async (request) => {
    const outcome = await issue(request)
    const { form } = request
    issued.count({ form, code: outcome.issued ? 'issued' : outcome.code })
    if (!outcome.issued) refused.count({ at: 'issue', class: classOfIssue[outcome.code] })
    return outcome
  }
}

function countedAdmission(
  admit: HubOptions['admit'],
  stateOf: (kid: string) => KeyState | undefined,
  { keyUsed }: Meters,
): HubOptions['admit'] {
  return async (kitToken, context) => {
    const admission = await admit(kitToken, context)
    const state = admission.admitted && admission.pass.kid !== undefined ? stateOf(admission.pass.kid) : undefined
    if (state !== undefined) keyUsed.count({ state })
    return admission
  }
}

function countRoom(event: HubEvent, { admitted, doorRefused, refused, left }: Meters): void {
  if (event.type === 'refused') {
    doorRefused.count({ close: event.close })
    refused.count({ at: 'room', class: classOfDoor(event.close, event.reason) })
  } else if (event.type === 'left') left.count({ reason: event.reason })
  else if (event.type !== 'dropped') admitted.count({ outcome: event.type })
}

function timedAudit(
  store: Pick<Store, 'recordAudit'>,
  { auditSeconds, auditLost }: Meters,
  monotonic: () => number,
): Pick<Store, 'recordAudit'> {
  return {
    async recordAudit(entry) {
      const began = monotonic()
      try {
        await store.recordAudit(entry)
        auditSeconds.observe((monotonic() - began) / 1000, {})
      } catch (error) {
        auditLost.count({})
        throw error
      }
    },
  }
}
