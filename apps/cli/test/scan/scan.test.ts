import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scan, type ScanOptions, type ScanReport } from '../../src/scan/scan.ts'
import { inFolder } from '../run.ts'
import { leaks, secretOf, traps } from './corpus.ts'

async function write(root: string, files: readonly { path: string; text: string | Uint8Array }[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(join(root, dirname(path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
}

function look(root: string, options: Partial<ScanOptions> = {}): Promise<ScanReport> {
  return scan({ root, mostBytes: 1 << 20, dependencies: false, exclude: [], known: [], ...options })
}

const found = ({ findings }: ScanReport): string[] => findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`)

describe('scan', { timeout: 30_000 }, () => {
  it('finds in the corpus every leak, at its line, and nothing in what only looks like one', async () => {
    await inFolder(async (root) => {
      execFileSync('git', ['init', '-q', root])
      await write(root, [...leaks, ...traps])
      await write(root, [{ path: '.gitignore', text: 'local/\ndist/\nnode_modules/\n.roompass/\n' }])
      const report = await look(root)
      const expected = leaks.flatMap(({ path, expected: marks }) =>
        marks.map(([line, rule]) => `${path}:${line} ${rule}`),
      )
      // Exactly these: a precision and a recall of 1 over the corpus.
      expect(found(report).toSorted()).toEqual(expected.toSorted())
      expect(report.allowed).toBe(2)
    })
  })

  it('only warns of what stands in tests', async () => {
    await inFolder(async (root) => {
      await write(root, leaks)
      const { findings } = await look(root)
      const warned = findings.filter(({ level }) => level === 'warning').map(({ file }) => file)
      expect(warned).toEqual(['test/token.test.ts'])
    })
  })

  it('finds the secret of this machine wherever it stands, and under whatever name', async () => {
    await inFolder(async (root) => {
      const secret = 'a name for it" would be of no use'.slice(0, 32)
      await write(root, [
        { path: 'src/x.ts', text: `a()\nconst k = '${secret}'\n` },
        { path: 'test/x.test.ts', text: `const serverSecret = '${secret}'\n` },
        { path: '.env', text: `ROOMPASS_SERVER_SECRET=${secret}\n` },
      ])
      const report = await look(root, { known: [secret] })
      expect(found(report)).toEqual(['src/x.ts:2 known-secret', 'test/x.test.ts:1 known-secret'])
      expect(report.findings.map(({ level }) => level)).toEqual(['error', 'error'])
    })
  })

  it('runs nothing that the folder says git should run', async () => {
    await inFolder(async (root) => {
      execFileSync('git', ['init', '-q', root])
      execFileSync('git', ['-C', root, 'config', 'core.fsmonitor', `touch ${root}/ran; false`])
      await write(root, [{ path: 'a.js', text: 'nothing' }])
      await look(root)
      expect(existsSync(join(root, 'ran'))).toBe(false)
    })
  })

  it('takes a file that git has for read by others, also when .gitignore names it', async () => {
    await inFolder(async (root) => {
      execFileSync('git', ['init', '-q', root])
      await write(root, [
        { path: '.env', text: `ZEGO_SERVER_SECRET=${secretOf('added')}\n` },
        { path: '.gitignore', text: '.env\n' },
      ])
      expect(found(await look(root))).toEqual([])
      execFileSync('git', ['-C', root, 'add', '--force', '.env'])
      expect(found(await look(root))).toEqual(['.env:1 server-secret-tracked'])
    })
  })

  it('leaves out what it is told to, and looks into dependencies when it is told to', async () => {
    await inFolder(async (root) => {
      const text = `const serverSecret = '${secretOf('three')}'\n`
      await write(root, [
        { path: 'a/one.js', text },
        { path: 'b/two.js', text },
        { path: 'node_modules/kit/three.js', text },
      ])
      const report = await look(root, { exclude: ['./a/', 'b/two'], dependencies: true })
      expect(found(report)).toEqual([
        'b/two.js:1 server-secret-literal',
        'node_modules/kit/three.js:1 server-secret-literal',
      ])
    })
  })

  it('names what it did not read: binary, too large; and follows no link', async () => {
    await inFolder(async (root) => {
      const text = `const serverSecret = '${secretOf('linked')}'\n`
      await write(root, [
        { path: 'in/large.js', text: `${text}${' '.repeat(1 << 20)}` },
        { path: 'in/photo.png', text: Uint8Array.of(0x89, 0x50, 0, 1) },
        { path: 'out/one.js', text },
      ])
      await symlink('../out/one.js', join(root, 'in/link.js'))
      await symlink('.', join(root, 'in/loop'))
      expect(await look(join(root, 'in'))).toMatchObject({
        findings: [],
        files: 0,
        skipped: [
          { file: 'large.js', why: 'too large' },
          { file: 'photo.png', why: 'binary' },
        ],
      })
    })
  })

  it('counts each of several secrets on the one line of a bundle', async () => {
    await inFolder(async (root) => {
      const twice = ['one', 'two'].map((label) => `a.serverSecret="${secretOf(label)}";${'x();'.repeat(100)}`).join('')
      await write(root, [{ path: 'app.js', text: twice }])
      expect((await look(root)).findings.map(({ line, column }) => [line, column])).toEqual([
        [1, 17],
        [1, twice.indexOf(secretOf('two')) + 1],
      ])
    })
  })

  it('reads ten thousand files, and a bundle of eight megabytes on one line, in seconds', async () => {
    await inFolder(async (root) => {
      const text = 'export const zego = { secret: process.env.SECRET }\n'.repeat(40)
      for (let folder = 0; folder < 100; folder += 1) {
        await mkdir(join(root, `${folder}`))
        await Promise.all(Array.from({ length: 100 }, (_, n) => writeFile(join(root, `${folder}/${n}.ts`), text)))
      }
      // Every beginning of a name, and never its end: what a pattern without bounds would choke on.
      await writeFile(join(root, 'bundle.js'), 'serverSecret=zego'.repeat(500_000))
      const started = performance.now()
      const report = await look(root, { mostBytes: 1 << 24 })
      expect(report).toMatchObject({ files: 10_001, findings: [] })
      expect(performance.now() - started).toBeLessThan(20_000)
    })
  })
})
