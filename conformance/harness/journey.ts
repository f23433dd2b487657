// The stage of a test file: a Roompass, an app's web server, a Chromium; and after every test the rules that always hold.
// Rules: nothing on any console, no foreign host, and no token or secret in a URL, a console or the server's log.
import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, onTestFailed } from 'vitest'
import { startPageServer, type PageServer } from './page_server.ts'
import { openBrowser, openPerson, type Person, type PersonOptions } from './person.ts'
import { startRoompass, type AppKey, type Running, type StartOptions } from './process.ts'
import { startProxy, type Proxy } from './proxy.ts'

export interface Journey {
  /** The Roompass under test. */
  readonly server: Running
  readonly app: AppKey
  /** The origin of the app's pages. */
  readonly pages: string
  /** A network in front of the server that can break. */
  readonly network: Proxy
  readonly browser: Browser
  /** Somebody at a page of the app, or at `address`. They are gone after the test. */
  person(address?: string, options?: PersonOptions): Promise<Person>
  /** Stops the development server, lets `meanwhile` happen, and starts it again with the same app at the same address. */
  restart(meanwhile: () => Promise<void>): Promise<void>
  /** Lines of consoles that belong to this test. */
  expectConsole(line: RegExp): void
}

/** A server of an app's own, instead of `roompass dev`. */
export interface Served {
  readonly app: AppKey
  /** What else must never be seen: keys, passwords. */
  readonly secrets: readonly string[]
  /** Given the origin of the app's pages. */
  start(pages: string): StartOptions
}

/** Sets the stage of a test file: `roompass dev`, or `roompass serve` as `served` says. */
export function setUpJourney(served?: Served): Journey {
  const servers: string[] = []
  let server: Running
  let app: AppKey
  let pageServer: PageServer
  let network: Proxy
  let browser: Browser
  let people: Person[] = []
  let expected: RegExp[] = []

  beforeAll(async () => {
    pageServer = await startPageServer(servers)
    server = await (served === undefined ? startRoompass('dev') : startRoompass('serve', served.start(pageServer.url)))
    app = served?.app ?? (await server.developmentApp())
    network = await startProxy(server.url)
    servers.push(server.url, network.url)
    browser = await openBrowser()
  })

  afterEach(async () => {
    const present = people
    const tolerated = expected
    people = []
    expected = []
    const complaints = (await Promise.all(present.map((person) => person.complaints()))).flat()
    await Promise.all(present.map((person) => person.close()))
    expect(complaints.filter((complaint) => !tolerated.some((line) => line.test(complaint)))).toEqual([])
    expect(leaks(present, server.log(), [app.serverSecret, ...(served?.secrets ?? [])])).toEqual([])
  })

  afterAll(async () => {
    await browser?.close()
    await pageServer?.close()
    await network?.close()
    if (server !== undefined) expect(await server.stop()).toBe(0)
  })

  return {
    get server() {
      return server
    },
    get app() {
      return app
    },
    get pages() {
      return pageServer.url
    },
    get network() {
      return network
    },
    get browser() {
      return browser
    },
    async person(address, options) {
      if (people.length === 0) onTestFailed(() => void process.stderr.write(`what Roompass said:\n${server.log()}\n`))
      const person = await openPerson(browser, options)
      people.push(person)
      await person.page.goto(address ?? `${pageServer.url}/given.html`)
      return person
    },
    async restart(meanwhile) {
      const env = { PORT: new URL(server.url).port }
      expect(await server.stop()).toBe(0)
      await meanwhile()
      server = await startRoompass('dev', { env, files: { '.roompass/app.json': JSON.stringify(app) } })
    },
    expectConsole: (line) => expected.push(line),
  }
}

/** Where a token, a piece of one, or a secret stands that must stand nowhere. */
export function leaks(people: readonly Person[], log: string, secrets: readonly string[]): string[] {
  const places = [
    ['the log of the server', log],
    ...people.flatMap(({ urls, console: lines }) => [
      ...urls.map((url) => ['a URL', decodeURIComponent(url)]),
      ...lines.map((line) => ['a console', line]),
    ]),
  ] as const
  return places.flatMap(([place = '', text = '']) => (holdsSecret(text, secrets) ? [place] : []))
}

/** A secret itself, or how a Token04 of this century and a suffix begin. */
export function holdsSecret(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => text.includes(secret)) || /04AAAAA[A-Za-z0-9+/]{8}|eyJ1c2VySUQi/.test(text)
}
