// From nothing to the first page, as a newcomer does it: clone, `npm ci` with an empty cache, `npm start` until the page answers.
// `node bench/first_page.ts [--warm]`; with --warm npm uses the cache of this machine. Not part of `npm run bench`, for it downloads.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))
const warm = process.argv.includes('--warm')
const patienceMs = 120_000

/** The shell of a newcomer: without the tools that this repository has installed for itself. */
function environment(folder: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((part) => !part.includes('node_modules'))
  return {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    ...(warm ? {} : { npm_config_cache: join(folder, 'npm-cache') }),
  }
}

async function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const begun = performance.now()
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`)
  return performance.now() - begun
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('there is no free port')
  return address.port
}

async function startUntilPage(cwd: string, env: NodeJS.ProcessEnv): Promise<number> {
  const port = await freePort()
  const begun = performance.now()
  // A process group of its own: npm, the shell that it starts and the server end together.
  const child = spawn('npm', ['start'], {
    cwd,
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = once(child, 'close')
  try {
    while (performance.now() - begun < patienceMs) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}: ${said}`)
      const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => null)
      if (response?.ok === true && (await response.text()).includes('<title>Roompass</title>')) {
        return performance.now() - begun
      }
      await new Promise((later) => setTimeout(later, 20))
    }
    throw new Error(`no page after ${patienceMs} ms: ${said}`)
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM')
    await ended
  }
}

const folder = await mkdtemp(join(tmpdir(), 'roompass-first-page-'))
try {
  const env = environment(folder)
  const clone = join(folder, 'roompass')
  const steps: readonly (readonly [string, number])[] = [
    [
      '`git clone` from a local disk',
      await run('git', ['clone', '--quiet', '--no-hardlinks', repository, clone], folder, env),
    ],
    [`\`npm ci\`, ${warm ? 'warm' : 'empty'} cache`, await run('npm', ['ci', '--no-audit', '--no-fund'], clone, env)],
    ['`npm start` → the page answers', await startUntilPage(clone, env)],
    ['the same again', await startUntilPage(clone, env)],
  ]
  const lines = steps.map(([what, ms]) => `| ${what} | ${(ms / 1000).toFixed(1)} |`)
  console.log(['| Step | Seconds |', '| --- | --: |', ...lines].join('\n'))
} finally {
  await rm(folder, { recursive: true, force: true })
}
