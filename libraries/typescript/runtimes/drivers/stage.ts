// A folder outside the repository with the package as it is published and nothing beside it: what is imported there comes from it alone.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type BuildOptions } from 'esbuild'
import type { Report } from '../suite/checks.ts'
import { vectorFiles } from '../suite/vectors.ts'

export interface Stage {
  readonly folder: string
  /** The folder of the vectors, and their texts by file. */
  readonly vectors: string
  readonly texts: Readonly<Record<string, string>>
  /** Bundles a file of `hosts` into the folder. Gives the path of the bundle. */
  readonly bundle: (host: string, options: BuildOptions) => Promise<string>
  readonly remove: () => void
}

/** Runs the suite somewhere. Rejects when it could not be run. */
export type Driver = (stage: Stage) => Promise<{ readonly version: string; readonly report: Report }>

/** @param vectors the folder with the vectors */
export function openStage(vectors: string): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'roompass-runtimes-'))
  const home = join(folder, 'node_modules/@roompass/token')
  for (const part of ['package.json', 'dist', 'zego'])
    cpSync(within(`../../${part}`), join(home, part), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  return {
    folder,
    vectors,
    texts: Object.fromEntries(vectorFiles.map((name) => [name, readFileSync(join(vectors, name), 'utf8')])),
    async bundle(host, options) {
      const outfile = join(folder, `${host}.${options.format === 'cjs' ? 'cjs' : 'js'}`)
      const entryPoints = [within(`../hosts/${host}.ts`)]
      await build({
        entryPoints,
        outfile,
        bundle: true,
        format: 'esm',
        target: 'es2023',
        logLevel: 'silent',
        ...options,
      })
      return outfile
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function within(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
