import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository } from '../files.ts'
import { checkPackaging } from '../packaging/check.ts'
import { plant } from './planted.ts'

const manifest = {
  name: 'planted',
  version: '1.0.0',
  license: 'Apache-2.0',
  type: 'module',
  files: ['dist'],
  exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
}

const good: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ workspaces: ['one'] }),
  LICENSE: 'As you like.\n',
  'one/package.json': JSON.stringify(manifest),
  'one/README.md': '# One\n',
  'one/LICENSE': 'As you like.\n',
  'one/dist/index.js': 'export const one = 1\n',
  'one/dist/index.d.ts': 'export declare const one: number\n',
}

/** What is wrong with the good package after a change. */
function problemsWith(change: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const root = plant({ ...good, ...change })
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
  return checkPackaging(root)
}

describe('packaging', { timeout: 60_000 }, () => {
  test('a package that is whole has no problem, nor has a private one that is not', async () => {
    const workspaces = { 'package.json': JSON.stringify({ workspaces: ['one', 'two'] }) }
    expect(await problemsWith({ ...workspaces, 'two/package.json': '{"name":"two","private":true}' })).toEqual([])
  })

  test('a package that is only a command needs no types', async () => {
    const command = { ...manifest, exports: undefined, bin: './dist/index.js' }
    const executable = { 'one/dist/index.js': '#!/usr/bin/env node\n' }
    expect(await problemsWith({ 'one/package.json': JSON.stringify(command), ...executable })).toEqual([])
  })

  test.each([
    [
      'an export of a file that is not packed',
      { 'one/package.json': JSON.stringify({ ...manifest, exports: { '.': './lib/index.js' } }) },
      /^planted: publint\n[^]*lib\/index\.js/,
    ],
    [
      'an export without types',
      {
        'one/package.json': JSON.stringify({
          ...manifest,
          exports: { '.': './dist/index.js', './two': './dist/two.js' },
        }),
        'one/dist/two.js': 'export {}\n',
      },
      /^planted: attw\n[^]*two/,
    ],
    [
      'an entry that can be required, but not where nobody reads exports',
      {
        'one/package.json': JSON.stringify({
          ...manifest,
          exports: {
            ...manifest.exports,
            './old': {
              import: manifest.exports['.'],
              require: { types: './dist/old.d.cts', default: './dist/old.cjs' },
            },
          },
        }),
        'one/dist/old.cjs': 'exports.old = 1\n',
        'one/dist/old.d.cts': 'export declare const old: number\n',
      },
      /^planted: attw\n[^]*planted\/old"[^]*node10: Resolution failed/,
    ],
    [
      'what compilers leave behind',
      { 'one/dist/.tsbuildinfo': '{}' },
      /^planted: dist\/\.tsbuildinfo does not belong in the tarball$/,
    ],
    ['another licence', { 'one/LICENSE': 'Not at all.\n' }, /^planted: LICENSE is another one$/],
    [
      'an import of what would not be installed',
      { 'one/dist/index.js': "export { x as one } from '@other/package/x.js'\n" },
      /^planted: dist\/index\.js imports @other\/package, which is no dependency$/,
    ],
    [
      'a type of what would not be installed',
      { 'one/dist/index.d.ts': "export declare const one: import('other').Two\n" },
      /^planted: dist\/index\.d\.ts imports other, which is no dependency$/,
    ],
  ])('%s is found', async (_, change, problem) => {
    const problems = await problemsWith(change)
    expect(problems).toContainEqual(expect.stringMatching(problem))
  })

  test('what Node has, what is its own and what is declared is imported freely', async () => {
    const dependencies = { '@other/package': '1.0.0' }
    const imports = { '#inner': './dist/inner.js' }
    const own = "import 'node:fs'\nimport 'crypto'\nimport './inner.js'\nimport '#inner'\nimport 'planted'\n"
    const change = {
      'one/package.json': JSON.stringify({ ...manifest, imports, dependencies }),
      'one/dist/inner.js': 'export {}\n',
      'one/dist/index.js': `${own}export { x as one } from '@other/package/x.js'\n`,
    }
    expect(await problemsWith(change)).toEqual([])
  })

  test.each(['README.md', 'LICENSE'])('a package without a %s is found', async (file) => {
    const { [`one/${file}`]: _, ...rest } = good
    const root = plant(rest)
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
    expect(await checkPackaging(root)).toEqual([`planted: there is no ${file} in the tarball`])
  })
})
