// Every metric of the server by name. What is counted says of nobody who they are: no user, no room, no token.
import type { CloseName, LeftReason } from '@roompass/room/protocol'
import type { KeyState } from '@roompass/token'
import type { IssueRefusal, IssueRequest } from '../issue/issue.ts'
import { closeNames, issueRefusals, refusalClasses } from './refusals.ts'
import type { Counter, Histogram, Registry } from './registry.ts'

// A form that is new is missed by the compiler.
const forms: readonly IssueRequest['form'][] = namesOf<IssueRequest['form']>({ 'kit-token': true, token04: true })
const doors = ['issue', 'room'] as const
const admissions = ['joined', 'resumed', 'renewed'] as const
const outcomes = ['ok', 'failed'] as const
const upgrades = ['opened', 'refused'] as const
export const keyStates: readonly KeyState[] = ['next', 'active', 'previous', 'retired']
const levels = ['info', 'warn', 'error'] as const

/** Seconds, from what memory answers to what a patient caller still waits for. */
export const quick: readonly number[] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const batches = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000]

export interface Meters {
  /** Issuing, by what came of it. */
  readonly issued: Counter<{ form: typeof forms; code: readonly ('issued' | IssueRefusal)[] }>
  readonly refused: Counter<{ at: typeof doors; class: typeof refusalClasses }>
  readonly admitted: Counter<{ outcome: typeof admissions }>
  readonly doorRefused: Counter<{ close: readonly CloseName[] }>
  readonly left: Counter<{ reason: readonly LeftReason[] }>
  readonly keyUsed: Counter<{ state: typeof keyStates }>
  readonly sockets: Counter<{ outcome: typeof upgrades }>
  readonly shed: Counter
  readonly auditSeconds: Histogram
  readonly auditLost: Counter
  readonly commitSeconds: Histogram
  readonly commitRows: Histogram
  readonly commits: Counter<{ outcome: typeof outcomes }>
  readonly jwks: Counter<{ outcome: typeof outcomes }>
  readonly logged: Counter<{ level: typeof levels }>
  readonly redacted: Counter
}

/** Makes them in a registry. */
export function createMeters({ counter, histogram }: Registry): Meters {
  return {
    issued: counter('roompass_issues_total', 'Requests for a token, by what came of them.', {
      form: forms,
      code: ['issued', ...issueRefusals],
    }),
    refused: counter('roompass_refusals_total', 'Who got no token, or no seat, by the class of the reason.', {
      at: doors,
      class: refusalClasses,
    }),
    admitted: counter('roompass_admissions_total', 'Who was let in, came back, or showed a fresh token.', {
      outcome: admissions,
    }),
    doorRefused: counter('roompass_door_refusals_total', 'Connections that got no seat, by close reason.', {
      close: closeNames,
    }),
    left: counter('roompass_left_total', 'Who left a room, by why.', { reason: [...closeNames, 'lost'] }),
    keyUsed: counter('roompass_key_uses_total', 'Tokens taken at the door, by the state of the key that made them.', {
      state: keyStates,
    }),
    sockets: counter('roompass_socket_upgrades_total', 'Attempts to open a WebSocket.', { outcome: upgrades }),
    shed: counter('roompass_shed_total', 'Requests that were refused because there was too much to do.'),
    auditSeconds: histogram('roompass_audit_seconds', 'How long an audit row took to be durable.', quick),
    auditLost: counter('roompass_audit_failures_total', 'Audit rows that were not written.'),
    commitSeconds: histogram('roompass_store_commit_seconds', 'How long a commit of the store took.', quick),
    commitRows: histogram('roompass_store_commit_writes', 'How many writes went into one commit.', batches),
    commits: counter('roompass_store_commits_total', 'Commits of the store.', { outcome: outcomes }),
    jwks: counter('roompass_jwks_fetches_total', 'Fetches of the keys of identity providers.', { outcome: outcomes }),
    logged: counter('roompass_log_lines_total', 'Lines of the log, also those below its level.', { level: levels }),
    redacted: counter('roompass_log_redactions_total', 'Log fields that held what looked like a secret or a token.'),
  }
}

function namesOf<Name extends string>(table: Readonly<Record<Name, true>>): readonly Name[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the keys' type; the table is a closed literal
  return Object.keys(table) as Name[]
}
