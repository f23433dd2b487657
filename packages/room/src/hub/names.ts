// Display names are text that strangers choose and others read (spec/room-protocol.md section 2.3).
import { longerThan, wireLimits } from '../protocol/index.ts'

// C0, DEL, C1, bidirectional controls, line and paragraph separators, the byte order mark, lone surrogates.
const unwanted = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The name as others see it: NFC, nothing invisible that rearranges text, trimmed, cut between characters at 256 bytes. */
export function cleanName(name: string): string {
  const clean = name
    .slice(0, 4 * wireLimits.wishedNameBytes)
    .replace(unwanted, '')
    .normalize('NFC')
    .trim()
  if (!longerThan(clean, wireLimits.userNameBytes)) return clean
  let cut = ''
  for (const { segment } of graphemes.segment(clean)) {
    if (longerThan(cut + segment, wireLimits.userNameBytes)) break
    cut += segment
  }
  return cut.trimEnd()
}
