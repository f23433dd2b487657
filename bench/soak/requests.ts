// What comes over HTTP during a soak: tokens are asked for and introspected, operators look, and some of it is wrong. Each kind at a rate of its own,
// with the statuses that are right for it.
import { load, type Load } from '../faults/loader.ts'
import type { Node, Site } from '../faults/site.ts'

interface Kind {
  readonly name: string
  readonly perSecond: number
  readonly connections: number
  /** Everything else is counted as unexpected. */
  readonly right: readonly number[]
  readonly request: Load['request']
}

/** Milliseconds of the answers of each kind, and how many had a status that is wrong, by kind and status. */
export interface Heard {
  readonly times: Map<string, number[]>
  readonly unexpected: Map<string, number>
}

function requestOf(line: string, headers: Readonly<Record<string, string>>, body = ''): string {
  const lines = Object.entries({ host: '127.0.0.1', ...headers, 'content-length': Buffer.byteLength(body) })
  return [`${line} HTTP/1.1`, ...lines.map((pair) => pair.join(': ')), '', body].join('\r\n')
}

/** Wrong in one way after another, each with the statuses that say so. Only so many wrong credentials are looked at. */
function wrong({ headers }: Site): readonly (readonly [string, readonly number[]])[] {
  const post = 'POST /v1/kit-tokens'
  const wish = JSON.stringify({ userId: 'ada', roomId: 'lobby' })
  const json = { 'content-type': 'application/json' }
  return [
    [requestOf(post, { ...json, authorization: 'Bearer rpk_bench_wrong' }, wish), [401, 429]],
    [requestOf('GET /v1/token?userID=ada', {}), [401, 429]],
    [requestOf(post, headers, '{"userId": '), [400]],
    [requestOf(post, headers, JSON.stringify({ userId: 'ada', roomId: 'no room is called <so>' })), [400]],
    [requestOf(post, { ...headers, 'content-type': 'text/plain' }, wish), [415]],
    [requestOf(post, headers, 'x'.repeat(9000)), [413]],
    [requestOf('GET /v1/nowhere', {}), [404]],
    [requestOf('GET /v1/audit', { authorization: 'Bearer rpk_bench_wrong' }), [401, 429]],
    ['HELLO\r\n\r\n', [400]],
  ]
}

function kindsOf(site: Site, kitTokens: readonly string[]): Kind[] {
  const { headers } = site
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' }
  const looks = ['/v1/audit?limit=50', '/v1/audit?userId=user-7&limit=20', '/v1/rooms', '/v1/revocations?limit=20']
  const ways = wrong(site)
  const ask: Load['request'] = (n) => {
    const body = JSON.stringify({ roomId: `room-${n % 500}`, userId: `user-${n % 5000}` })
    return requestOf('POST /v1/kit-tokens', headers, body)
  }
  const introspect: Load['request'] = (n) => {
    const token = n % 10 === 0 ? 'no token' : (kitTokens[n % kitTokens.length] ?? '')
    return requestOf('POST /v1/introspect', form, `token=${encodeURIComponent(token)}`)
  }
  const get = (paths: readonly string[]): Load['request'] => {
    return (n) => requestOf(`GET ${paths[n % paths.length]}`, headers)
  }
  return [
    { name: 'issue', perSecond: 60, connections: 8, right: [201], request: ask },
    { name: 'introspect', perSecond: 30, connections: 4, right: [200], request: introspect },
    { name: 'look', perSecond: 4, connections: 2, right: [200], request: get(looks) },
    // A connection each: some of them end with the answer.
    ...ways.map(([bytes, right], n): Kind => ({
      name: `wrong ${n}`,
      perSecond: 1,
      connections: 1,
      right,
      request: () => bytes,
    })),
  ]
}

/** Seconds until connections are made anew: one on which nothing was asked for ten is told so (408) and ended. */
const slice = 8

/** Sends all of it for so long. */
export async function sendRequests(
  node: Node,
  site: Site,
  kitTokens: readonly string[],
  seconds: number,
): Promise<Heard> {
  const [times, unexpected] = [new Map<string, number[]>(), new Map<string, number>()]
  const send = async ({ name, perSecond, connections, right, request }: Kind): Promise<void> => {
    for (let from = 0; from < seconds; from += slice) {
      const first = from * perSecond
      const answers = await load({
        port: node.port,
        rate: perSecond,
        connections,
        seconds: Math.min(slice, seconds - from),
        request: (n) => request(first + n),
      })
      for (const [status, all] of answers) {
        times.set(name, [...(times.get(name) ?? []), ...all])
        const key = `${name}: ${status}`
        if (!right.includes(status)) unexpected.set(key, (unexpected.get(key) ?? 0) + all.length)
      }
    }
  }
  await Promise.all(kindsOf(site, kitTokens).map(send))
  return { times, unexpected }
}
