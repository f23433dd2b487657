// What a specifier names: a file of this repository, a builtin of Node, or a package. As the exports maps say for `source`.
import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'

/** Where an arrow ends. `nowhere` is a package of this repository that has no such export. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'builtin'; readonly name: string }
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'nowhere'; readonly name: string }

/** A workspace: its folder from the root, and what is asked of its package.json. */
export interface Workspace {
  readonly folder: string
  readonly name: string
  readonly isPublished: boolean
  readonly exports?: unknown
  readonly imports?: unknown
}

/** The workspaces that the root's package.json names and that are there. */
export function readWorkspaces(root: string): readonly Workspace[] {
  const { workspaces } = readPackage(root, '.')
  if (!Array.isArray(workspaces)) throw new TypeError('package.json: workspaces must be a list of folders')
  return workspaces
    .map(String)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => {
      const { name, private: hidden, exports, imports } = readPackage(root, folder)
      return { folder, name: String(name), isPublished: hidden !== true, exports, imports }
    })
}

function readPackage(root: string, folder: string): Record<string, unknown> {
  const json: unknown = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  return Object(json)
}

/** Every target that a specifier in a file can have; more than one where conditions choose. */
export function resolve(specifier: string, from: string, workspaces: readonly Workspace[]): readonly Target[] {
  if (/^\.\.?(\/|$)/.test(specifier)) return [file(posix.join(posix.dirname(from), specifier))]
  if (isBuiltin(specifier)) return [{ kind: 'builtin', name: specifier.replace(/^node:/, '') }]
  if (specifier.startsWith('#')) {
    return inMap(workspaceOf(from, workspaces), (own) => own.imports, specifier, specifier)
  }
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  const workspace = workspaces.find((one) => one.name === name)
  if (workspace === undefined) return [{ kind: 'package', name }]
  return inMap(workspace, (one) => one.exports, `.${specifier.slice(name.length)}`, specifier)
}

/** The workspace that a file belongs to, if it is not the root's. */
export function workspaceOf(path: string, workspaces: readonly Workspace[]): Workspace | undefined {
  return workspaces.find(({ folder }) => path.startsWith(`${folder}/`))
}

function file(path: string): Target {
  return { kind: 'file', path: path.replace(/\?.*$/, '') }
}

function inMap(
  workspace: Workspace | undefined,
  map: (workspace: Workspace) => unknown,
  key: string,
  specifier: string,
): readonly Target[] {
  const nowhere: Target = { kind: 'nowhere', name: specifier }
  if (workspace === undefined) return [nowhere]
  const entry: unknown = Object(map(workspace))[key]
  // A file that is no source (package.json) is given without conditions.
  const paths = leaves(Object(entry).source ?? entry)
  return paths.length === 0 ? [nowhere] : paths.map((path) => file(posix.join(workspace.folder, path)))
}

function leaves(entry: unknown): string[] {
  if (typeof entry === 'string') return [entry]
  return typeof entry === 'object' && entry !== null ? Object.values(entry).flatMap(leaves) : []
}
