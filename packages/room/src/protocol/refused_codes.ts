// Why a message is refused without ending the connection (spec/room-protocol.md section 6).
import { isCloseName, type CloseName } from './close_codes.ts'

const meanings = {
  publish_denied: 'the grant does not allow to send media',
  sdp_unreadable: 'the directions of the description cannot be told; asked only of people without publish',
  no_such_peer: 'the target is not in this room',
  peer_unreachable: 'the target is away and no more can be kept for it',
  identity_mismatch: 'the Kit Token is for another app, user or room',
  renew_pending: 'an earlier renewal is still being decided',
  other: 'a reason this client does not know',
} as const

/** A refusal; a refused renewal may also carry the name of the close reason its token would meet at the door. */
export type RefusedCode = keyof typeof meanings | CloseName

/** What each refusal of its own means, one line each. */
export const refusedMeanings: Readonly<Record<keyof typeof meanings, string>> = meanings

/** Reads a code from the wire; one that a newer hub invented reads as 'other'. */
export function refusedCodeOf(value: string): RefusedCode {
  return isOwnCode(value) || isCloseName(value) ? value : 'other'
}

function isOwnCode(value: string): value is keyof typeof meanings {
  return Object.hasOwn(meanings, value)
}
