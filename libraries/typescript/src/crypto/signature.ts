// The signature of a Kit Token (spec "Signature", R13): over the bytes of the Token04 and every field of the suffix.
import { equalTags, writeLatin1, writeU32 } from '../codec/bytes.ts'
import type { Signature, SuffixFields } from '../codec/suffix_fields.ts'
import type { SecretKey } from './keys.ts'

export function sign(key: SecretKey, fields: SuffixFields, raw: Uint8Array): Signature {
  return { kid: key.kid, tag: tagOf(key, fields, raw) }
}

export function isSignedBy(key: SecretKey, { tag }: Signature, fields: SuffixFields, raw: Uint8Array): boolean {
  return equalTags(tagOf(key, fields, raw), tag)
}

/** Each part with its length before it: no two different tokens give the same bytes. Key ID and AppID are in the key's prefix. */
function tagOf(key: SecretKey, { userId, roomId, encodedName, ext }: SuffixFields, raw: Uint8Array): string {
  const { allocate, encodeUtf8 } = key.transcoder
  // A name that is spelled with escapes is no ASCII; the other texts are, or they would have been refused.
  const name = encodeUtf8(encodedName)
  const extension = ext ?? ''
  const message = allocate(4 * 5 + userId.length + roomId.length + name.length + extension.length + raw.length)
  let at = writeText(message, 0, userId)
  at = writeText(message, at, roomId)
  at = writeBytes(message, at, name)
  at = writeText(message, at, extension)
  writeBytes(message, at, raw)
  return key.signatureTag(message)
}

function writeText(message: Uint8Array, at: number, text: string): number {
  return writeLatin1(message, writeU32(message, at, text.length), text)
}

function writeBytes(message: Uint8Array, at: number, bytes: Uint8Array): number {
  const start = writeU32(message, at, bytes.length)
  message.set(bytes, start)
  return start + bytes.length
}
