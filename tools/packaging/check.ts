// Packs every published package as npm would publish it, and looks at the tarball: what is in it, what its exports promise.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readText } from '../files.ts'
import { run, type Ended } from '../process.ts'
import { strangersIn } from './strangers.ts'

interface Package {
  readonly folder: string
  readonly name: string
  readonly manifest: Record<string, unknown>
}

/** What is wrong, in the words of who noticed; nothing when all is well. Needs a build and no network. */
export async function checkPackaging(root: string): Promise<readonly string[]> {
  const target = mkdtempSync(join(tmpdir(), 'roompass-packed-'))
  try {
    const problems = await Promise.all(publishedIn(root).map((one) => checkPackage(root, target, one)))
    return problems.flat()
  } finally {
    rmSync(target, { recursive: true, force: true })
  }
}

function publishedIn(root: string): readonly Package[] {
  const folders = readList(readManifest(root, '.')['workspaces']).map(String)
  return folders.flatMap((folder): Package[] => {
    const manifest = readManifest(root, folder)
    if (manifest['private'] === true) return []
    return [{ folder, name: String(manifest['name']), manifest }]
  })
}

async function checkPackage(root: string, target: string, one: Package): Promise<string[]> {
  const { folder, name, manifest } = one
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', target]
  const packed = await run({ command: 'npm', args, cwd: join(root, folder) })
  if (packed.code !== 0) return [`${name}: npm pack failed\n${packed.output}`]
  const [first] = readList(JSON.parse(packed.output))
  const { filename, files }: Record<string, unknown> = Object(first)
  const paths = readList(files).map((file) => String(Object(file).path))
  const tarball = join(target, String(filename))
  const lint = await run({ command: 'publint', args: ['run', tarball, '--strict'], cwd: root })
  // A package that is only a command has no types to look at.
  const exported = manifest['exports']
  const types = exported === undefined ? { code: 0, output: '' } : await checkTypes(root, tarball, exported)
  const textOf = (path: string): string => readText(root, join(folder, path))
  const problems = [
    ...contentProblems(paths),
    ...(paths.includes('LICENSE') && textOf('LICENSE') !== readText(root, 'LICENSE') ? ['LICENSE is another one'] : []),
    ...strangersIn(manifest, new Map(paths.filter(runs).map((path) => [path, textOf(path)]))),
  ]
  return [
    ...problems.map((problem) => `${name}: ${problem}`),
    ...(lint.code === 0 ? [] : [`${name}: publint\n${lint.output}`]),
    ...(types.code === 0 ? [] : [`${name}: attw\n${types.output}`]),
  ]
}

/** All that is exported is for modules; what has a condition `require` is for whoever requires it, too, on a Node of any age. */
async function checkTypes(root: string, tarball: string, exported: unknown): Promise<Ended> {
  const required = Object.entries(Object(exported)).filter(([, target]) => Object(target).require !== undefined)
  const profiles = [
    ['esm-only'],
    ...(required.length === 0 ? [] : [['strict', '--entrypoints', ...required.map(([name]) => name)]]),
  ]
  const ended = await Promise.all(
    profiles.map((profile) =>
      run({
        command: 'attw',
        args: [tarball, '--format', 'ascii', '--no-emoji', '--profile', ...profile],
        cwd: root,
      }),
    ),
  )
  return ended.find(({ code }) => code !== 0) ?? { code: 0, output: '' }
}

/** Whether it is a file that programs or compilers read. Sources are packed for debuggers to show. */
function runs(path: string): boolean {
  return /\.([cm]?js|d\.[cm]?ts)$/.test(path)
}

/** What a tarball must have, and what must not be in it. */
function contentProblems(files: readonly string[]): string[] {
  const strangers = files.filter((file) => /(^|\/)(test|node_modules|coverage)\/|\.tsbuildinfo$|(^|\/)\.env/.test(file))
  return [
    ...['README.md', 'LICENSE']
      .filter((file) => !files.includes(file))
      .map((file) => `there is no ${file} in the tarball`),
    ...strangers.map((file) => `${file} does not belong in the tarball`),
  ]
}

function readManifest(root: string, folder: string): Record<string, unknown> {
  return Object(JSON.parse(readText(root, join(folder, 'package.json'))))
}

function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
