// Stands beside the steps of the server and counts what comes of them. Each of them works the same without it.
import type { HubEvent, HubOptions } from '@roompass/room/hub'
import type { KeyState } from '@roompass/token'
import { next, type Awaitable } from '../at_once.ts'
import type { Identified } from '../identity/identity.ts'
import type { Identify } from '../identity/routes.ts'
import type { Issue } from '../issue/issue.ts'
import type { Log } from '../log.ts'
import type { Policy } from '../policy/decide.ts'
import type { PolicyDecision, PolicyUser, Wish } from '../policy/policy.ts'
import type { OnCommit } from '../store/backed.ts'
import type { Store } from '../store/store.ts'
import { createGuardedLog, type LogThreshold } from './guarded_log.ts'
import { createMeters, type Meters } from './meters.ts'
import { addProcessMetrics } from './process_metrics.ts'
import { classOfDoor, classOfIssue } from './refusals.ts'
import { createRegistry } from './registry.ts'
import { createRequestMeters, type RequestMeters } from './requests.ts'
import { addStateMetrics, type State } from './state_metrics.ts'
import { here, inSpan, tracedHere, type Span } from './trace.ts'

const outcome = 'roompass.outcome'

export interface Observer {
  readonly meters: Meters
  /** @param redact gives back a text without its secrets */
  log(log: Log, threshold: LogThreshold, redact: (text: string) => string): Log
  identify(identify: Identify): Identify
  policy(policy: Policy): Policy
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
    log: (log, threshold, redact) =>
      createGuardedLog({
        log,
        threshold,
        redact,
        bit: () => meters.redacted.count({}),
        counted: (level) => meters.logged.count({ level }),
        traced: tracedHere,
      }),
    identify: (identify) => (request, path) =>
      inSpan('roompass.identify', (span) => next(identify(request, path), (identity) => identified(identity, span))),
    policy: (policy) => (user, wish) => inSpan('roompass.policy', (span) => decided(policy, user, wish, span)),
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

function identified(identity: Identified, span: Span): Identified {
  span.setAttribute(outcome, identity.identified ? identity.caller.kind : identity.why)
  return identity
}

function decided(policy: Policy, user: PolicyUser, wish: Wish, span: Span): Awaitable<PolicyDecision> {
  span.setAttribute('roompass.purpose', wish.purpose)
  return next(policy(user, wish), (decision) => {
    span.setAttribute(outcome, decision.granted ? 'granted' : 'refused')
    return decision
  })
}

function countedIssue(issue: Issue, { issued, refused }: Meters): Issue {
  return (request) =>
    issue(request).then((answer) => {
      const { form } = request
      const code = answer.issued ? 'issued' : answer.code
      issued.count({ form, code })
      if (!answer.issued) refused.count({ at: 'issue', class: classOfIssue[answer.code] })
      here()?.setAttributes({ [outcome]: code, 'roompass.form': form })
      return answer
    })
}

function countedAdmission(
  admit: HubOptions['admit'],
  stateOf: (kid: string) => KeyState | undefined,
  { keyUsed }: Meters,
): HubOptions['admit'] {
  return (kitToken, context) =>
    inSpan('roompass.admit', async (span) => {
      span.setAttribute('roompass.purpose', context.purpose)
      const admission = await admit(kitToken, context)
      span.setAttribute(outcome, admission.admitted ? 'admitted' : admission.close)
      const state = admission.admitted && admission.pass.kid !== undefined ? stateOf(admission.pass.kid) : undefined
      if (state !== undefined) keyUsed.count({ state })
      return admission
    })
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
    recordAudit(entry) {
      const began = monotonic()
      return inSpan('roompass.audit', () => store.recordAudit(entry)).then(
        () => auditSeconds.observe((monotonic() - began) / 1000, {}),
        (error: unknown) => {
          auditLost.count({})
          throw error
        },
      )
    },
  }
}
