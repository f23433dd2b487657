// The table in libraries/README.md, between two marks.

const begin = '<!-- conformance:begin -->'
const end = '<!-- conformance:end -->'

/** The document with this table in place of the one it has. @throws Error when it has no place for one */
export function withTable(document: string, table: string): string {
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)]
  if (start === -1 || stop < start) throw new Error(`no ${begin} … ${end}`)
  return `${document.slice(0, start)}${begin}\n\n${table}\n\n${document.slice(stop)}`
}
