// Writes new files, all or none of them, and never over something.
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '../failures.ts'

export interface NewFile {
  readonly path: string
  readonly text: string
  readonly mode: number
}

/** @throws Refusal when one of them, or of `others`, is there already, or cannot be written; then nothing was */
export async function writeNew(folder: string, files: readonly NewFile[], others: readonly string[]): Promise<void> {
  const there = [...files.map(({ path }) => path), ...others].filter((path) => existsSync(join(folder, path)))
  if (there.length > 0) throw exists(there)
  const written: string[] = []
  try {
    for (const { path, text, mode } of files) {
      await writeFile(join(folder, path), text, { mode, flag: 'wx' })
      written.push(path)
    }
  } catch (error) {
    await Promise.all(written.map((path) => rm(join(folder, path))))
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'EEXIST')
      throw exists(
        files
          .map(({ path }) => path)
          .filter((path) => !written.includes(path))
          .slice(0, 1),
      )
    throw new Refusal(`roompass: this folder cannot be written (${code})`, {
      ok: false,
      code: 'unwritable',
      cause: code,
    })
  }
}

function exists(there: readonly string[]): Refusal {
  return new Refusal(
    `roompass: ${there.join(' and ')} ${there.length === 1 ? 'is' : 'are'} here already, and nothing was written.\n` +
      'Run this in another folder, or move what is here away. To check what is here: roompass doctor',
    { ok: false, code: 'exists', files: there },
  )
}

/** Adds the lines that are missing to a .gitignore, making it if there is none. @returns whether something was added */
export async function ignoreInGit(folder: string, lines: readonly string[]): Promise<boolean> {
  const path = join(folder, '.gitignore')
  const text = existsSync(path) ? await readFile(path, 'utf8') : ''
  const known = new Set(text.split(/\r?\n/).map((line) => line.trim()))
  const missing = lines.filter((line) => !known.has(line) && !known.has(`/${line}`))
  if (missing.length === 0) return false
  const separator = text === '' || text.endsWith('\n') ? '' : '\n'
  await writeFile(path, `${text}${separator}${missing.join('\n')}\n`)
  return true
}
