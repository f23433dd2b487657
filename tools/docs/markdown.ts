// The parts of a Markdown file that can be checked: headings, links, code, tables. No more of Markdown than these documents use.

/** Something with the line it stands on, counted from 1. */
export interface Text {
  readonly text: string
  readonly line: number
}

export interface CodeBlock extends Text {
  /** What stands behind the fence: `ts`, `sh`, … The line is that of the first line of code. */
  readonly language: string
  /** What an HTML comment right above, `<!-- given … -->`, declares for the compiler and hides from readers. */
  readonly given: Text | undefined
}

export interface Row {
  readonly cells: readonly string[]
  readonly line: number
  /** The heading that the table stands under. */
  readonly heading: string
}

export interface Document {
  readonly path: string
  readonly headings: readonly Text[]
  /** What a link can end at in this file, without `#`. */
  readonly anchors: ReadonlySet<string>
  /** Targets of links and images. */
  readonly links: readonly Text[]
  /** Inline code. */
  readonly spans: readonly Text[]
  readonly blocks: readonly CodeBlock[]
  /** Rows of tables below their heads. */
  readonly rows: readonly Row[]
}

/** Reads a document. */
export function readDocument(path: string, text: string): Document {
  const { prose, blocks } = withoutBlocks(text)
  const headings = prose.flatMap(({ text: line, line: at }) => {
    const heading = /^#{1,6} +(.*?) *$/.exec(line)?.[1]
    return heading === undefined ? [] : [{ text: heading, line: at }]
  })
  const named = prose.flatMap(({ text: line }) =>
    [...line.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = '']) => id),
  )
  return {
    path,
    headings,
    anchors: new Set([...slugsOf(headings.map((heading) => heading.text)), ...named]),
    links: prose.flatMap(linksIn),
    spans: prose.flatMap((line) =>
      [...line.text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => ({ ...line, text: span })),
    ),
    blocks,
    rows: rowsOf(prose),
  }
}

interface Split {
  readonly prose: readonly Text[]
  readonly blocks: readonly CodeBlock[]
}

function withoutBlocks(text: string): Split {
  const prose: Text[] = []
  const blocks: CodeBlock[] = []
  const lines = text.split('\n')
  let given: Text | undefined
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const fence = /^( *)(`{3,})(\w*)/.exec(line)
    const end = fence === null ? -1 : lines.findIndex((other, index) => index > at && other.trim() === fence[2])
    if (fence !== null && end !== -1) {
      blocks.push({ language: fence[3] ?? '', text: lines.slice(at + 1, end).join('\n'), line: at + 2, given })
      at = end
      given = undefined
    } else if (line === '<!-- given') {
      const close = lines.indexOf('-->', at)
      given = { text: lines.slice(at + 1, close).join('\n'), line: at + 2 }
      at = close
    } else prose.push({ text: line, line: at + 1 })
  }
  return { prose, blocks }
}

function linksIn({ text, line }: Text): Text[] {
  const plain = text.replaceAll(/`[^`]*`/g, '')
  const targets = [
    ...plain.matchAll(/\]\(([^)\s]+)[^)]*\)|^\[[^\]]+\]: +(\S+)|<(?:a|img) [^>]*(?:href|src)="([^"]+)"/g),
  ]
  return targets.map(([, inline, reference, html]) => ({ text: inline ?? reference ?? html ?? '', line }))
}

/** GitHub's names of headings: lower case, only letters, digits, `-` and `_`, a number behind the second of a kind. */
function slugsOf(headings: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return headings.map((heading) => {
    const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const slug = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(/\s/g, '-')
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
}

function rowsOf(prose: readonly Text[]): Row[] {
  const rows: Row[] = []
  let heading = ''
  let inBody = false
  for (const { text, line } of prose) {
    heading = /^#{1,6} +(.*?) *$/.exec(text)?.[1] ?? heading
    if (!text.startsWith('|')) inBody = false
    else if (/^\|[\s|:-]+\|$/.test(text) && text.includes('---')) inBody = true
    else if (inBody) rows.push({ cells: cellsOf(text), line, heading })
  }
  return rows
}

function cellsOf(row: string): string[] {
  const inner = row.replace(/^\|/, '').replace(/\|\s*$/, '')
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}
