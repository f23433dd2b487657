// What sources name in calls, and a document lists: what the server may log, and the codes of the command. Both name the same.
import { readText } from '../files.ts'
import type { Document } from './markdown.ts'
import type { Problem } from './problem.ts'

/** A list in a document and the calls that it is about. */
interface Named {
  readonly document: string
  readonly heading: string
  readonly sources: RegExp
  /** A call; its groups are the cells with which a row of the list begins. */
  readonly call: RegExp
}

const lists: readonly Named[] = [
  {
    document: 'docs/log.md',
    heading: 'The log',
    sources: /^apps\/server\/src\/.*\.ts$/,
    call: /\blog\.(?<level>info|warn|error)\(\s*'(?<name>\w+)'/g,
  },
  {
    document: 'apps/cli/README.md',
    heading: 'Codes',
    sources: /^apps\/cli\/src\/.*\.ts$/,
    call: /\bok: false,\s*code: '(?<name>\w+)'/g,
  },
]

/** Compares every list with the calls in the sources. */
export function checkNamed(root: string, documents: readonly Document[], files: readonly string[]): Problem[] {
  return lists.flatMap((list) => checkList(root, documents, files, list))
}

function checkList(
  root: string,
  documents: readonly Document[],
  files: readonly string[],
  { document: path, heading, sources, call }: Named,
): Problem[] {
  const named = files.filter((file) => sources.test(file)).flatMap((file) => callsIn(root, file, call))
  const rows = documents.find((document) => document.path === path)?.rows.filter((row) => row.heading === heading) ?? []
  const cells = call.source.includes('?<level>') ? 2 : 1
  const written = rows.map((row) => ({ text: row.cells.slice(0, cells).join(' ').replaceAll('`', ''), line: row.line }))
  const known = new Set(written.map(({ text }) => text))
  const said = new Set(named.map(({ text }) => text))
  return [
    ...named
      .filter(({ text }) => !known.has(text))
      .map(({ file, line, text }) => ({ file, line, message: `${path} does not have ${text}` })),
    ...written
      .filter(({ text }) => !said.has(text))
      .map(({ text, line }) => ({ file: path, line, message: `nothing in the sources says ${text}` })),
  ]
}

function callsIn(root: string, file: string, call: RegExp): { file: string; line: number; text: string }[] {
  const text = readText(root, file)
  return [...text.matchAll(call)].map(({ index, groups = {} }) => {
    const line = text.slice(0, index).split('\n').length
    return { file, line, text: [groups['name'], groups['level']].filter((cell) => cell !== undefined).join(' ') }
  })
}
