// Whether a session description lets its sender send media (spec/room-protocol.md section 6.2).
// Not an SDP parser: a section passes only when it plainly says that it does not send; whatever is unclear counts as sending.

// Looks like a direction, in any case and with odd spaces; only `plain` is trusted to say "does not send".
const direction = /^\s*a\s*=\s*(sendrecv|sendonly|recvonly|inactive)(?![\w-])/i
const plain = /^a=(recvonly|inactive)$/
const bundleOnly = /^\s*a\s*=\s*bundle-only(?![\w-])/i
const mediaLike = /^\s*m\s*=/i
const media = /^m=(\S+) (\d{1,5})(?:\/\d{1,5})? \S+(?: \S+)*$/
// Lines end in LF or CRLF. Any other control character may split lines for one reader and not for another.
// oxlint-disable-next-line no-control-regex -- control characters are what this looks for
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/

/** True when any media section may send, or when that cannot be told. */
export function maySendMedia(sdp: string): boolean {
  const lines = sdp.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line))
  if (lines.some((line) => control.test(line))) return true
  const [session = [], ...sections] = splitSections(lines)
  // RFC 8866 section 6.7: a direction of the session is the default of its sections; without any it is sendrecv.
  const byDefault = silence(session)
  return byDefault === 'sends' ? sections.length > 0 : sections.some((section) => sectionSends(section, byDefault))
}

/** The lines of the session, then those of each media section. */
function splitSections(lines: readonly string[]): string[][] {
  const sections: string[][] = [[]]
  for (const line of lines) {
    if (mediaLike.test(line)) sections.push([])
    sections.at(-1)?.push(line)
  }
  return sections
}

function sectionSends(section: readonly string[], byDefault: 'silent' | 'unsaid'): boolean {
  const [, kind, port] = media.exec(section[0] ?? '') ?? []
  if (kind === undefined) return true
  // Data channels carry no media.
  if (kind === 'application') return false
  // Port 0 rejects a section, except for one that shares another's port (RFC 9143 section 6).
  if (Number(port) === 0 && !section.some((line) => bundleOnly.test(line))) return false
  const own = silence(section)
  return own === 'sends' || (own === 'unsaid' && byDefault === 'unsaid')
}

/** What the direction lines say together; one that sends, or is oddly written, outweighs the others. */
function silence(lines: readonly string[]): 'silent' | 'unsaid' | 'sends' {
  const directions = lines.filter((line) => direction.test(line))
  if (directions.length === 0) return 'unsaid'
  return directions.every((line) => plain.test(line)) ? 'silent' : 'sends'
}
