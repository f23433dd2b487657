// The files under deploy/, as their programs read them.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { variables } from '../../src/config/environment.ts'

export const deploy: string = fileURLToPath(new URL('../../../../deploy/', import.meta.url))

export function textOf(path: string): string {
  return readFileSync(deploy + path, 'utf8')
}

/** SHA-256 of files, one after the other in the order of their paths; folders stand for what is in them. */
export function hashOf(...paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) hash.update(readFileSync(deploy + path))
  return hash.digest('hex')
}

export function filesIn(folder: string): string[] {
  return readdirSync(deploy + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(deploy.length).replace('//', '/'))
    .toSorted((a, b) => (a < b ? -1 : 1))
}

/** Those that this server does not read. */
export function unknownVariables(names: readonly string[]): string[] {
  const known = Object.entries(variables).flatMap(([name, { file }]) => (file ? [name, `${name}_FILE`] : [name]))
  return names.filter((name) => name.startsWith('ROOMPASS_') && !known.includes(name))
}
