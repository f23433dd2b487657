// Tables of Markdown, and the place for one in a document, between two marks: `<!-- speed:begin -->` and `<!-- speed:end -->`.

/** Aligned as the formatter of this repository aligns it: the first column is text, the others are numbers. */
export function markdownOf(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => {
    const cells = widths.map((width, column) => {
      const text = row[column] ?? ''
      return column === 0 ? text.padEnd(width) : text.padStart(width)
    })
    return `| ${cells.join(' | ')} |`
  })
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return lines.toSpliced(1, 0, `| ${rule.join(' | ')} |`).join('\n')
}

/** The document with this text in place of what it has between its marks. @throws Error when it has no place for one */
export function withText(document: string, mark: string, text: string): string {
  const [begin, end] = [`<!-- ${mark}:begin -->`, `<!-- ${mark}:end -->`]
  const [start, stop] = [document.indexOf(begin), document.indexOf(end)]
  if (start === -1 || stop < start) throw new Error(`no ${begin} … ${end}`)
  return `${document.slice(0, start)}${begin}\n\n${text}\n\n${document.slice(stop)}`
}
