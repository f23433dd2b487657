// A walk over a syntax tree that knows where it is, and the few questions that are asked of nodes everywhere.
import { visitorKeys, type Node } from 'oxc-parser'

/** A node and where it stands. */
export interface Place {
  readonly node: Node
  readonly parent: Node | null
  /** The property of the parent that holds the node. */
  readonly key: string
}

/** Every node from the top down, in the order of the text. */
export function* walk(node: Node, parent: Node | null = null, key = ''): Generator<Place> {
  yield { node, parent, key }
  for (const childKey of visitorKeys[node.type] ?? []) {
    const value: unknown = Reflect.get(node, childKey)
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child, node, childKey)
  }
}

/** Whether a value of the tree is a node. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** The string that an expression is, or null when it is only known at run time. */
export function literal(node: Node): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null
  return null
}

/** The name after the dot, or between the brackets. */
export function propertyOf(node: Extract<Node, { type: 'MemberExpression' }>): string | undefined {
  if (!node.computed) return 'name' in node.property ? node.property.name : undefined
  return literal(node.property) ?? undefined
}

/** The line of a place in a text, from 1. */
export function lineOf(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1
  return line
}
