// What a bundler makes of the package by its own name: from `src` under the condition `source`, else from `dist`.
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

export interface Bundle {
  readonly text: string
  readonly gzipped: number
  /** The files of which something is left. */
  readonly files: readonly string[]
  /** What is imported from outside of the bundle. */
  readonly imports: readonly string[]
}

const home = fileURLToPath(new URL('..', import.meta.url))

/** @param conditions of the exports map, besides those that esbuild always has (`import`, `default`) */
export async function bundle(contents: string, conditions: readonly string[]): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: home, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    legalComments: 'none',
    format: 'esm',
    platform: 'neutral',
    conditions: [...conditions],
    // As bundlers for pages do: what is named node: cannot be resolved, and would be left as it is.
    external: ['node:*'],
    logLevel: 'silent',
  })
  const text = outputFiles.map((file) => file.text).join('')
  const outputs = Object.values(metafile.outputs)
  const inputs = outputs.flatMap((output) => Object.entries(output.inputs))
  return {
    text,
    gzipped: gzipSync(text, { level: 9 }).length,
    files: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file),
    imports: outputs.flatMap((output) => output.imports.map(({ path }) => path)),
  }
}
