// Why the bytes of a token do not have the lengths of a Token04, where that can be told.
import { readU16, readU32 } from '../codec/bytes.ts'
import type { Finding } from './findings.ts'

/** Bytes before and after the ciphertext, by the length of the IV. */
const around: Readonly<Record<number, { readonly before: number; readonly after: number }>> = {
  16: { before: 28, after: 0 },
  12: { before: 24, after: 1 },
}

export function envelopeFaults(raw: Uint8Array): readonly Finding[] {
  if (raw.length < 28) return [{ code: 'truncated' }]
  const expire = readU32(raw, 0) * 2 ** 32 + readU32(raw, 4)
  if (expire > 1e12 && expire < 1e13) return [{ code: 'expiry_in_milliseconds' }]
  const ivLength = readU16(raw, 8)
  const form = around[ivLength]
  if (form === undefined) return []
  const said = readU16(raw, form.before - 2)
  const found = raw.length - form.before - form.after
  if (said > found) return [{ code: 'truncated', detail: `It says ${said} bytes of claims and has ${found}.` }]
  // Lengths are signed numbers of 16 bits; generators that write more lose the upper bits, and readers see another number.
  if (found > 0x7fff && found % 0x1_0000 === said)
    return [{ code: 'length_overflow', detail: `It has ${found} bytes of claims.` }]
  if (ivLength === 16 && said === 16 && found === 16) return [{ code: 'plaintext_empty' }]
  return []
}
