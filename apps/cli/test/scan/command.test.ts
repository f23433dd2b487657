import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { app, inFolder, run } from '../run.ts'
import { leaks, secretOf } from './corpus.ts'

const secret = secretOf('of the command')

/** A folder with one file. */
function withFile<T>(path: string, text: string, use: (cwd: string) => Promise<T>): Promise<T> {
  return inFolder(async (cwd) => {
    await mkdir(join(cwd, path, '..'), { recursive: true })
    await writeFile(join(cwd, path), text)
    return use(cwd)
  })
}

describe('roompass scan', { timeout: 30_000 }, () => {
  it('exits with 1, shows where, why and what to do, and never the secret', async () => {
    await withFile('src/room.js', `const serverSecret = '${secret}'\n`, async (cwd) => {
      const { code, stdout, stderr } = await run(['scan'], { cwd })
      expect(code).toBe(1)
      expect(stdout).toMatch(
        /^src\/room\.js:1:23 {2}error {2}server-secret-literal {2}a ServerSecret is written here\n/,
      )
      expect(stdout).toMatch(/\n {2}why: {2}.+\n {2}mend: .+ROOMPASS_SERVER_SECRET_FILE/)
      expect(stderr).toMatch(/^1 file, \d+ bytes: 1 error, 0 warnings\.\n$/)
      expect(stdout + stderr).not.toContain(secret.slice(0, 4))
    })
  })

  it('exits with 0 where nothing is found', async () => {
    await withFile('src/room.js', 'const serverSecret = process.env.SERVER_SECRET\n', async (cwd) => {
      const { code, stdout, stderr } = await run(['scan', 'src'], { cwd })
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
      expect(stderr).toContain('0 errors')
    })
  })

  it('says the same to machines, as JSON and as SARIF', async () => {
    await withFile('a b/room.js', `\nconst serverSecret = '${secret}'\n`, async (cwd) => {
      const json = await run(['scan', '--json'], { cwd })
      expect(json.code).toBe(1)
      expect(JSON.parse(json.stdout)).toMatchObject({
        ok: false,
        files: 1,
        findings: [{ file: 'a b/room.js', line: 2, column: 23, rule: 'server-secret-literal', level: 'error' }],
      })
      const sarif = await run(['scan', '--sarif'], { cwd })
      expect(sarif.code).toBe(1)
      const { version, runs } = JSON.parse(sarif.stdout)
      const [{ tool, results }] = runs
      expect(version).toBe('2.1.0')
      expect(tool.driver.rules[results[0].ruleIndex].id).toBe(results[0].ruleId)
      expect(results).toMatchObject([
        {
          ruleId: 'server-secret-literal',
          level: 'error',
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'a%20b/room.js' },
                region: { startLine: 2, startColumn: 23 },
              },
            },
          ],
        },
      ])
      expect(json.stdout + sarif.stdout).not.toContain(secret)
    })
  })

  it('fails for a warning only when it is strict', async () => {
    await withFile('test/room.test.js', `const serverSecret = '${secret}'\n`, async (cwd) => {
      expect((await run(['scan'], { cwd })).code).toBe(0)
      expect((await run(['scan', '--strict'], { cwd })).code).toBe(1)
    })
  })

  it('looks for the secret of the environment', async () => {
    await withFile('src/room.js', `const k = "${app['ROOMPASS_SERVER_SECRET']}"\n`, async (cwd) => {
      const { stdout } = await run(['scan', '--json'], { cwd, env: app })
      expect(JSON.parse(stdout).findings).toMatchObject([{ rule: 'known-secret', line: 1 }])
      expect((await run(['scan'], { cwd })).code).toBe(0)
    })
  })

  it('shows file names that would steer the terminal in letters', async () => {
    const [leak] = leaks
    await withFile('a\u001b[2Jb.js', leak?.text ?? '', async (cwd) => {
      const { stdout } = await run(['scan'], { cwd })
      expect(stdout).toContain(String.raw`a\u001b[2Jb.js:5:`)
      expect(stdout).not.toContain('\u001b')
    })
  })

  it.each([
    ['what is no folder', ['scan', 'nowhere']],
    ['two forms at once', ['scan', '--json', '--sarif']],
    ['a size that is none', ['scan', '--max-size', 'huge']],
  ])('refuses %s', async (_, args) => {
    await inFolder(async (cwd) => {
      expect((await run(args, { cwd })).code).toBe(2)
    })
  })
})
