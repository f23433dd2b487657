import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { app, inFolder, run } from './run.ts'

/** What serve says to a config file. */
async function complaint(text: string, name = 'roompass.config.ts'): Promise<string> {
  return inFolder(async (cwd) => {
    await writeFile(join(cwd, name), text)
    const { code, stderr } = await run(['serve'], { cwd, env: { ...app, PORT: '0' } })
    expect(code).toBe(1)
    return stderr
  })
}

describe('the config file', { timeout: 30_000 }, () => {
  it('says which file is missing, and what to do', async () => {
    const text = `import { readFileSync } from 'node:fs'\nexport default { database: readFileSync('gone.secret', 'utf8') }\n`
    expect(await complaint(text)).toMatch(
      /roompass\.config\.ts: cannot be loaded: ENOENT.*gone\.secret.*\n {4}mend: correct the path/,
    )
  })

  it('says which package is missing', async () => {
    expect(await complaint(`import 'not-a-package-at-all'\nexport default {}\n`)).toMatch(
      /not-a-package-at-all.*\n {4}mend: install/,
    )
  })

  it.each(['roompass.config.ts', 'roompass.config.mjs'])('quotes nothing of %s when it is no script', async (name) => {
    const said = await complaint(`export default { serverSecret: '${app['ROOMPASS_SERVER_SECRET']}' `, name)
    expect(said).toMatch(/cannot be loaded: .+\n {4}mend: correct the file/)
    expect(said).not.toContain(app['ROOMPASS_SERVER_SECRET'])
  })

  it('takes the server of the command where the folder has none installed', async () => {
    const text = `import { defineConfig } from '@roompass/server'\nexport default defineConfig({ nonsense: 1 } as object)\n`
    expect(await complaint(text)).toContain('nonsense: is not a setting')
  })
})
