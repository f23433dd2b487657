// Which close reason each fault of a token has at the door: one exhaustive table. Whatever would help to forge a token is one reason.
import type { CloseName } from '@roompass/room/protocol'
import type { KitTokenErrorCode } from '@roompass/token'

export const closeOf: Readonly<Record<KitTokenErrorCode, CloseName>> = {
  token_malformed: 'token_invalid',
  token_version: 'token_invalid',
  token_encoding: 'token_invalid',
  token_envelope: 'token_invalid',
  suffix_malformed: 'token_invalid',
  user_id_invalid: 'token_invalid',
  room_id_invalid: 'token_invalid',
  user_name_invalid: 'token_invalid',
  signature_malformed: 'token_invalid',
  signature_invalid: 'token_invalid',
  token_undecryptable: 'token_invalid',
  claims_invalid: 'token_invalid',
  user_mismatch: 'token_invalid',
  expiry_mismatch: 'token_invalid',
  lifetime_too_long: 'token_invalid',
  not_yet_valid: 'token_invalid',
  payload_invalid: 'token_invalid',
  key_unknown: 'token_foreign',
  app_mismatch: 'token_foreign',
  room_mismatch: 'room_mismatch',
  token_expired: 'token_expired',
  trust_too_low: 'token_unproven',
}
