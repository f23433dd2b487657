// `node bench/faults/rotation.ts [--seconds N] [--nodes 1|2]`: the secret is changed every ten seconds under load, on one node with SQLite and on two with one Postgres:
// no request may fail, and nobody may be sent out. By default until each has answered 100,000 requests for tokens. Needs `npm run build` and Postgres.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { RoompassConfig } from '@roompass/server'
import { startPostgres } from '../../apps/server/test/hosts/postgres.ts'
import { knock } from '../../conformance/harness/raw_client.ts'
import type { NodeAnswer, NodeCall } from './key_node.ts'
import { load, percentile, type Answers } from './loader.ts'
import { report } from './report.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string' }, nodes: { type: 'string' } } })
const [wantedRequests, leastSeconds] = values.seconds === undefined ? [100_000, 60] : [0, Number(values.seconds)]

/** Seconds: how long tokens live, and between two rotations. */
const [lifetime, every] = [8, 10]
const apiKey = `rpk_bench_${randomBytes(32).toString('base64url')}`
const base: RoompassConfig = {
  apps: [{ appId: 1_234_567_890, serverSecret: randomBytes(16).toString('hex') }],
  keys: { encryptionKey: randomBytes(32).toString('hex') },
  identity: { apiKeys: [{ name: 'bench', sha256: createHash('sha256').update(apiKey).digest('hex') }] },
  policy: { rules: [{ rooms: '*', publish: true }] },
  tokens: { maxLifetime: lifetime },
  limits: { tokensPerUser: 1_000_000, tokensPerNetwork: 1_000_000, tokensPerApiKey: 10_000_000 },
}

const gone: NodeAnswer = { error: 'the node has ended' }

interface Node {
  readonly url: string
  ask(call: NodeCall): Promise<Extract<NodeAnswer, { keys: unknown }>['keys']>
  end(): void
}

async function startNode(database: string): Promise<Node> {
  const child = fork(fileURLToPath(new URL('key_node.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit').then(() => [gone])
  // One call at a time: answers carry no number.
  let last: Promise<unknown> = Promise.resolve()
  const call = (what: NodeCall): Promise<NodeAnswer> => {
    const answer = last.then(async () => {
      child.send(what)
      const [said] = await Promise.race([once(child, 'message'), exited])
      return said
    })
    last = answer.catch(() => undefined)
    return answer
  }
  const started = await call({ do: 'start', config: { ...base, database } })
  if (!('url' in started)) throw new Error(JSON.stringify(started))
  return {
    url: started.url,
    async ask(what) {
      const answer = await call(what)
      if (!('keys' in answer)) throw new Error(JSON.stringify(answer))
      return answer.keys
    },
    end: () => child.disconnect(),
  }
}

const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
/** For the loader. */
function tokenRequest(n: number): string {
  const body = JSON.stringify({ roomId: `room-${n % 500}`, userId: `user-${n % 5000}` })
  const lines = Object.entries({ host: '127.0.0.1', ...headers, 'content-length': body.length })
  return ['POST /v1/kit-tokens HTTP/1.1', ...lines.map((line) => line.join(': ')), '', body].join('\r\n')
}

async function tokenFrom({ url }: Node, userId: string, roomId: string): Promise<string> {
  const response = await fetch(`${url}/v1/kit-tokens`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ userId, roomId }),
  })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()).kitToken
}

/** What `fetch` says of a connection is in the cause. */
function wordsOf(error: unknown): string {
  const { cause = null } = error instanceof Error ? error : {}
  return cause instanceof Error ? `${String(error)}: ${cause.message}` : String(error)
}

interface Tally {
  joins: number
  renewals: number
  failures: string[]
}

/** Somebody who comes and goes: the token is made by one node, and shown to another one in the same moment. */
async function comeAndGo(nodes: readonly Node[], who: number, tally: Tally, on: () => boolean): Promise<void> {
  for (let n = 0; on(); n += 1) {
    try {
      const kitToken = await tokenFrom(nodes[(n + who) % nodes.length]!, `guest-${who}`, `guests-${who}`)
      const client = await knock(nodes[(n + who + 1) % nodes.length]!.url)
      client.say({ type: 'hello', kitToken })
      await client.first('welcome')
      await client.leave()
      tally.joins += 1
    } catch (error) {
      tally.failures.push(`join: ${wordsOf(error)}`)
    }
    await pause(50)
  }
}

