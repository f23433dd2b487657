// Reading what a signal carries: a session description or an ICE candidate (spec/room-protocol.md section 4.3).
import { wireLimits } from './limits.ts'
import type { IceCandidate, SessionDescription, SignalBody } from './messages.ts'
import { BadField, countIn, has, objectIn, oneOf, own, textIn, type Fields } from './read.ts'

/** Exactly one of description and candidate. */
export function signalBodyIn(fields: Fields): SignalBody {
  if (has(fields, 'description') === has(fields, 'candidate'))
    throw new BadField('a signal carries either a description or a candidate')
  return has(fields, 'description') ? { description: descriptionIn(fields) } : { candidate: candidateIn(fields) }
}

function descriptionIn(fields: Fields): SessionDescription {
  const description = objectIn(fields, 'description')
  return {
    type: oneOf(description, 'type', ['offer', 'answer']),
    sdp: textIn(description, 'sdp', wireLimits.sdpBytes),
  }
}

function candidateIn(fields: Fields): IceCandidate | null {
  if (own(fields, 'candidate') === null) return null
  const candidate = objectIn(fields, 'candidate')
  return {
    candidate: textIn(candidate, 'candidate', wireLimits.candidateBytes, 0),
    sdpMid: nullable(candidate, 'sdpMid', () => textIn(candidate, 'sdpMid', wireLimits.idBytes, 0)),
    sdpMLineIndex: nullable(candidate, 'sdpMLineIndex', () => lineIndexIn(candidate)),
    usernameFragment: nullable(candidate, 'usernameFragment', () =>
      textIn(candidate, 'usernameFragment', 2 * wireLimits.idBytes, 0),
    ),
  }
}

function lineIndexIn(candidate: Fields): number {
  const index = countIn(candidate, 'sdpMLineIndex')
  if (index > 0xffff) throw new BadField('sdpMLineIndex is greater than 65535')
  return index
}

/** Browsers write an absent part as null or leave it out. */
function nullable<T>(fields: Fields, name: string, read: () => T): T | null {
  return (own(fields, name) ?? null) === null ? null : read()
}
