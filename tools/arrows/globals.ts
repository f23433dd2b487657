// Which globals one source file uses, the environment among them. Knows nothing of folders or rules.
import type { Node, Program } from 'oxc-parser'
import { isNode, lineOf, propertyOf, walk, type Place } from './tree.ts'

/** A name that the file uses and declares nowhere, or a reading of the environment (`process.env`). */
export interface GlobalUse {
  readonly name: string
  readonly line: number
}

/** Every use of a global. A name that is declared anywhere in the file is no global: scopes are not told apart. */
export function globalsOf(program: Program, text: string): GlobalUse[] {
  const places = [...walk(program)]
  const declared = new Set(places.flatMap(({ node }) => namesDeclaredBy(node)))
  const uses: GlobalUse[] = []
  for (const place of places) {
    const line = lineOf(text, place.node.start)
    if (readsEnvironment(place.node)) uses.push({ name: 'process.env', line })
    const name = referenceOf(place)
    if (name !== undefined && !declared.has(name)) uses.push({ name, line })
  }
  return uses
}

/** The name that a node refers to, unless the node only labels something (a property, a label, an export). */
function referenceOf({ node, parent, key }: Place): string | undefined {
  if (node.type === 'MemberExpression' && isGlobalThis(node.object)) return propertyOf(node)
  if (node.type !== 'Identifier' || parent === null) return undefined
  if (['property', 'key', 'meta', 'exported', 'imported', 'label', 'right'].includes(key)) {
    const refers = 'computed' in parent ? parent.computed : key === 'right' && parent.type !== 'TSQualifiedName'
    return refers ? node.name : undefined
  }
  return node.name
}

function isGlobalThis(node: Node): boolean {
  return node.type === 'Identifier' && ['globalThis', 'window', 'self', 'global'].includes(node.name)
}

/** `process.env`, `process['env']`, `const { env } = process`, `import { env } from 'node:process'`, `import.meta.env`. */
function readsEnvironment(node: Node): boolean {
  if (node.type === 'MemberExpression') return propertyOf(node) === 'env' && isProcess(node.object)
  if (node.type === 'VariableDeclarator') return node.init !== null && isProcess(node.init) && takesEnv(node.id)
  if (node.type !== 'ImportDeclaration' || !/^(node:)?process$/.test(node.source.value)) return false
  return node.specifiers.some(({ type, local }) => type === 'ImportSpecifier' && local.name === 'env')
}

function isProcess(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'process'
  if (node.type === 'MemberExpression') return isGlobalThis(node.object) && propertyOf(node) === 'process'
  return node.type === 'MetaProperty'
}

function takesEnv(pattern: Node): boolean {
  if (pattern.type !== 'ObjectPattern') return false
  return pattern.properties.some((property) => {
    return property.type === 'RestElement' || (property.key.type === 'Identifier' && property.key.name === 'env')
  })
}

/** The names that a node declares, wherever in the file they then hold: scopes are not told apart. */
function namesDeclaredBy(node: Node): string[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return namesIn(node.id)
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return namesIn(node.local)
    case 'CatchClause':
      return node.param === null ? [] : namesIn(node.param)
    case 'TSTypeParameter':
      return namesIn(node.name)
    default:
      return [...('id' in node && isNode(node.id) ? namesIn(node.id) : []), ...parametersOf(node).flatMap(namesIn)]
  }
}

function parametersOf(node: Node): Node[] {
  const parameters: unknown = 'params' in node ? node.params : 'parameters' in node ? node.parameters : []
  return Array.isArray(parameters) ? parameters.filter(isNode) : []
}

/** The names that a pattern binds. */
function namesIn(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name]
    case 'ObjectPattern':
      return pattern.properties.flatMap(namesIn)
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesIn(element)))
    case 'Property':
      return namesIn(pattern.value)
    case 'RestElement':
      return namesIn(pattern.argument)
    case 'AssignmentPattern':
      return namesIn(pattern.left)
    case 'TSParameterProperty':
      return namesIn(pattern.parameter)
    default:
      return []
  }
}
