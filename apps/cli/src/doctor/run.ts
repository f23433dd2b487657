// Runs the checks, all at once, none of them for longer than it may take.
import { clock } from './checks/clock.ts'
import { config, secret } from './checks/config.ts'
import { database, redis } from './checks/stores.ts'
import { identity } from './checks/identity.ts'
import { node } from './checks/node.ts'
import { origins } from './checks/origins.ts'
import { ports } from './checks/ports.ts'
import { secretFiles } from './checks/secret_files.ts'
import { turn } from './checks/turn.ts'
import { failed, type Check, type Surroundings, type Verdict } from './verdict.ts'

const checks: readonly Check[] = [
  node,
  config,
  secret,
  secretFiles,
  clock,
  database,
  redis,
  identity,
  turn,
  ports,
  origins,
]

export interface Checked extends Verdict {
  readonly check: string
}

/** Every verdict of every check, in their order. @param patienceMs how long one check may take */
export async function examine(surroundings: Surroundings, patienceMs: number): Promise<readonly Checked[]> {
  const all = await Promise.all(
    checks.map(async ({ id, run }) => {
      const verdicts = await inTime(patienceMs, (signal) => run(surroundings, signal))
      return verdicts.map((verdict) => ({ check: id, ...verdict }))
    }),
  )
  return all.flat()
}

async function inTime(
  patienceMs: number,
  run: (signal: AbortSignal) => Promise<readonly Verdict[]>,
): Promise<readonly Verdict[]> {
  const late = new AbortController()
  const seconds = patienceMs / 1000
  const slow = failed(
    `no answer within ${seconds} s`,
    'look whether a firewall swallows the way there; --timeout takes more seconds',
  )
  let timer: NodeJS.Timeout | undefined
  const waited = new Promise<readonly Verdict[]>((done) => {
    timer = setTimeout(() => {
      late.abort(new DOMException(`no answer within ${seconds} s`, 'TimeoutError'))
      // What the check makes of that counts, if it says so soon.
      setTimeout(() => done([slow]), graceMs).unref()
    }, patienceMs)
  })
  try {
    return await Promise.race([run(late.signal), waited])
  } finally {
    clearTimeout(timer)
  }
}

const graceMs = 500
