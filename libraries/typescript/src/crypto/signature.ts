// The signature of a Kit Token (spec "Signature", R13): over the bytes of the Token04 and every field of the suffix.
import { equalTags, writeLatin1, writeU32 } from '../codec/bytes.ts'
import type { Signature, SuffixFields } from '../codec/suffix.ts'
import type { SecretKey } from './keys.ts'

export function sign(key: SecretKey, fields: SuffixFields, raw: Uint8Array): Signature {
  return { kid: key.kid, tag: tagOf(key, fields, raw) }
}

export function isSignedBy(key: SecretKey, { tag }: Signature, fields: SuffixFields, raw: Uint8Array): boolean {
  return equalTags(tagOf(key, fields, raw), tag)
}

/** Each part with its length before it: no two different tokens give the same bytes. Key ID and AppID are in the key's prefix. */
function tagOf(key: SecretKey, { userId, roomId, encodedName, ext }: SuffixFields, raw: Uint8Array): string {
  const texts = [userId, roomId, encodedName, ext ?? '']
  const size = texts.reduce((sum, text) => sum + 4 + text.length, 4 + raw.length)
  const message = key.transcoder.allocate(size)
  let at = 0
  for (const text of texts) at = writeLatin1(message, writeU32(message, at, text.length), text)
  message.set(raw, writeU32(message, at, raw.length))
  return key.signatureTag(message)
}
