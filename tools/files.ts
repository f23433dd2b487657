// The repository's own files, found by walking past what .gitignore names: git itself is not needed, nor a commit.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of this repository, with a slash at its end. */
export const repository: string = fileURLToPath(new URL('../', import.meta.url))

/**
 * Every file under `root` that git would not ignore, as sorted paths from `root` with forward slashes.
 * Throws when .gitignore has a line of a form that is not understood here, rather than look at the wrong files.
 */
export function ownFiles(root: string): readonly string[] {
  const ignored = readIgnored(root)
  const found: string[] = []
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) {
        if (!ignored.folders.has(entry.name)) visit(path)
      } else if (entry.isFile() && !ignored.endings.some((ending) => entry.name.endsWith(ending))) found.push(path)
    }
  }
  visit('')
  return found.toSorted()
}

/** The text of one file. */
export function readText(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

interface Ignored {
  readonly folders: ReadonlySet<string>
  readonly endings: readonly string[]
}

function readIgnored(root: string): Ignored {
  const folders = new Set(['.git'])
  const endings: string[] = []
  for (const line of readText(root, '.gitignore').split('\n')) {
    if (/^[\w.-]+\/$/.test(line)) folders.add(line.slice(0, -1))
    else if (/^\*[\w.-]+$/.test(line)) endings.push(line.slice(1))
    else if (line !== '' && !line.startsWith('#')) throw new Error(`.gitignore: tools/files.ts does not know "${line}"`)
  }
  return { folders, endings }
}
