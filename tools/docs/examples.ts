// Every `ts` block in a document compiles against the real packages, each block as a module of its own.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { run } from '../process.ts'
import type { CodeBlock, Document } from './markdown.ts'
import type { Problem } from './problem.ts'

const config = {
  extends: '../../tsconfig.base.json',
  compilerOptions: {
    noEmit: true,
    composite: false,
    declaration: false,
    declarationMap: false,
    isolatedDeclarations: false,
    // An example may declare what it does not use.
    noUnusedLocals: false,
    noUnusedParameters: false,
    rootDir: '../..',
    lib: ['es2024', 'dom', 'dom.iterable'],
    types: ['node'],
    jsx: 'react-jsx',
    jsxImportSource: 'preact',
  },
  include: ['*.ts', '../../packages/*/src/**/*.d.ts'],
}

/** Compiles the examples. What the compiler says is told at the lines of the documents. */
export async function checkExamples(root: string, documents: readonly Document[]): Promise<Problem[]> {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(root, '.cache/docs-'))
  try {
    const sources = writeExamples(folder, documents)
    if (sources.size === 0) return []
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const { code, output } = await run({ command: 'tsc', args: ['-p', folder, '--pretty', 'false'], cwd: root })
    return code === 0 ? [] : problemsIn(output, sources)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes every example into the folder. Gives the document of each file. */
function writeExamples(folder: string, documents: readonly Document[]): ReadonlyMap<string, string> {
  const sources = new Map<string, string>()
  for (const { path, blocks } of documents) {
    for (const block of blocks.filter(({ language }) => language === 'ts')) {
      const name = `${path.replaceAll('/', '__')}.${block.line}.ts`
      sources.set(name, path)
      writeFileSync(join(folder, name), atItsLine(block))
    }
  }
  return sources
}

/** The block as a module in which every line has the number that it has in the document. */
function atItsLine({ text, line, given }: CodeBlock): string {
  const before = given === undefined ? '' : `${'\n'.repeat(given.line - 1)}${given.text}`
  const lines = before.split('\n').length
  return `${before}${'\n'.repeat(line - lines)}${text}\nexport {}\n`
}

function problemsIn(output: string, sources: ReadonlyMap<string, string>): Problem[] {
  return output
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith(' '))
    .map((line) => {
      const [, path = '', at = '1', message = line] = /^([^(]+)\((\d+),\d+\): (.*)$/.exec(line) ?? []
      return { file: sources.get(posix.basename(path)) ?? path, line: Number(at), message }
    })
}
