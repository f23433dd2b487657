// Every exported symbol says what it is and shows it in an example, types too; and every example compiles, on servers and in pages.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readComment } from '../../../tools/reference/comment.ts'
import { exportsOf } from '../../../tools/reference/exports.ts'
import * as library from '../src/index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const source = (entry: string): ReturnType<typeof exportsOf> =>
  exportsOf((path) => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8'), entry)

const documented = source('index.ts').map(({ name, kind, doc }) => ({ name, kind, ...readComment(doc) }))
const [values, types] = [true, false].map((wanted) =>
  documented.filter(({ kind }) => ['function', 'class'].includes(kind) === wanted),
)

describe('the documentation of exports', () => {
  it('is that of every export', () => {
    expect(values?.map(({ name }) => name).toSorted()).toEqual(Object.keys(library).toSorted())
    expect(types?.length).toBeGreaterThan(20)
  })

  it.each(['browser.ts', 'zego.ts'])('is that of %s, too', (entry) => {
    const known = documented.map(({ name }) => name)
    for (const { name } of source(entry)) expect(known).toContain(name)
  })

  it.each(documented)('says what $name is', ({ description }) => {
    expect(description.length).toBeGreaterThan(20)
  })

  it.each(documented)('has an example of $name', ({ name, example }) => {
    expect(example).toMatch(new RegExp(String.raw`\b${name}\b`))
  })

  it('has examples that compile', { timeout: 60_000 }, async () => {
    mkdirSync(`${root}.cache`, { recursive: true })
    const folder = mkdtempSync(`${root}.cache/examples-`)
    try {
      for (const { name, kind, example } of documented) {
        writeFileSync(`${folder}/${name}.ts`, onServers(example))
        // What pages get has no types of its own.
        if (kind === 'function' || kind === 'class') writeFileSync(`${folder}/${name}.page.ts`, inPages(example))
      }
      writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config))
      const { stdout } = await promisify(execFile)('tsc', ['-p', folder], { cwd: root }).catch(
        (error: { stdout: string }) => error,
      )
      expect(stdout).toBe('')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

const namesOf = (list: typeof values): string => (list ?? []).map(({ name }) => name).join(', ')

function onServers(example: string): string {
  const imports = `import { ${namesOf(values)} } from '@roompass/token'\nimport type { ${namesOf(types)} } from '@roompass/token'`
  return `${imports}\n${bodyWith(example)}`
}

function inPages(example: string): string {
  return `import { ${namesOf(values)} } from '@roompass/token/page'\n${bodyWith(example)}`
}

/** What an example declares under one of these names is its own. */
function bodyWith(example: string): string {
  return `declare const keys: ReturnType<typeof createKeyring>
    declare const kitToken: string, token: string, text: string, userId: string
    declare const serverSecret: string, newSecret: string, oldSecret: string
    declare function renew(): void
    export async function example() {\n${example}\n}\n`
}

const config = {
  extends: '../../tsconfig.base.json',
  compilerOptions: {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    noUnusedLocals: false,
    rootDir: '../..',
    lib: ['es2024', 'dom'],
    types: ['node'],
    paths: {
      '@roompass/token': ['../../libraries/typescript/src/index.ts'],
      '@roompass/token/page': ['../../libraries/typescript/src/browser.ts'],
    },
  },
  include: ['*.ts'],
}
