// Tables in documents that say what code says too: both have the same rows, in any order.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Document, Row } from './markdown.ts'
import type { Problem } from './problem.ts'

/** A table and the export that it repeats. */
interface Table {
  readonly document: string
  /** How the heading above the table begins. */
  readonly heading: string
  /** Which rows are meant, by their first cell, where other tables stand under the same heading. */
  readonly only?: RegExp
  readonly source: string
  readonly name: string
  /** What the table must say of one entry of the export. */
  readonly row: (key: string, value: Record<string, unknown>) => readonly unknown[]
  /** Cells that are compared; the others are prose. Several rows stand beside each other where there are more groups than one. */
  readonly cells: readonly (readonly number[])[]
}

const reasonCodes = {
  source: 'libraries/typescript/src/inspect/reasons.ts',
  name: 'reasons',
  row: (code: string): readonly unknown[] => [code],
}

const tables: readonly Table[] = [
  {
    document: 'spec/room-protocol.md',
    heading: '7. Close codes',
    source: 'packages/room/src/protocol/close_codes.ts',
    name: 'closeReasons',
    row: (name, { code, retry, meaning }) => [code, name, retry, meaning],
    cells: [[0, 1, 2, 3]],
  },
  {
    document: 'spec/http-api.md',
    heading: '7. Problems',
    source: 'apps/server/src/http/problems.ts',
    name: 'problemKinds',
    row: (code, { status }) => [code, status],
    cells: [[0, 1]],
  },
  {
    document: 'spec/http-api.md',
    heading: '7.1 Reasons of the policy',
    source: 'apps/server/src/policy/reasons.ts',
    name: 'policyReasons',
    row: (reason, { meaning }) => [reason, meaning],
    cells: [[0, 1]],
  },
  {
    document: 'docs/audit.md',
    heading: 'The events',
    source: 'apps/server/src/audit/entry.ts',
    name: 'auditEvents',
    row: (_, event) => [event],
    cells: [[0]],
  },
  { document: 'spec/kit-token.md', heading: '5.4 Reason codes', ...reasonCodes, cells: [[0], [2]] },
  { document: 'libraries/typescript/README.md', heading: 'Reason codes', ...reasonCodes, cells: [[0]] },
  {
    document: 'libraries/README.md',
    heading: 'Why a token is refused',
    source: 'libraries/typescript/src/inspect/reasons.ts',
    name: 'reasons',
    row: (code, { message }) => [code, message],
    cells: [[0, 1]],
  },
  {
    document: 'libraries/README.md',
    heading: 'What only inspecting says',
    source: 'libraries/typescript/src/inspect/hints.ts',
    name: 'hints',
    row: (code, { message }) => [code, message],
    cells: [[0, 1]],
  },
  {
    document: 'apps/server/README.md',
    heading: 'Config',
    only: /^`ROOMPASS_/,
    source: 'apps/server/src/config/environment.ts',
    name: 'variables',
    row: (name, { meaning, file }) => [name, file === true ? 'yes' : '', meaning],
    cells: [[0, 1, 2]],
  },
]

/** Compares every table with its source. A table that is not where it should be is a problem of its own. */
export async function checkTables(root: string, documents: readonly Document[]): Promise<Problem[]> {
  const problems = await Promise.all(tables.map((table) => checkTable(root, documents, table)))
  return problems.flat()
}

async function checkTable(root: string, documents: readonly Document[], table: Table): Promise<Problem[]> {
  const { document: path, heading, only, source, name } = table
  const document = documents.find((one) => one.path === path)
  const expected = await rowsOf(root, table)
  if (document === undefined || expected.length === 0) {
    const missing = document === undefined ? `there is no ${path}` : `${source} has no ${name}`
    return [{ file: path, line: 1, message: `${missing}: tools/docs/tables.ts compares the two` }]
  }
  const line = document.headings.find(({ text }) => text.startsWith(heading))?.line
  if (line === undefined) return [{ file: path, line: 1, message: `there is no table under "${heading}"` }]
  const meant = document.rows.filter(
    (row) => row.heading.startsWith(heading) && (only?.test(row.cells[0] ?? '') ?? true),
  )
  const rows = meant.flatMap((row) => picked(row, table.cells))
  const written = new Set(rows.map(({ text }) => text))
  return [
    ...rows
      .filter(({ text }) => !expected.includes(text))
      .map((row) => ({ file: path, line: row.line, message: `${source} does not say: ${row.text}` })),
    ...expected
      .filter((text) => !written.has(text))
      .map((text) => ({ file: path, line, message: `a row is missing, ${source} says: ${text}` })),
  ]
}

function picked(row: Row, groups: Table['cells']): { text: string; line: number }[] {
  return groups.flatMap((group) => {
    const cells = group.map((cell) => (row.cells[cell] ?? '').replaceAll('`', ''))
    return cells.every((cell) => cell === '') ? [] : [{ text: cells.join(' | '), line: row.line }]
  })
}

/** What the source says; nothing when it, or the export in it, is not there. */
async function rowsOf(root: string, { source, name, row }: Table): Promise<string[]> {
  if (!existsSync(join(root, source))) return []
  const module: unknown = await import(pathToFileURL(join(root, source)).href)
  const entries = Object.entries(Object(Object(module)[name]))
  return entries.map(([key, value]) => {
    return row(key, Object(value))
      .map((cell) => String(cell).replaceAll('`', ''))
      .join(' | ')
  })
}
