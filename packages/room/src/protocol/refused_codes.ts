// Why a message is refused without ending the connection (spec/room-protocol.md section 6).
import { isCloseName, type CloseName } from './close_codes.ts'

/** The refusals that are not close reasons as well. */
export type OwnRefusedCode = 'publish_denied' | 'no_such_peer' | 'identity_mismatch' | 'renew_pending' | 'other'

/** What each of them means, one line each. */
export const refusedMeanings: Readonly<Record<OwnRefusedCode, string>> = {
  publish_denied: 'the grant does not allow to send media',
  no_such_peer: 'the target is not in this room',
  identity_mismatch: 'the Kit Token is for another app, user or room',
  renew_pending: 'an earlier renewal is still being decided',
  other: 'a reason this client does not know',
}

/** A refusal; a refused renewal may also carry the name of the close reason its token would meet at the door. */
export type RefusedCode = OwnRefusedCode | CloseName

/** Reads a code from the wire; one that a newer hub invented reads as 'other'. */
export function refusedCodeOf(value: string): RefusedCode {
  return isOwnCode(value) || isCloseName(value) ? value : 'other'
}

function isOwnCode(value: string): value is OwnRefusedCode {
  return Object.hasOwn(refusedMeanings, value)
}
