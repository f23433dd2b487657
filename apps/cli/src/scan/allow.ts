// `roompass-scan-allow: reason`, on the line of a finding or the one above it.

const comment = /roompass-scan-allow\b:?[^\S\n]{0,4}([^\n]{0,200})/

/** Lines of a bundle are no place for comments, and one must not allow a whole bundle. */
const longestLine = 1000

/** A comment behind something is about its own line. */
const alone = /^\s*(?:\/\/|\/\*|\*|#|<!--|\{\/\*|;|--)/

/** `allowed`, `unexplained` where the reason is missing, or `not` allowed. */
export function allowanceOf(lines: readonly string[], index: number): 'allowed' | 'unexplained' | 'not' {
  const above = lines[index - 1]
  for (const line of [lines[index], above !== undefined && alone.test(above) ? above : undefined]) {
    if (line === undefined || line.length > longestLine) continue
    const found = comment.exec(line)
    if (found === null) continue
    const reason = (found[1] ?? '').replace(/(?:\*\/|-->|\}).*$/, '')
    return /\w{3}/.test(reason) ? 'allowed' : 'unexplained'
  }
  return 'not'
}
