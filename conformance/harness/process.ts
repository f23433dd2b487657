// Starts the built command in a folder of its own on a free port, ends it always, and keeps what it said.
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The command under test: `ROOMPASS_MAIN`, else what `npm run build` made. */
const main = process.env['ROOMPASS_MAIN'] ?? fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))
const patienceMs = 30_000

/** An app as `.roompass/app.json` holds it. */
export interface AppKey {
  readonly appId: number
  readonly serverSecret: string
}

export interface StartOptions {
  /** Files of the folder, by path. */
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/** A Roompass that runs. */
export interface Running {
  /** Origin, without a slash at its end. */
  readonly url: string
  readonly folder: string
  readonly pid: number
  /** Everything it has written to standard output and standard error. */
  log(): string
  /** The app that `dev` made. */
  developmentApp(): Promise<AppKey>
  /** Asks it to end and removes its folder. Gives the exit code; null when it had to be killed. */
  stop(): Promise<number | null>
}

/** Starts `roompass <command> --json`. @throws Error with everything the process said when it ends before it listens */
export async function startRoompass(
  command: 'dev' | 'serve',
  { files = {}, env = {} }: StartOptions = {},
): Promise<Running> {
  if (!existsSync(main)) throw new Error(`${main} is not there: run \`npm run build\` first`)
  const folder = await mkdtemp(join(tmpdir(), 'roompass-journey-'))
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content, { mode: 0o600 })
  }
  const child = spawn(process.execPath, [main, command, '--json'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const guard = endWithThisProcess(child)
  let log = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (log += chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (log += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))

  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM')
    const impatient = setTimeout(() => child.kill('SIGKILL'), patienceMs)
    const code = await ended
    clearTimeout(impatient)
    guard.kill()
    await rm(folder, { recursive: true, force: true })
    return code
  }
  try {
    const url = await addressOf(child, ended)
    return {
      url,
      folder,
      pid: child.pid ?? 0,
      log: () => log,
      async developmentApp() {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the file that `dev` wrote; its own tests check its shape
        return JSON.parse(await readFile(join(folder, '.roompass', 'app.json'), 'utf8')) as AppKey
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw new Error(`roompass ${command} did not start; it said:\n${log}`, { cause: error })
  }
}

/** The first line of standard output is JSON with the URL. */
function addressOf(child: ChildProcess, ended: Promise<number | null>): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = ''
    child.stdout?.on('data', (chunk: string) => {
      seen += chunk
      if (!seen.includes('\n')) return
      const first: unknown = JSON.parse(seen.slice(0, seen.indexOf('\n')))
      if (typeof first === 'object' && first !== null && 'url' in first) resolve(String(first.url).replace(/\/$/, ''))
      else reject(new Error('its first line names no url'))
    })
    void ended.then((code) => reject(new Error(`it ended with ${code}`)))
    setTimeout(() => reject(new Error(`it said nothing for ${patienceMs} ms`)), patienceMs).unref()
  })
}

/** A shell that waits for the end of its input, which comes also when this process is killed, and then ends the child. */
function endWithThisProcess(child: ChildProcess): ChildProcess {
  const guard = spawn('sh', ['-c', 'cat >/dev/null; kill -9 "$1" 2>/dev/null', 'sh', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  return guard
}
