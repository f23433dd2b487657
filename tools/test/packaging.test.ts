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
  'one/package.json': JSON.stringify(manifest),
  'one/README.md': '# One\n',
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
      'what compilers leave behind',
      { 'one/dist/.tsbuildinfo': '{}' },
      /^planted: dist\/\.tsbuildinfo does not belong in the tarball$/,
    ],
  ])('%s is found', async (_, change, problem) => {
    const problems = await problemsWith(change)
    expect(problems).toContainEqual(expect.stringMatching(problem))
  })

  test('a package without a README is found', async () => {
    const { 'one/README.md': _, ...rest } = good
    const root = plant(rest)
    symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'))
    expect(await checkPackaging(root)).toEqual(['planted: there is no README.md in the tarball'])
  })
})
