// The copy in which mutants live: what the library's tests read, and nothing else. The dependencies are those of the repository.
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../../../../', import.meta.url))
const library = 'libraries/typescript'
const folders = [library, 'spec', 'tools']
const files = ['package.json', 'tsconfig.base.json']

export function prepareCopy(copy: string): void {
  for (const folder of folders) {
    rmSync(join(copy, folder), { recursive: true, force: true })
    mkdirSync(dirname(join(copy, folder)), { recursive: true })
    cpSync(join(repository, folder), join(copy, folder), { recursive: true, filter: isSource })
  }
  for (const file of files) cpSync(join(repository, file), join(copy, file))
  cpSync(join(repository, library, 'proofs/mutation/vitest.config.ts'), join(copy, 'vitest.config.ts'))
  if (!existsSync(join(copy, 'node_modules'))) symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'))
}

function isSource(path: string): boolean {
  return !/\/(?:node_modules|dist)$/.test(path)
}
