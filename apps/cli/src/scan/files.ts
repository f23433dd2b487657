// The files of a folder, and the text of one: without what is too large, binary, a link, or somebody else's.
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../failures.ts'
import { printable } from '../terminal.ts'

export interface WalkOptions {
  /** Also node_modules. */
  readonly dependencies: boolean
  /** Folders and files, relative to the root, that are left out. */
  readonly exclude: readonly string[]
}

const repositories: ReadonlySet<string> = new Set(['.git', '.hg', '.svn'])

/** Paths of all files, with `/`, in order. Links are not followed. @throws Refusal when the folder cannot be read */
export async function filesOf(root: string, options: WalkOptions): Promise<string[]> {
  const excluded = new Set(options.exclude.map((path) => path.replace(/^\.\//, '').replace(/\/+$/, '')))
  const visit = async (folder: string): Promise<string[]> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
      throw unreadable(folder === '' ? root : folder, error)
    })
    const found: string[] = []
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (excluded.has(path)) continue
      if (entry.isFile()) found.push(path)
      else if (entry.isDirectory() && !repositories.has(entry.name)) {
        if (entry.name === 'node_modules' && !options.dependencies) continue
        found.push(...(await visit(path)))
      }
    }
    return found
  }
  return visit('')
}

function unreadable(path: string, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new Refusal(`roompass: ${printable(path)} cannot be read (${code})`, { ok: false, code: 'unreadable', path })
}

export type Content = { readonly text: string; readonly bytes: number } | { readonly skipped: Skipped }
export type Skipped = 'binary' | 'too large' | 'unreadable'

/** A file that holds a zero byte near its beginning is no text. */
const head = 8192

/** @param mostBytes what is larger is not read */
export async function contentOf(path: string, mostBytes: number): Promise<Content> {
  try {
    await using file = await open(path, 'r')
    const { size } = await file.stat()
    if (size > mostBytes) return { skipped: 'too large' }
    const buffer = await file.readFile()
    if (buffer.subarray(0, head).includes(0)) return { skipped: 'binary' }
    return { text: buffer.toString('utf8'), bytes: buffer.length }
  } catch {
    return { skipped: 'unreadable' }
  }
}
