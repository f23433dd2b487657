// Every line that the server may log stands in docs/log.md with its level, and nothing else does.
import { readText } from '../files.ts'
import type { Document } from './markdown.ts'
import type { Problem } from './problem.ts'

const path = 'docs/log.md'

/** Compares the table of events with the calls in the sources. */
export function checkLogLines(root: string, documents: readonly Document[], files: readonly string[]): Problem[] {
  const logged = files.filter((file) => /^apps\/server\/src\/.*\.ts$/.test(file)).flatMap((file) => linesOf(root, file))
  const rows = documents.find((document) => document.path === path)?.rows ?? []
  const written = rows.map(({ cells: [event = '', level = ''], line }) => {
    return { text: `${event.replaceAll('`', '')} (${level})`, line }
  })
  const known = new Set(written.map(({ text }) => text))
  const said = new Set(logged.map(({ text }) => text))
  return [
    ...logged
      .filter(({ text }) => !known.has(text))
      .map(({ file, line, text }) => ({ file, line, message: `${path} does not have the event ${text}` })),
    ...written
      .filter(({ text }) => !said.has(text))
      .map(({ text, line }) => ({ file: path, line, message: `nothing logs ${text}` })),
  ]
}

function linesOf(root: string, file: string): { file: string; line: number; text: string }[] {
  const text = readText(root, file)
  return [...text.matchAll(/\blog\.(info|warn|error)\(\s*'(\w+)'/g)].map(({ index, 1: level, 2: event }) => {
    return { file, line: text.slice(0, index).split('\n').length, text: `${event} (${level})` }
  })
}
