// What an entry of a package exports: each declaration with the comment above it, read from the sources, wherever they are.
import { posix } from 'node:path'
import { parseSync, type Class, type Comment, type Node } from 'oxc-parser'

export interface Exported {
  readonly name: string
  readonly kind: 'function' | 'class' | 'interface' | 'type'
  /** The declaration without what only a program needs: bodies, and words that a reader does not miss. */
  readonly signature: string
  /** The documentation comment without its stars; '' where there is none. */
  readonly doc: string
}

/** In the order of the file. @throws Error for an export in a form that is not understood here, rather than leave it out */
export function exportsOf(textOf: (path: string) => string, entry: string): readonly Exported[] {
  const text = textOf(entry)
  const { program, comments } = parseSync(entry, text)
  return program.body.flatMap((node): readonly Exported[] => {
    if (node.type !== 'ExportNamedDeclaration') return []
    if (node.declaration !== null) {
      const { kind, name, signature } = declared(node.declaration, text, entry)
      return [{ kind, name, signature, doc: docAbove(node.start, text, comments) }]
    }
    if (node.source === null) throw new Error(`${entry}: an export of what is declared elsewhere in the file`)
    const there = exportsOf(textOf, posix.join(posix.dirname(entry), node.source.value))
    return node.specifiers.map(({ local }) => {
      const name = 'name' in local ? local.name : local.value
      const found = there.find((one) => one.name === name)
      if (found === undefined) throw new Error(`${entry}: there is no ${name} in ${node.source?.value}`)
      return found
    })
  })
}

/** The comment that ends right above a place. */
function docAbove(start: number, text: string, comments: readonly Comment[]): string {
  const above = comments.findLast(({ end }) => end <= start)
  if (above?.value.startsWith('*') !== true || text.slice(above.end, start).trim() !== '') return ''
  return above.value.replaceAll(/^\s*\* ?/gm, '').trim()
}

function declared(node: Node, text: string, file: string): Pick<Exported, 'kind' | 'name' | 'signature'> {
  const all = text.slice(node.start, node.end)
  switch (node.type) {
    case 'FunctionDeclaration':
      return { kind: 'function', name: node.id?.name ?? '', signature: text.slice(node.start, node.body?.start).trim() }
    case 'ClassDeclaration':
      return { kind: 'class', name: node.id?.name ?? '', signature: outlineOf(node, text) }
    case 'TSInterfaceDeclaration':
      return { kind: 'interface', name: node.id.name, signature: all }
    case 'TSTypeAliasDeclaration':
      return { kind: 'type', name: node.id.name, signature: all }
    case 'VariableDeclaration':
      // Constants of the library's own files, which no entry exports.
      return { kind: 'type', name: nameOf(node.declarations[0]?.id), signature: all }
    default:
      throw new Error(`${file}: ${node.type} is exported, which tools/reference does not know`)
  }
}

function nameOf(node: Node | undefined): string {
  return node?.type === 'Identifier' ? node.name : ''
}

/** A class with its members, without the bodies of its methods. */
function outlineOf(node: Class, text: string): string {
  const { body } = node
  let outline = text.slice(node.start, body.start + 1)
  let at = body.start + 1
  for (const member of body.body) {
    outline += text.slice(at, member.start)
    const end = member.type === 'MethodDefinition' ? member.value.body?.start : member.end
    outline += text
      .slice(member.start, end)
      .trim()
      .replace(/^(?:declare |override )+/, '')
    at = member.end
  }
  return outline + text.slice(at, node.end)
}
