// Why somebody was refused, as few words as operators need. A class never says more of a token than its holder can see without the
// secret: dashboards are read by many, and must not tell a forger how far a forgery came.
import { isCloseName, type CloseName } from '@roompass/room/protocol'
import type { KitTokenErrorCode } from '@roompass/token'
import type { IssueRefusal } from '../issue/issue.ts'

export const refusalClasses = [
  'identity',
  'request',
  'policy',
  'limits',
  'token_format',
  'token_crypto',
  'expired',
  'revoked',
  'store',
  'protocol',
] as const
export type RefusalClass = (typeof refusalClasses)[number]

/** Of tokens that are not issued. */
export const classOfIssue: Readonly<Record<IssueRefusal, RefusalClass>> = {
  unauthenticated: 'identity',
  credentials_invalid: 'identity',
  identity_unavailable: 'identity',
  user_mismatch: 'identity',
  scope_missing: 'identity',
  user_not_covered: 'identity',
  user_required: 'request',
  user_id_invalid: 'request',
  room_id_invalid: 'request',
  user_name_invalid: 'request',
  lifetime_invalid: 'request',
  forbidden: 'policy',
  policy_unavailable: 'policy',
  rate_limited: 'limits',
  revoked: 'revoked',
  store_unavailable: 'store',
}

/**
 * What of a token shows before a key is touched, in every case. All other faults are `token_crypto`: whichever of them can come out of a decrypted
 * text must look like one that does not decrypt.
 */
const faultsOfFormat: ReadonlySet<string> = new Set<KitTokenErrorCode>([
  'token_malformed',
  'token_version',
  'token_encoding',
  'token_envelope',
  'suffix_malformed',
  'signature_malformed',
])

const classOfClose: Readonly<Record<CloseName, RefusalClass>> = {
  left: 'protocol',
  going_away: 'protocol',
  too_large: 'protocol',
  bad_message: 'protocol',
  hello_timeout: 'protocol',
  restart: 'store',
  try_later: 'store',
  token_invalid: 'token_crypto',
  token_unproven: 'token_crypto',
  token_foreign: 'token_crypto',
  room_mismatch: 'token_crypto',
  token_expired: 'expired',
  token_revoked: 'revoked',
  forbidden: 'policy',
  no_privilege: 'policy',
  removed: 'policy',
  already_joined: 'limits',
  replaced: 'limits',
  token_used: 'limits',
  room_full: 'limits',
  rate_limited: 'limits',
  slow_consumer: 'limits',
}

/** Of connections that get no seat. @param reason what admission told the hub: the code of the token's fault, where it was that */
export function classOfDoor(close: CloseName, reason: string): RefusalClass {
  return close === 'token_invalid' && faultsOfFormat.has(reason) ? 'token_format' : classOfClose[close]
}

export const closeNames: readonly CloseName[] = Object.keys(classOfClose).filter(isCloseName)
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the keys' type; the table is a closed literal
export const issueRefusals = Object.keys(classOfIssue) as readonly IssueRefusal[]
