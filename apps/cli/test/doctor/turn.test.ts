import { createSocket } from 'node:dgram'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { freePort } from '../../../server/test/hosts/command.ts'
import { hasCoturn, startCoturn, type CoturnHost } from '../../../server/test/hosts/coturn.ts'
import { turn } from '../../src/doctor/checks/turn.ts'
import { said, surroundings } from './surroundings.ts'

const secretOf = 'the secret that TURN and the tests share'
const look = (urls: readonly string[], secret = secretOf, patienceMs?: number): Promise<string[]> =>
  said(turn, surroundings({ room: { turn: { urls, secret } } }), patienceMs)

describe.skipIf(!hasCoturn)('turn, against a real coturn', { timeout: 30_000 }, () => {
  let host: CoturnHost
  beforeAll(async () => {
    host = await startCoturn({ quota: 1 })
  })
  afterAll(() => host?.stop())

  it.each(['udp', 'tcp'])(
    'gets a relay over %s with the credentials that people get, and gives it back',
    async (transport) => {
      const url = `turn:127.0.0.1:${host.port}?transport=${transport}`
      // One person may have one at a time here, and it is kept for ten minutes: a second one is refused until the first is given back.
      for (const _ of [1, 2, 3])
        await expect.poll(() => look([url]), { timeout: 10_000 }).toEqual([`ok ${url} gives a relay, 127.0.0.1`])
    },
  )

  it('asks a STUN server who we are', async () => {
    const room = { iceServers: [{ urls: `stun:127.0.0.1:${host.port}` }] }
    expect(await said(turn, surroundings({ room }))).toEqual([
      `ok stun:127.0.0.1:${host.port} answers, and sees this machine as 127.0.0.1`,
    ])
  })

  it.each(['udp', 'tcp'])('tells over %s that the secret is another one', async (transport) => {
    const [first] = await look([`turn:127.0.0.1:${host.port}?transport=${transport}`], 'another secret')
    expect(first).toMatch(/^failed .+: it refused with 401 \| .+static-auth-secret/)
    expect(first).not.toContain('another secret')
  })

  it('tells of a server that relays for anybody', async () => {
    const open = await startCoturn({ open: true })
    onTestFinished(() => open.stop())
    const [first] = await look([`turn:127.0.0.1:${open.port}`])
    expect(first).toMatch(/^failed .+ relays for anybody \| /)
  })
})

describe('turn', { timeout: 30_000 }, () => {
  it('looks at nothing where nothing is configured', async () => {
    expect(await said(turn, surroundings())).toEqual([expect.stringMatching(/^skipped none is configured/)])
  })

  it('tells that nobody is there', async () => {
    const port = await freePort()
    expect(await look([`turn:127.0.0.1:${port}?transport=tcp`])).toEqual([
      expect.stringMatching(/cannot be reached: ECONNREFUSED \| /),
    ])
    expect(await look([`turn:127.0.0.1:${port}`])).toEqual([
      expect.stringMatching(/cannot be reached: ECONNREFUSED \| /),
    ])
  })

  it('does not wait for ever for one that says nothing, and asks again meanwhile', async () => {
    const silent = createSocket('udp4')
    let heard = 0
    silent.on('message', () => (heard += 1))
    await new Promise<void>((listening) => silent.bind(0, '127.0.0.1', listening))
    onTestFinished(() => void silent.close())
    const [first] = await look([`turn:127.0.0.1:${silent.address().port}`], secretOf, 1200)
    expect(first).toMatch(/^failed .+ does not answer \| /)
    expect(heard).toBeGreaterThan(1)
  })

  it('takes something else on the port for no answer', async () => {
    const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening))
    onTestFinished(() => void web.close())
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
    const { port } = web.address() as AddressInfo
    expect(await look([`turn:127.0.0.1:${port}?transport=tcp`], secretOf, 3000)).toEqual([
      expect.stringMatching(/^failed /),
    ])
  })

  it('tells a URL that is none, and one that needs credentials and has none', async () => {
    const room = {
      iceServers: [{ urls: ['turn://ada:lovelace@turn.example.org', 'turns:a.example.org?transport=udp'] }],
    }
    const [none, dtls] = await said(turn, surroundings({ room }))
    expect(none).toMatch(/^failed turn:\/\/…@turn\.example\.org is no URL .+ \| /)
    expect(dtls).toMatch(/^skipped .+DTLS/)
  })
})
