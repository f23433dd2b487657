// The repository's own files, found by walking past what .gitignore names: git itself is not needed, nor a commit.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of this repository, with a slash at its end. */
export const repository: string = fileURLToPath(new URL('../', import.meta.url))

/**
 * Every file under `root` that git would not ignore, as sorted paths from `root` with forward slashes.
 * Throws when a .gitignore has a line of a form that is not understood here, rather than look at the wrong files.
 */
export function ownFiles(root: string): readonly string[] {
  const found: string[] = []
  const visit = (folder: string, above: Ignored): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    const here = entries.some(({ name }) => name === '.gitignore')
      ? readIgnored(root, inFolder(folder, '.gitignore'))
      : nothing
    const everywhere = { folders: [...above.folders, ...here.folders], endings: [...above.endings, ...here.endings] }
    for (const entry of entries) {
      const path = inFolder(folder, entry.name)
      if (entry.isDirectory()) {
        if (!everywhere.folders.includes(entry.name) && !here.ownFolders.includes(entry.name)) visit(path, everywhere)
      } else if (entry.isFile() && !everywhere.endings.some((ending) => entry.name.endsWith(ending))) found.push(path)
    }
  }
  visit('', { folders: ['.git'], endings: [] })
  return found.toSorted()
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** The text of one file. */
export function readText(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** What is ignored in a folder and below. */
interface Ignored {
  readonly folders: readonly string[]
  readonly endings: readonly string[]
}

/** And what only in the folder itself. */
interface IgnoredHere extends Ignored {
  readonly ownFolders: readonly string[]
}

const nothing: IgnoredHere = { folders: [], endings: [], ownFolders: [] }

function readIgnored(root: string, path: string): IgnoredHere {
  const [folders, endings, ownFolders]: [string[], string[], string[]] = [[], [], []]
  for (const line of readText(root, path).split('\n')) {
    const [, anchor, folder, star, file] = /^(?:(\/?)([\w.-]+)\/|(\*?)([\w.-]+))$/.exec(line) ?? []
    if (folder !== undefined) (anchor === '' ? folders : ownFolders).push(folder)
    else if (file !== undefined && (star !== '' || file.includes('.'))) endings.push(file)
    else if (line !== '' && !line.startsWith('#')) throw new Error(`${path}: tools/files.ts does not know "${line}"`)
  }
  return { folders, endings, ownFolders }
}
