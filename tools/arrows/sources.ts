// Every source file of the repository with its arrows: what it imports, where that leads, and the globals it uses.
import { parseSync } from 'oxc-parser'
import { ownFiles, readText } from '../files.ts'
import { globalsOf, type GlobalUse } from './globals.ts'
import { mentionsOf, type Mention } from './mentions.ts'
import { resolve, type Target, type Workspace } from './resolve.ts'

/** One import of one file; what stands behind it may depend on conditions, so it is an arrow per target. */
export interface Arrow extends Mention {
  /** Undefined when the specifier is computed. */
  readonly target: Target | undefined
}

export interface Source {
  readonly path: string
  readonly arrows: readonly Arrow[]
  readonly globals: readonly GlobalUse[]
}

/** Reads every file. Throws a SyntaxError for one that does not parse, since a file that cannot be read cannot be checked. */
export function readSources(root: string, workspaces: readonly Workspace[]): readonly Source[] {
  return ownFiles(root)
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
    .map((path) => readSource(path, readText(root, path), workspaces))
}

function readSource(path: string, text: string, workspaces: readonly Workspace[]): Source {
  const { program, errors } = parseSync(path, text)
  if (errors[0] !== undefined) throw new SyntaxError(`${path}: ${errors[0].message}`)
  const arrows = mentionsOf(program, text).flatMap((mention): Arrow[] => {
    if (mention.specifier === null) return [{ ...mention, target: undefined }]
    return resolve(mention.specifier, path, workspaces).map((target) => ({ ...mention, target }))
  })
  return { path, arrows, globals: globalsOf(program, text) }
}
