// `roompass serve` as a process of its own: started, told to stop, or killed.
import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ended } from './command.ts'

export interface Serving {
  readonly port: number
  /** The value of a metric that has no labels. */
  readonly metric: (name: string) => Promise<number>
  /** Drains, as a balancer expects. @returns the exit code */
  readonly stop: () => Promise<number | null>
  readonly kill: () => Promise<void>
}

const main = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url))

/** @param cwd where its `roompass.config.mjs` is */
export async function startServing(port: number, cwd: string, env: Readonly<Record<string, string>>): Promise<Serving> {
  const child = spawn(process.execPath, ['--conditions=source', main, 'serve', '--json'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: `${port}`, ROOMPASS_METRICS_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { metricsUrl } = JSON.parse(await firstLine(child))
  return {
    port,
    async metric(name) {
      const text = await (await fetch(metricsUrl)).text()
      return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
    },
    async stop() {
      child.kill('SIGTERM')
      await ended(child)
      return child.exitCode
    },
    async kill() {
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let [said, seen] = ['', '']
    child.stderr?.on('data', (text) => (said += text))
    child.stdout?.on('data', (text) => {
      seen += text
      const end = seen.indexOf('\n')
      if (end !== -1) done(seen.slice(0, end))
    })
    child.on('exit', (code) => failed(new Error(`it ended with ${code}: ${said}`)))
  })
}
