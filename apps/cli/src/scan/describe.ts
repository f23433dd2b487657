// A scan in words for people: where, then once for each rule why it matters and what mends it.
import { countOf, sizeOf } from '../count.ts'
import { table } from '../table.ts'
import { printable } from '../terminal.ts'
import { rules } from './rules.ts'
import type { ScanReport } from './scan.ts'

export function describeScan({ findings, files, bytes, allowed, skipped }: ScanReport): {
  readonly found: string
  readonly summary: string
} {
  const rows = findings.map(({ file, line, column, rule, level }) => [
    `${printable(file)}:${line}:${column}`,
    level,
    rule,
    rules[rule].title,
  ])
  const ids = [...new Set(findings.map(({ rule }) => rule))]
  const meanings = ids.flatMap((id) => ['', id, `  why:  ${rules[id].why}`, `  mend: ${rules[id].mend}`])
  const errors = findings.filter(({ level }) => level === 'error').length
  const unread = skipped.filter(({ why }) => why !== 'binary')
  return {
    found: findings.length === 0 ? '' : [table(rows), ...meanings].join('\n'),
    summary: [
      `${countOf(files, 'file')}, ${sizeOf(bytes)}: ${countOf(errors, 'error')}, ${countOf(findings.length - errors, 'warning')}` +
        `${allowed === 0 ? '' : `, ${allowed} allowed`}.`,
      ...unread.map(({ file, why }) => `not read (${why}): ${printable(file)}`),
    ].join('\n'),
  }
}
