// The built server with an app and an API key of its own, and limits out of the way: what the faults are done to.
import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { startRoompass, type AppKey, type Running } from '../../conformance/harness/process.ts'

export interface Served extends Running {
  readonly port: number
  /** Null where the config wants none. */
  readonly metricsUrl: string | null
  readonly app: AppKey
  /** A request for a Kit Token as bytes; each `n` is another user. */
  readonly tokenRequest: (n: number) => string
  /** The same for `GET /v1/token`. */
  readonly getRequest: (n: number) => string
}

/**
 * @param sections of the config, besides identity and policy
 * @param processes how many serve the address: a number, or `auto` for one for each processor
 */
export async function startServed(sections: object = {}, processes: string = '1'): Promise<Served> {
  const app = { appId: 1_234_567_890, serverSecret: randomBytes(16).toString('hex') }
  const key = `rpk_bench_${randomBytes(32).toString('base64url')}`
  const config = {
    apps: [app],
    identity: { apiKeys: [{ name: 'bench', sha256: createHash('sha256').update(key).digest('hex') }] },
    policy: { rules: [{ rooms: '*', publish: true }] },
    limits: { tokensPerUser: 1_000_000, tokensPerNetwork: 1_000_000, tokensPerApiKey: 10_000_000 },
    ...sections,
  }
  const running = await startRoompass('serve', {
    files: { 'roompass.config.mjs': `export default ${JSON.stringify(config)}` },
    env: { ROOMPASS_PROCESSES: processes },
  })
  return {
    ...running,
    port: Number(new URL(running.url).port),
    metricsUrl: /"metricsUrl":"([^"]+)"/.exec(running.log())?.[1] ?? null,
    app,
    tokenRequest: eachOf((n) => {
      const body = JSON.stringify({ roomId: `room-${n % 500}`, userId: `user-${n}` })
      const head = [
        'POST /v1/kit-tokens HTTP/1.1',
        'Host: 127.0.0.1',
        `Authorization: Bearer ${key}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
      ]
      return [...head, '', body].join('\r\n')
    }),
    getRequest: eachOf((n) => {
      const line = `GET /v1/token?userID=user-${n}&expired_ts=3600 HTTP/1.1`
      return [line, 'Host: 127.0.0.1', `Authorization: Bearer ${key}`, '', ''].join('\r\n')
    }),
  }
}

const users = 5000

/** Made once for each user: whoever sends it again and again has no other work. */
function eachOf(make: (n: number) => string): (n: number) => string {
  const made = Array.from({ length: users }, (_, n) => make(n))
  return (n) => made[n % users] ?? ''
}

/** Resident memory of a process in MiB. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

/** Seconds of processor time that a process has used, with all its threads and the processes that it started. */
export async function processorTimeOf(pid: number): Promise<number> {
  const [stat, children] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'),
  ])
  const fields = stat.split(') ')[1]?.split(' ') ?? []
  const others = await Promise.all((children.match(/\d+/g) ?? []).map((child) => processorTimeOf(Number(child))))
  return others.reduce((sum, time) => sum + time, (Number(fields[11]) + Number(fields[12])) / 100)
}
