// The way to another node under stress: clients that read slowly or send too much, homes that do not answer, refuse or vanish. Real sockets.
import { createServer, type Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import type { ConnectionHandler } from '@roompass/room/hub'
import { createRelay, type ClientLine, type RelayParts } from '../../src/nodes/relay.ts'
import { freePort } from '../hosts/command.ts'
import { bePatient, eventually } from '../patience.ts'

bePatient()

interface Home {
  readonly url: string
  readonly sockets: WebSocket[]
  readonly said: string[]
  readonly server: Server
}

/** A home that notes what it hears. */
async function openHome(port = 0, status: number | null = null): Promise<Home> {
  const server = createServer()
  const sockets = new WebSocketServer({ noServer: true })
  const [open, said]: [WebSocket[], string[]] = [[], []]
  server.on('upgrade', (request, socket, head) => {
    if (status !== null) {
      socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      open.push(webSocket)
      // oxlint-disable-next-line typescript/no-base-to-string -- a text message arrives as one Buffer
      webSocket.on('message', (data) => said.push(data.toString()))
    })
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  onTestFinished(() => {
    for (const one of open) one.terminate()
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    sockets: open,
    said,
    server,
  }
}

function begin(home: string | null, more: Partial<RelayParts> = {}) {
  const notes: string[] = []
  const sent: string[] = []
  const line: ClientLine & { bufferedAmount: number } = {
    send: (text) => sent.push(text),
    close: (code, reason) => notes.push(`closed ${code} ${reason}`),
    bufferedAmount: 0,
    pause: () => notes.push('paused'),
    resume: () => notes.push('resumed'),
  }
  const relay = createRelay({
    line,
    home: () => home,
    headers: () => ({}),
    here: () => ({ message: () => undefined, closed: () => undefined }),
    unreachable: () => undefined,
    refused: (_, status) => notes.push(`refused ${status}`),
    over: () => notes.push('over'),
    ...more,
  })
  onTestFinished(() => relay.closed())
  const ends = (): string | undefined => notes.find((note) => note.startsWith('closed'))
  return { relay, line, notes, sent, ends }
}

describe('a relay', () => {
  it('keeps what is said until the home is there, and its order', async () => {
    const home = await openHome()
    const { relay } = begin(home.url)
    for (const text of ['hello', 'a', 'b']) relay.message(text)
    await eventually(() => home.said).toEqual(['hello', 'a', 'b'])
    relay.message('c')
    await eventually(() => home.said.at(-1)).toBe('c')
  })

  it('ends a client that says too much before the home is there', async () => {
    const { relay, ends } = begin(`http://127.0.0.1:${await freePort()}`)
    for (let n = 0; n < 60; n += 1) relay.message('x')
    expect(ends()).toBe('closed 4429 rate_limited')
    const large = begin(`http://127.0.0.1:${await freePort()}`)
    large.relay.message('x'.repeat(80_000))
    expect(large.ends()).toBeUndefined()
    large.relay.message('x'.repeat(80_000))
    expect(large.ends()).toBe('closed 4429 rate_limited')
  })

  it('ends a client that reads too slowly, as the hub would, and keeps no more for it', async () => {
    const home = await openHome()
    const { relay, line, ends, sent } = begin(home.url)
    relay.message('hello')
    await eventually(() => home.said.length).toBe(1)
    line.bufferedAmount = 256 * 1024 - 10
    home.sockets[0]!.send('12345')
    await eventually(() => sent).toEqual(['12345'])
    home.sockets[0]!.send('x'.repeat(11))
    home.sockets[0]!.send('never')
    await eventually(ends).toBe('closed 4508 slow_consumer')
    await eventually(() => home.sockets[0]!.readyState).toBe(3)
    expect(sent).toEqual(['12345'])
  })

  it('makes a client wait that sends faster than the home reads, and lets it go on', async () => {
    const home = await openHome()
    const { relay, notes } = begin(home.url)
    relay.message('hello')
    await eventually(() => home.said.length).toBe(1)
    home.sockets[0]!.pause()
    let sent = 0
    // As a transport would: it stops when it is told to.
    while (!notes.includes('paused') && sent < 1000) {
      relay.message('x'.repeat(64 * 1024))
      sent += 1
      await pause(0)
    }
    expect(notes).toContain('paused')
    // What the network takes, and a quarter of a megabyte: not everything that was to come.
    expect(sent).toBeLessThan(400)
    notes.length = 0
    home.sockets[0]!.resume()
    await eventually(() => home.said.length).toBe(1 + sent)
    expect(notes).toContain('resumed')
  })

  it('gives the close of the home on, and of a home that vanishes that the seat is kept', async () => {
    const home = await openHome()
    const [one, two] = [begin(home.url), begin(home.url)]
    await eventually(() => home.sockets.length).toBe(2)
    home.sockets[0]!.close(4413, 'room_full')
    home.sockets[1]!.terminate()
    await eventually(() => new Set([one.ends(), two.ends()])).toEqual(
      new Set(['closed 1001 going_away', 'closed 4413 room_full']),
    )
    expect([...one.notes, ...two.notes].filter((note) => note === 'over')).toHaveLength(2)
  })

  it('tells the home when the client is gone, also while it is still being reached', async () => {
    const home = await openHome()
    const { relay } = begin(home.url)
    await eventually(() => home.sockets.length).toBe(1)
    relay.closed()
    await eventually(() => home.sockets[0]!.readyState).toBe(3)
    const early = begin(home.url)
    early.relay.message('hello')
    early.relay.closed()
    await pause(200)
    expect(home.said).toEqual([])
    expect(early.ends()).toBeUndefined()
  })

  it('looks for the home again and again, and goes where it is by then', async () => {
    const doubts: string[] = []
    const dead = `http://127.0.0.1:${await freePort()}`
    const living = await openHome()
    const { relay, ends } = begin(dead, {
      home: () => (doubts.length < 3 ? dead : living.url),
      unreachable: (url) => doubts.push(url),
    })
    relay.message('hello')
    await eventually(() => living.said).toEqual(['hello'])
    expect(doubts).toEqual([dead, dead, dead])
    expect(ends()).toBeUndefined()
  })

  it('serves the client here when the room lives here by then', async () => {
    const heard: string[] = []
    let tries = 0
    const handler: ConnectionHandler = { message: (text) => heard.push(text), closed: () => heard.push('gone') }
    const dead = `http://127.0.0.1:${await freePort()}`
    const { relay, notes } = begin(dead, { home: () => ((tries += 1) < 3 ? dead : null), here: () => handler })
    relay.message('hello')
    await eventually(() => heard).toEqual(['hello'])
    relay.message('more')
    relay.closed()
    expect(heard).toEqual(['hello', 'more', 'gone'])
    expect(notes).toEqual(['over'])
  })

  it('gives up after six seconds, and the client tries later', async () => {
    const began = performance.now()
    const { ends } = begin(`http://127.0.0.1:${await freePort()}`)
    await eventually(ends).toBe('closed 1013 try_later')
    expect(performance.now() - began).toBeGreaterThan(6000)
  })

  it('does not insist where a home refuses', async () => {
    const home = await openHome(0, 403)
    const { ends, notes } = begin(home.url)
    await eventually(ends).toBe('closed 1013 try_later')
    expect(notes).toContain('refused 403')
  })
})
