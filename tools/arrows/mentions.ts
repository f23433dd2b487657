// Which modules one source file names: import, export from, import(), import type, require. Knows nothing of folders or rules.
import type { Node, Program } from 'oxc-parser'
import { lineOf, literal, propertyOf, walk } from './tree.ts'

/** A module that a file names, however it names it: import, export from, import(), import type, require. */
export interface Mention {
  /** The name as written; null when it is computed, so that nobody can tell what it names. */
  readonly specifier: string | null
  readonly line: number
}

/** Every mention of a module, in the order of the text. */
export function mentionsOf(program: Program, text: string): Mention[] {
  const mentions: Mention[] = []
  for (const { node } of walk(program)) {
    const source = sourceOf(node)
    if (source !== undefined) mentions.push({ specifier: literal(source), line: lineOf(text, node.start) })
  }
  return mentions
}

/** The expression that names a module, in a node that names one. */
function sourceOf(node: Node): Node | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source
    case 'ExportNamedDeclaration':
      return node.source ?? undefined
    case 'TSExternalModuleReference':
      return node.expression
    case 'CallExpression':
      return loadsModule(node.callee) ? node.arguments[0] : undefined
    default:
      return undefined
  }
}

function loadsModule(callee: Node): boolean {
  if (callee.type === 'Identifier') return callee.name === 'require'
  if (callee.type !== 'MemberExpression') return false
  return ['getBuiltinModule', 'resolve'].includes(propertyOf(callee) ?? '') && isLoader(callee.object)
}

function isLoader(node: Node): boolean {
  return node.type === 'MetaProperty' || (node.type === 'Identifier' && ['process', 'require'].includes(node.name))
}
