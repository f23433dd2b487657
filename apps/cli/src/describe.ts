// Passes and reports in words for people. What comes out of a token is made printable first.
import type { Pass, Report } from '@roompass/token'
import { printable } from './terminal.ts'

const proofs = {
  signed: 'Signed: every field is proved.',
  sealed: 'Sealed: user, payload and times are proved; the name is not.',
  bare: 'Bare: nothing proves who made this token. Take nothing in it for granted.',
} as const

/** Who may do what, where, until when, and how far that is proved. */
export function describePass(pass: Pass): string {
  const name = pass.userName === null || pass.userName === '' ? '' : ` (${printable(pass.userName)})`
  const room = pass.roomId === null ? 'no certain room' : `room ${printable(pass.roomId)}`
  const rights = pass.grant.join ? (pass.grant.publish ? 'join and publish' : 'join and watch') : 'not join'
  return [
    `${printable(pass.userId)}${name} may ${rights}, ${room}, app ${pass.appId}, until ${instant(pass.expiresAt)}.`,
    proofs[pass.trust],
  ].join('\n')
}

/** The layers as an indented list, then the problems, each with its mend. */
export function describeReport(report: Report): string {
  const lines = [`kind: ${report.kind}`, ...rows(report.layers, 0)]
  for (const { code, message, fix } of report.problems) {
    lines.push('', `problem (${code}): ${printable(message)}`, `mend: ${printable(fix)}`)
  }
  if (report.problems.length === 0) lines.push('', 'No problem found.')
  return lines.join('\n')
}

function rows(value: unknown, depth: number): string[] {
  if (typeof value !== 'object' || value === null) return []
  const indent = '  '.repeat(depth)
  return Object.entries(value).flatMap(([key, part]) => {
    if (part === undefined) return []
    const label = `${indent}${printable(key)}`
    if (typeof part === 'object' && part !== null && Object.keys(part).length > 0) {
      return [`${label}:`, ...rows(part, depth + 1)]
    }
    return [`${label}: ${plain(key, part)}`]
  })
}

const times: ReadonlySet<string> = new Set(['ctime', 'expire', 'expiresAt', 'issuedAt', 'expiry', 'expires'])

function plain(key: string, value: unknown): string {
  if (typeof value === 'string') return value === '' ? '(empty)' : printable(value)
  if (typeof value === 'number' && times.has(key)) return `${value} (${instant(value)})`
  return value === null ? '(none)' : printable(JSON.stringify(value))
}

/** A time of the wire (Unix seconds) as people read it, in UTC. */
function instant(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? `second ${seconds}` : date.toISOString().replace('.000Z', 'Z')
}
