// The table of the README: what passed where, between two marks.
import type { Report } from './suite/checks.ts'

export interface Row {
  readonly name: string
  readonly version: string
  readonly gets: string
  readonly report: Report
}

const begin = '<!-- runtimes:begin -->'
const end = '<!-- runtimes:end -->'
const parts = ['mint', 'verify', 'hostile', 'dialects', 'diagnosis', 'drop-in', 'read', 'refusals']

/** The document with this table in place of the one it has. @throws Error when it has no place for one */
export function withTable(document: string, rows: readonly Row[]): string {
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)]
  if (start === -1 || stop < start) throw new Error(`no ${begin} … ${end}`)
  return `${document.slice(0, start)}${begin}\n\n${tableOf(rows)}\n\n${document.slice(stop)}`
}

/** The document without what differs from one machine to another: the version of a browser that nobody pins, and the width of the column it stands in. */
export function comparable(document: string): string {
  return document
    .replaceAll(/^(\| Chromium[^|]*\|)[^|]*/gm, '$1 ')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/-{3,}/g, '---')
}

function tableOf(rows: readonly Row[]): string {
  const lines = [
    ['Runtime', 'Version', 'Entry', ...parts],
    ...rows.map(({ name, version, gets, report }) => {
      const counts = parts.map((part) => report.passed[part]?.toString() ?? '–')
      return [name, version, gets, ...counts]
    }),
  ]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const spelled = lines.map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`)
  return spelled.toSpliced(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`).join('\n')
}