/** Somebody who stays over many rotations, with a fresh token every three seconds from whichever node. */
async function stay(nodes: readonly Node[], who: number, tally: Tally, on: () => boolean): Promise<void> {
  const client = await knock(nodes[who % nodes.length]!.url)
  client.say({ type: 'hello', kitToken: await tokenFrom(nodes[0]!, `person-${who}`, `stay-${who % 5}`) })
  await client.first('welcome')
  const over = client.closed.then(({ reason }) => reason || 'closed')
  let ended = ''
  for (let n = 0; on() && ended === ''; n += 1) {
    ended = await Promise.race([over, pause(3000, '')])
    try {
      const kitToken = await tokenFrom(nodes[n % nodes.length]!, `person-${who}`, `stay-${who % 5}`)
      client.say({ type: 'renew', kitToken })
      tally.renewals += 1
    } catch (error) {
      tally.failures.push(`token: ${wordsOf(error)}`)
    }
  }
  if (ended !== '') tally.failures.push(`stay: ${ended}`)
  const refused = client.heard.find((message) => message.type === 'refused')
  if (refused !== undefined) tally.failures.push(`renew: ${JSON.stringify(refused)}`)
  await client.leave()
}

/** One change every ten seconds, on one node after the other. What its last token has outlived is retired by hand, since four keys are the most. */
async function rotate(nodes: readonly Node[], on: () => boolean): Promise<number> {
  let rotations = 0
  while (on()) {
    const next = pause(every * 1000)
    const node = nodes[rotations % nodes.length]!
    for (const { kid, state, previousAt } of await node.ask({ do: 'list' }))
      if (state === 'previous' && Date.now() - (previousAt ?? Infinity) > (lifetime + 5) * 1000)
        await node.ask({ do: 'retire', kid })
    await node.ask({ do: 'rotate' })
    rotations += 1
    await next
  }
  return rotations
}

async function under(nodes: readonly Node[]) {
  const tally: Tally = { joins: 0, renewals: 0, failures: [] }
  const answers: Answers = new Map()
  const began = performance.now()
  let running = true
  const on = (): boolean => running
  // Fifteen requests at most are under way at once: with so few a busy server refuses none, and what fails fails because of the keys.
  const others = [
    ...Array.from({ length: 2 }, (_, who) => comeAndGo(nodes, who, tally, on)),
    ...Array.from({ length: 10 }, (_, who) => stay(nodes, who, tally, on)),
  ]
  const rotating = rotate(nodes, on)
  const sum = (): number => [...answers.values()].reduce((all, times) => all + times.length, 0)
  while (sum() < wantedRequests || performance.now() - began < leastSeconds * 1000) {
    const rounds = nodes.map(({ url }) =>
      load({ port: Number(new URL(url).port), request: tokenRequest, seconds: 5, rate: null, connections: 3 }),
    )
    for (const round of await Promise.all(rounds))
      for (const [status, times] of round) answers.set(status, [...(answers.get(status) ?? []), ...times])
  }
  running = false
  await Promise.all(others)
  for (const failure of tally.failures.slice(0, 5)) console.error(failure)
  const issued = answers.get(201) ?? []
  return {
    seconds: (performance.now() - began) / 1000,
    rotations: await rotating,
    requests: sum(),
    failed: sum() - issued.length,
    p99_ms: percentile(issued, 0.99),
    joins: tally.joins,
    renewals: tally.renewals,
    joins_or_stays_failed: tally.failures.length,
  }
}

async function onOne() {
  const folder = await mkdtemp(join(tmpdir(), 'roompass-rotation-'))
  const node = await startNode(join(folder, 'roompass.db'))
  const figures = await under([node])
  node.end()
  await rm(folder, { recursive: true })
  return figures
}

async function onTwo() {
  const postgres = await startPostgres({ durable: true })
  const database = await postgres.database()
  const pair = await Promise.all([startNode(database), startNode(database)])
  const figures = await under(pair)
  for (const node of pair) node.end()
  await postgres.end()
  return figures
}

const { nodes } = values
const named = (name: string, figures: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${name}_${key}`, value]))
const claims = Object.fromEntries(
  [...(nodes === '2' ? [] : ['one']), ...(nodes === '1' ? [] : ['two'])].flatMap((name) => [
    [`${name}_requests`, (n: number) => n >= wantedRequests],
    [`${name}_failed`, (n: number) => n === 0],
    [`${name}_joins`, (n: number) => n > 0],
    [`${name}_joins_or_stays_failed`, (n: number) => n === 0],
  ]),
)
report(
  'rotation',
  { ...(nodes === '2' ? {} : named('one', await onOne())), ...(nodes === '1' ? {} : named('two', await onTwo())) },
  claims,
)
