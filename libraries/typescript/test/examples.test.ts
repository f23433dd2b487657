// Every exported symbol says what it is, functions and errors with an example; and every example compiles.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import * as library from '../src/index.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const source = (path: string): string => readFileSync(new URL(`../src/${path}`, import.meta.url), 'utf8')

/** The names that the entry for servers exports, each with the text of the file that declares it. */
function declarations(): readonly (readonly [name: string, text: string])[] {
  const index = source('index.ts')
  const exported = [...index.matchAll(/export (?:type )?\{([^}]+)\} from '\.\/([^']+)'/g)]
  const elsewhere = exported.flatMap(([, names = '', path = '']) => {
    const text = source(path)
    return [...names.matchAll(/(?:type )?(\w+)/g)].flatMap(([, name = '']) =>
      name === 'type' ? [] : [[name, text] as const],
    )
  })
  const here = [...index.matchAll(/^export function (\w+)/gm)].map(([, name = '']) => [name, index] as const)
  return [...elsewhere, ...here]
}

/** The comment right above a declaration. */
function docOf(name: string, text: string): string {
  const pattern = new RegExp(
    String.raw`((?:^ \*.*\n|^/\*\*.*\n)+)export (?:function|class|interface|type|const) ${name}\b`,
    'm',
  )
  return pattern.exec(text)?.[1] ?? ''
}

const documented = declarations().map(([name, text]) => ({ name, doc: docOf(name, text) }))

describe('the documentation of exports', () => {
  it('is that of every export', () => {
    const values = documented.map(({ name }) => name)
    for (const name of Object.keys(library)) expect(values).toContain(name)
    expect(values.length).toBeGreaterThan(30)
  })

  it.each(documented)('says what $name is', ({ doc }) => {
    expect(doc.length).toBeGreaterThan(20)
  })

  it.each(documented.filter(({ name }) => name in library))('has an example of $name', ({ name, doc }) => {
    expect(doc.split(' * @example\n')[1]).toContain(name)
  })

  it('has examples that compile', { timeout: 60_000 }, async () => {
    const names = documented.map(({ name }) => name).filter((name) => name in library)
    const prelude = `import { ${names.join(', ')} } from '@roompass/token'
      declare const keys: ReturnType<typeof createKeyring>
      declare const kitToken: string, token: string, text: string, userId: string
      declare const serverSecret: string, newSecret: string, oldSecret: string
      declare function renew(): void
      export async function example() {`
    const examples = documented.flatMap(({ name, doc }) => {
      const code = doc.split(' * @example\n')[1]?.replaceAll(/^ \*\/?/gm, '')
      return code === undefined ? [] : [[name, code] as const]
    })
    expect(examples.length).toBeGreaterThanOrEqual(names.length)
    mkdirSync(`${root}.cache`, { recursive: true })
    const folder = mkdtempSync(`${root}.cache/examples-`)
    try {
      for (const [name, code] of examples) {
        // What an example declares under a name of the prelude is its own.
        const own = prelude.replaceAll(/\b(kitToken|token)(?:: string)?, /g, (part, word) =>
          declares(code, word) ? '' : part,
        )
        writeFileSync(`${folder}/${name}.ts`, `${own}\n${code}\n}\n`)
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

function declares(code: string, name: string): boolean {
  return new RegExp(String.raw`const (?:\{[^}]*)?\b${name}\b`).test(code)
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
    paths: { '@roompass/token': ['../../libraries/typescript/src/index.ts'] },
  },
  include: ['*.ts'],
}
