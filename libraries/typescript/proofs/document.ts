// Puts the result of a proof where people read it: between two marks in docs/proofs.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

const path = fileURLToPath(new URL('../../../docs/proofs.md', import.meta.url))

/** @throws Error when the document has no marks of this name */
export function writeResult(name: string, text: string): void {
  const document = readFileSync(path, 'utf8')
  const [start, end] = [`<!-- result: ${name} -->`, `<!-- end: ${name} -->`]
  const [from, to] = [document.indexOf(start), document.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`docs/proofs.md has no place for ${name}`)
  writeFileSync(path, `${document.slice(0, from + start.length)}\n\n${text}\n\n${document.slice(to)}`)
}

/** What it ran on, without a name or a date. */
export function machine(): string {
  return `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`
}
