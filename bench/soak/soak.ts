// `node bench/soak/soak.ts [--minutes 15]`: everything that a server does in a day, at once and for so long. Memory, files and delays at the end are those of the
// beginning. It has a folder of its own since it takes as long as all the faults together. Needs `npm run build`.
import { readdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { enterRaw, sayHello, type RawClient } from '../../conformance/harness/raw_client.ts'
import { mintFor, withFlippedBit } from '../../conformance/harness/tokens.ts'
import { amount } from '../amounts.ts'
import { percentile } from '../faults/loader.ts'
import { atMost, exactly, report } from '../faults/report.ts'
import { openDoor } from '../faults/sessions.ts'
import { openSite } from '../faults/site.ts'

const minutes = amount('minutes', 15)
const sampleMs = 2000
/** The first part of it fills caches and pools, and is not compared. */
const warmUp = 0.2
const site = await openSite({ room: openDoor, tokens: { maxLifetime: 600 } })
const node = await site.start({ NODE_OPTIONS: `--import=${new URL('collector.ts', import.meta.url).href}` })
const over = new AbortController()
const on = (): boolean => !over.signal.aborted

/** Answers that were not expected, by what was asked. */
const wrong = new Map<string, number>()
const times: { readonly at: number; readonly ms: number }[] = []
const counts = { issued: 0, verified: 0, stays: 0, renewed: 0, revoked: 0, refused: 0 }
const began = performance.now()

async function post(
  path: string,
  body: object | string,
  expected: readonly number[],
  headers = site.headers,
): Promise<unknown> {
  const from = performance.now()
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await fetch(`${node.url}${path}`, { method: 'POST', headers, body: text }).then(
    async (response) => ({ status: response.status, body: await response.text() }),
    () => ({ status: 0, body: '' }),
  )
  times.push({ at: performance.now() - began, ms: performance.now() - from })
  if (!expected.includes(answer.status)) {
    wrong.set(`${path} ${answer.status}`, (wrong.get(`${path} ${answer.status}`) ?? 0) + 1)
    return null
  }
  return JSON.parse(answer.body)
}
function tokenIn(answer: unknown): string {
  const token: unknown = answer !== null && typeof answer === 'object' && 'kitToken' in answer ? answer.kitToken : ''
  return String(token)
}
const isActive = (answer: unknown): boolean =>
  answer !== null && typeof answer === 'object' && 'active' in answer && answer.active === true
const introspect = (token: string): Promise<unknown> =>
  post('/v1/introspect', `token=${encodeURIComponent(token)}`, [200], {
    ...site.headers,
    'content-type': 'application/x-www-form-urlencoded',
  })
const failed = (what: string): void => void wrong.set(what, (wrong.get(what) ?? 0) + 1)

/** Asks for a token, has it looked at, and asks for nonsense now and then. */
async function issueAndVerify(who: number): Promise<void> {
  for (let n = 0; on(); n += 1) {
    const token = tokenIn(
      await post('/v1/kit-tokens', { userId: `user-${who}-${n}`, roomId: `room-${n % 500}` }, [201]),
    )
    counts.issued += 1
    if (!isActive(await introspect(token))) failed('introspect said no')
    if (isActive(await introspect(withFlippedBit(token)))) failed('introspect said yes')
    counts.verified += 2
    if (n % 5 === 0) await post('/v1/kit-tokens', '{"roomId":', [400])
    if (n % 5 === 1) await post('/v1/kit-tokens', { userId: 'ada', roomId: '' }, [400])
    if (n % 5 === 2)
      await post('/v1/kit-tokens', { userId: 'ada', roomId: 'lobby' }, [401, 429], {
        ...site.headers,
        authorization: 'x',
      })
    counts.refused += Number(n % 5 < 3)
    await pause(20)
  }
}

/** Comes, says something, renews, and leaves, or breaks off without a word. */
async function comeAndGo(who: number): Promise<void> {
  for (let n = 0; on(); n += 1) {
    const wish = { userId: `guest-${who}`, roomId: `guests-${who >> 2}` }
    const client: RawClient | null = await enterRaw(node.url, mintFor(site.app, wish)).catch(() => null)
    if (client === null) {
      failed('join')
      continue
    }
    counts.stays += 1
    client.say({ type: 'media', microphone: true, camera: n % 2 === 0 })
    client.say({ type: 'renew', kitToken: mintFor(site.app, wish) })
    await client.first('renewed').then(
      () => (counts.renewed += 1),
      () => failed('renew'),
    )
    await pause(200)
    await client.leave()
    // Somebody with a token that is none.
    if (n % 4 === 0) await (await sayHello(node.url, mintFor(site.app, { ...wish, expiresIn: 60, mintedAt: 1 }))).closed
  }
}

/** Somebody comes in and is revoked. */
async function revoke(): Promise<void> {
  for (let n = 0; on(); n += 1) {
    const userId = `banned-${n}`
    const client = await enterRaw(node.url, mintFor(site.app, { userId, roomId: 'banned' })).catch(() => null)
    if ((await node.revoke(userId)) !== 201) failed('revoke')
    else counts.revoked += 1
    if ((await client?.closed)?.code !== 4411) failed('revoked and inside')
    await pause(1000)
  }
}

interface Sample {
  readonly at: number
  readonly rss: number
  readonly heap: number
  readonly files: number
  readonly lagMs: number
}

async function look(): Promise<Sample> {
  const text = await (await fetch(`${node.url}/v1/metrics`, { headers: site.headers })).text()
  const metric = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  return {
    at: performance.now() - began,
    rss: metric('process_resident_memory_bytes') / 2 ** 20,
    heap: metric('nodejs_heap_size_used_bytes') / 2 ** 20,
    files: readdirSync(`/proc/${node.pid}/fd`).length,
    lagMs: metric('nodejs_eventloop_lag_p99_seconds') * 1000,
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const growth = ([before = 0, after = 0]: readonly number[]): number => (after / before - 1) * 100

try {
  const workers = [
    ...Array.from({ length: 4 }, (_, who) => issueAndVerify(who)),
    ...Array.from({ length: 24 }, (_, who) => comeAndGo(who)),
    revoke(),
  ]
  const samples: Sample[] = []
  /** Right after the garbage was collected, twenty times. The delay that this makes is not counted. */
  const heaps: Sample[] = []
  const all = minutes * 60_000
  while (performance.now() - began < all) {
    await pause(sampleMs)
    samples.push(await look())
    if (performance.now() - began < (all / 20) * (heaps.length + 1)) continue
    process.kill(node.pid, 'SIGUSR2')
    await pause(500)
    const held = await look()
    heaps.push(held)
    console.log(
      `  ${(held.at / 60_000).toFixed(1)} min: ${held.rss.toFixed(0)} MiB, of them held ${held.heap.toFixed(1)}`,
    )
  }
  over.abort()
  await Promise.all(workers)
  const exitCode = await node.stop()
  for (const [what, count] of wrong) console.log(`  ${what}: ${count}`)

  const half = (1 + warmUp) / 2
  const halves = (of: readonly Sample[]): readonly (readonly Sample[])[] => [
    of.filter(({ at }) => at >= all * warmUp && at < all * half),
    of.filter(({ at }) => at >= all * half),
  ]
  const means = (of: readonly Sample[], key: 'rss' | 'heap' | 'files'): number[] =>
    halves(of).map((part) => mean(part.map((one) => one[key])))
  const [rss, files, heap] = [means(samples, 'rss'), means(samples, 'files'), means(heaps, 'heap')]
  const took = (from: number, to: number): number[] =>
    times.filter(({ at }) => at >= all * from && at < all * to).map(({ ms }) => ms)
  report(
    'soak',
    {
      minutes,
      ...counts,
      unexpected_answers: [...wrong.values()].reduce((sum, count) => sum + count, 0),
      memory_mib_first_half: rss[0] ?? Number.NaN,
      memory_grew_percent: growth(rss),
      heap_mib_first_half: heap[0] ?? Number.NaN,
      heap_grew_mib: (heap[1] ?? Number.NaN) - (heap[0] ?? Number.NaN),
      files_grew: (files[1] ?? Number.NaN) - (files[0] ?? Number.NaN),
      loop_delay_p99_ms: percentile(
        samples.map(({ lagMs }) => lagMs),
        0.99,
      ),
      answered_p99_ms_first_fifth: percentile(took(0, warmUp), 0.99),
      answered_p99_ms_last_fifth: percentile(took(1 - warmUp, 1), 0.99),
      unhandled: node
        .log()
        .split('\n')
        .filter((line) => /unhandled|uncaught/i.test(line)).length,
      exit_code: exitCode ?? -1,
    },
    {
      unexpected_answers: exactly(0),
      memory_grew_percent: atMost(5),
      heap_grew_mib: atMost(8),
      files_grew: atMost(5),
      loop_delay_p99_ms: atMost(50),
      unhandled: exactly(0),
      exit_code: exactly(0),
    },
  )
} finally {
  await site.end()
}
process.exit()
