// The portable provider with its cryptography inside: who installs the package installs nothing else (docs/decisions/0008-bundled-noble.md).
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

/** What is bundled, each by a file of it that can be resolved. */
const bundled = { '@noble/ciphers': '@noble/ciphers/aes.js', '@noble/hashes': '@noble/hashes/sha2.js' }

const source = fileURLToPath(new URL('../src/crypto/portable.ts', import.meta.url))

/** Writes `crypto/portable.js` with all of npm that it imports, over what the compiler made of it, and the licences beside it. */
export async function bundlePortable(dist: string): Promise<void> {
  const outfile = join(dist, 'crypto/portable.js')
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    // They say whose it is; so does the file beside it, which weighs nothing in a page.
    legalComments: 'none',
    plugins: [ownFilesStay],
    logLevel: 'error',
  })
  // It leads to the lines of what was there before.
  rmSync(`${outfile}.map`, { force: true })
  writeFileSync(join(dist, 'crypto/portable.LICENSE.txt'), licences())
}

/** The rest of the library is imported as before: a bundler of a page must not get it twice. */
const ownFilesStay: Plugin = {
  name: 'own-files-stay',
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path }) => ({
      path: path.replace(/ts$/, 'js'),
      external: true,
    }))
  },
}

function licences(): string {
  const { resolve } = createRequire(import.meta.url)
  const texts = Object.entries(bundled).map(([name, file]) => {
    const folder = dirname(resolve(file))
    const { version }: Record<string, unknown> = Object(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
    return `${name} ${String(version)}\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`
  })
  return `portable.js contains parts of these packages, under these licences.\n\n${texts.join('\n\n')}`
}
