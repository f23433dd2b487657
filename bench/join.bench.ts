// How long joining takes against the real process: for a bare client, and for a browser until it sees somebody.
// Needs `npm run build` and a Chromium. Media crosses loopback only.
import { availableParallelism, loadavg } from 'node:os'
import type { Browser } from 'playwright'
import { enterDirectly } from '../conformance/harness/kit.ts'
import { startPageServer } from '../conformance/harness/page_server.ts'
import { openBrowser, openPerson, type Person } from '../conformance/harness/person.ts'
import { startRoompass, type AppKey, type Running } from '../conformance/harness/process.ts'
import { knock } from '../conformance/harness/raw_client.ts'
import { mintFor } from '../conformance/harness/tokens.ts'

const socketJoins = 200
const tokenRequests = 100
const browserJoins = 30

/** Milliseconds that each of `count` runs took. */
async function timed(count: number, run: (index: number) => Promise<number>): Promise<number[]> {
  const times: number[] = []
  for (let index = 0; index < count; index += 1) times.push(await run(index))
  return times
}

function row(what: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): string => (sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(1)
  return `| ${what} | ${times.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |`
}

/** The documented request, for a user each time. */
function askForTokens({ url }: Running): Promise<number[]> {
  return timed(tokenRequests, async (index) => {
    const begun = performance.now()
    const response = await fetch(`${url}/v1/token?userID=bench-${index}&expired_ts=86400`)
    await response.json()
    if (response.status !== 200) throw new Error(`the server answered ${response.status}`)
    return performance.now() - begun
  })
}

/** From the first byte to the welcome, and the part of it from hello to welcome. Rooms have two people: the others hear of each join. */
async function joinBare({ url }: Running, app: AppKey): Promise<{ all: number[]; hello: number[] }> {
  const hello: number[] = []
  const all = await timed(socketJoins, async (index) => {
    const roomId = `bench-${index}`
    const other = await knock(url)
    other.say({ type: 'hello', kitToken: mintFor(app, { userId: 'other', roomId }) })
    await other.first('welcome')
    const kitToken = mintFor(app, { userId: 'bench', roomId })
    const begun = performance.now()
    const client = await knock(url)
    const said = performance.now()
    client.say({ type: 'hello', kitToken })
    await client.first('welcome')
    const done = performance.now()
    await Promise.all([client.leave(), other.leave()])
    hello.push(done - said)
    return done - begun
  })
  return { all, hello }
}

/** From `joinRoom` to the room on the page, and to the first decoded frame of the person who was there. */
async function joinInBrowser(
  browser: Browser,
  { url }: Running,
  app: AppKey,
  page: string,
): Promise<{ room: number[]; frame: number[] }> {
  const open = async (): Promise<Person> => {
    const person = await openPerson(browser)
    await person.page.goto(page)
    return person
  }
  const ada = await open()
  await enterDirectly(ada, mintFor(app, { userId: 'ada', roomId: 'bench' }), url)
  const grace = await open()
  const room: number[] = []
  const frame = await timed(browserJoins, async () => {
    const kitToken = mintFor(app, { userId: 'grace', roomId: 'bench' })
    const times = await grace.page.evaluate(
      async ([token, serverUrl]) => {
        const begun = performance.now()
        await window.enterRoom(token, serverUrl, { showPreJoinView: false })
        const inside = performance.now() - begun
        for (;;) {
          const peer = window.roompassProbe.peers.at(-1)
          for (const entry of (await peer?.getStats())?.values() ?? []) {
            if (entry.type === 'inbound-rtp' && entry.framesDecoded > 0) return [inside, performance.now() - begun]
          }
          await new Promise((later) => setTimeout(later, 5))
        }
      },
      [kitToken, url] as const,
    )
    await grace.page.evaluate(() => window.kit.destroy())
    await grace.page.waitForTimeout(300)
    room.push(times[0] ?? Number.NaN)
    return times[1] ?? Number.NaN
  })
  return { room, frame }
}

const server = await startRoompass('dev')
const pages = await startPageServer([server.url])
const browser = await openBrowser()
try {
  const app = await server.developmentApp()
  const tokens = await askForTokens(server)
  const bare = await joinBare(server, app)
  const inBrowser = await joinInBrowser(browser, server, app, `${pages.url}/given.html`)
  const table = [
    '| Milliseconds | n | p50 | p95 | most |',
    '| --- | --: | --: | --: | --: |',
    row('`GET /v1/token`: asked → token', tokens),
    row('bare client: connecting → `welcome`', bare.all),
    row('of these: `hello` → `welcome`', bare.hello),
    row('browser: `joinRoom` → in the room', inBrowser.room),
    row('browser: `joinRoom` → first decoded frame of the other person', inBrowser.frame),
  ]
  console.log(table.join('\n'))
  console.log(
    `\nNode ${process.version}, Chromium ${browser.version()}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`,
  )
} finally {
  await browser.close()
  await pages.close()
  await server.stop()
}
