// What a bundler makes of the package: what ends up in a page, and how much it weighs.
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

interface Bundle {
  readonly text: string
  readonly gzipped: number
  /** The files of which something is left. */
  readonly files: readonly string[]
  /** What is imported from outside of the bundle. */
  readonly imports: readonly string[]
}

const folder = new URL('../src/', import.meta.url)

async function bundle(contents: string, conditions: readonly string[]): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder.pathname, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    conditions: ['source', ...conditions],
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

const inPage = (names: string): Promise<Bundle> => bundle(`export { ${names} } from './browser.ts'`, ['browser'])

describe('a bundle for pages', () => {
  it('holds nothing of Node', async () => {
    const { text, files, imports } = await bundle(`export * from './browser.ts'`, ['browser'])
    expect(imports).toEqual([])
    expect(text).not.toMatch(/["'`]node:|createCipheriv|createDecipheriv|Buffer\.(alloc|concat)/)
    expect(files.filter((file) => file.endsWith('crypto/node.ts'))).toEqual([])
    expect(files.some((file) => file.endsWith('crypto/portable.ts'))).toBe(true)
  })

  it('weighs less than 2 kB for reading and joining', async () => {
    const { gzipped, files } = await inPage('read, generateKitTokenForProduction')
    expect(gzipped).toBeLessThan(2048)
    expect(files.filter((file) => /crypto|noble|verify|mint|inspect/.test(file))).toEqual([])
  })

  it('weighs less than 700 bytes for joining alone', async () => {
    const { gzipped, files } = await inPage('generateKitTokenForProduction')
    expect(gzipped).toBeLessThan(700)
    expect(files.length).toBeLessThan(6)
  })

  it('has no cryptography but for the test tokens, whatever else is used', async () => {
    const { files } = await inPage(
      'read, generateKitTokenForProduction, isUserId, kitStreamIds, KitTokenError, mint, verify',
    )
    expect(files.filter((file) => /noble|crypto/.test(file))).toEqual([])
    expect((await inPage('generateKitTokenForTest')).files.some((file) => file.includes('noble'))).toBe(true)
  })
})

describe('a bundle for Workers', () => {
  it('mints and verifies without Node, in less than 18 kB', async () => {
    const { imports, gzipped } = await bundle(`export { createKeyring, mint, verify } from './index.ts'`, ['workerd'])
    expect(imports).toEqual([])
    expect(gzipped).toBeLessThan(18_000)
  })

  it('mints in less than 12 kB', async () => {
    const { gzipped } = await bundle(`export { createKeyring, mint } from './index.ts'`, ['workerd'])
    expect(gzipped).toBeLessThan(12_000)
  })
})

describe('a bundle for Node', () => {
  it('holds nothing of the portable provider', async () => {
    const { imports, files } = await bundle(`export * from './index.ts'`, ['node'])
    expect([...imports].sort()).toEqual(['node:buffer', 'node:crypto'])
    expect(files.filter((file) => /noble|portable\.ts/.test(file))).toEqual([])
  })
})
