// An example as a process of its own, as its README starts it: on a free port, with a database of its own, until the test ends.
import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { appId, serverSecret } from '../config/configs.ts'
import { ended, freePort } from '../hosts/command.ts'

export interface App {
  readonly url: string
  /** Where its rooms are. */
  readonly roomsUrl: string
  /** What it wrote: the log of Roompass among it. */
  readonly said: () => string
  /** Signs somebody in as the app does. @returns the headers that a browser sends from then on */
  readonly signIn: (name: string) => Promise<{ readonly cookie: string }>
  /** Tells it to end. @returns the exit code */
  readonly stop: () => Promise<number | null>
}

export type StartApp = (env?: Readonly<Record<string, string>>) => Promise<App>

/** The page that may call, by the config. */
export const page = 'https://app.example.org'

const folderOf = (name: string): string => fileURLToPath(new URL(`../../../../examples/${name}/`, import.meta.url))

/** @param command what starts it; `PORT` in it is the port */
export function example(name: string, [program, ...args]: readonly [string, ...string[]]): StartApp {
  return async (env = {}) => {
    const port = await freePort()
    const child = spawn(
      program,
      args.map((arg) => arg.replace('PORT', `${port}`)),
      {
        cwd: folderOf(name),
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: process.env['HOME'] ?? '',
          HOST: '127.0.0.1',
          PORT: `${port}`,
          ROOMPASS_APP_ID: `${appId}`,
          ROOMPASS_SERVER_SECRET: serverSecret,
          ROOMPASS_DATABASE: ':memory:',
          ROOMPASS_ALLOWED_ORIGINS: page,
          ROOMPASS_LOG_REQUESTS: 'true',
          ROOMPASS_DRAIN_DELAY: '0',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let said = ''
    child.stdout.on('data', (text) => (said += text))
    child.stderr.on('data', (text) => (said += text))
    const url = `http://127.0.0.1:${port}`
    for (let n = 0; ; n += 1) {
      if (child.exitCode !== null || n === 600) {
        child.kill('SIGKILL')
        throw new Error(`${name} does not answer, and said: ${said}`)
      }
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      if (await isReady(url)) break
      // oxlint-disable-next-line no-await-in-loop -- see above
      await pause(50)
    }
    return {
      url,
      roomsUrl: url,
      said: () => said,
      async signIn(who) {
        const response = await fetch(`${url}/login`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ name: who }),
        })
        const cookie = response.headers.get('set-cookie')?.split(';')[0]
        if (cookie === undefined) throw new Error(`the login of ${name} answered ${response.status}`)
        return { cookie }
      },
      async stop() {
        child.kill('SIGTERM')
        const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
        await ended(child)
        clearTimeout(late)
        return child.exitCode
      },
    }
  }
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  )
}
