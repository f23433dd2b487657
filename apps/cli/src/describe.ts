// Passes in words for people; reports are in describe_report.ts. What comes out of a token is made printable first.
import type { Pass } from '@roompass/token'
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

/** A time of the wire (Unix seconds) as people read it, in UTC. */
export function instant(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? `second ${seconds}` : date.toISOString().replace('.000Z', 'Z')
}
