// Rows for people: columns that stand under each other, as wide as their widest cell.

/** The last column is not padded. Cells hold no line breaks; what comes from outside was made printable before. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, widthOf(cell))))
  return rows
    .map((row) =>
      row.map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell)))),
    )
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n')
}

/** Characters, not units of UTF-16. */
function widthOf(text: string): number {
  return Array.from(text).length
}
