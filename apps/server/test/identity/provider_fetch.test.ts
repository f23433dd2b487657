// What is fetched from a provider goes to the provider alone. Every server here is a real one on this machine, and counts who comes.
import { createServer as createSecureServer } from 'node:https'
import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Reach } from '../../src/identity/destinations.ts'
import { createProviderFetch, type FetchParts } from '../../src/identity/provider_fetch.ts'
import { ownFolder } from '../folder.ts'
import { findProgram, run } from '../hosts/command.ts'
import { bePatient } from '../patience.ts'

bePatient()

interface Counting {
  readonly port: number
  readonly connections: number
  readonly hosts: readonly (string | undefined)[]
}

const json: RequestListener = (_, response) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end('{"keys":[]}')

/** A server that counts connections, on an address of this machine. */
async function listening(
  listener: RequestListener = json,
  { address = '127.0.0.1', port = 0, tls = null as null | { key: string; cert: string } } = {},
): Promise<Counting> {
  let connections = 0
  const hosts: (string | undefined)[] = []
  const counting: RequestListener = (request, response) => {
    hosts.push(request.headers.host)
    listener(request, response)
  }
  const server: Server & { closeAllConnections(): void } =
    tls === null ? createServer(counting) : createSecureServer(tls, counting)
  server.on('connection', () => (connections += 1))
  await new Promise<void>((ready, failed) => server.on('error', failed).listen(port, address, ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
  const own = (server.address() as AddressInfo).port
  return {
    port: own,
    hosts,
    get connections() {
      return connections
    },
  }
}

const here: Reach = { allowLoopback: true }

async function fetched(url: string, reach: Reach = here, parts: FetchParts = {}, ms = 2000): Promise<unknown> {
  try {
    return await createProviderFetch(reach, parts)(url, AbortSignal.timeout(ms))
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error
  }
}

/** A resolver that answers one list after the other, and counts. */
function resolving(...answers: readonly string[][]): Required<Pick<FetchParts, 'resolve'>> & { asked: number } {
  const resolver = {
    asked: 0,
    async resolve() {
      const addresses = answers[Math.min(resolver.asked, answers.length - 1)] ?? []
      resolver.asked += 1
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
  }
  return resolver
}

describe('a document of a provider', () => {
  it.each(['application/json', 'application/json; charset=utf-8', 'application/jwk-set+json', 'Application/JSON'])(
    'is read where it is JSON: %s',
    async (type) => {
      const { port } = await listening(
        (_, response) => void response.writeHead(200, { 'content-type': type }).end('{"a":1}'),
      )
      expect(await fetched(`http://127.0.0.1:${port}/`)).toEqual({ a: 1 })
    },
  )

  it.each(['text/html', 'text/plain', 'application/javascript', 'application/jsonp', 'application/octet-stream', ''])(
    'is not read where it is something else: "%s"',
    async (type) => {
      const { port } = await listening(
        (_, response) => void response.writeHead(200, { 'content-type': type }).end('{}'),
      )
      expect(await fetched(`http://127.0.0.1:${port}/`)).toBe(
        'ProviderFault: it answered with something else than JSON',
      )
    },
  )

  it.each([
    ['is cut off', '{"keys":['],
    ['is no UTF-8', Buffer.from([0x22, 0xff, 0x22])],
    ['is empty', ''],
  ])('is not read where it %s', async (_, body) => {
    const { port } = await listening(
      (__, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body),
    )
    expect(await fetched(`http://127.0.0.1:${port}/`)).toBe('ProviderFault: it answered with no JSON in UTF-8')
  })

  it.each([201, 204, 304, 400, 401, 404, 500, 503])('does not come with status %d', async (status) => {
    const { port } = await listening(
      (_, response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(),
    )
    expect(await fetched(`http://127.0.0.1:${port}/`)).toBe(`ProviderFault: it answered with status ${status}`)
  })

  it.each([301, 302, 303, 307, 308])('is not followed to where a %d points', async (status) => {
    const elsewhere = await listening()
    const { port, connections } = await listening(
      (_, response) => void response.writeHead(status, { location: `http://127.0.0.1:${elsewhere.port}/` }).end(),
    )
    expect(connections).toBe(0)
    expect(await fetched(`http://127.0.0.1:${port}/`)).toBe(`ProviderFault: it answered with status ${status}`)
    expect(elsewhere.connections).toBe(0)
  })

  it('is no longer than 512 KiB', async () => {
    const largest = JSON.stringify('x'.repeat(524_286))
    const sizes = [largest, `${largest} `]
    const { port } = await listening(
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(sizes.shift()),
    )
    expect(await fetched(`http://127.0.0.1:${port}/`)).toHaveLength(524_286)
    expect(await fetched(`http://127.0.0.1:${port}/`)).toBe('ProviderFault: it answered with more than 524288 bytes')
  })

  it('is not read to an end that it does not have', async () => {
    let sent = 0
    let gone = false
    const { port } = await listening((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const endless = setInterval(() => {
        if (response.write(' '.repeat(65_536))) sent += 65_536
      }, 1)
      response.on('close', () => {
        clearInterval(endless)
        gone = true
      })
    })
    expect(await fetched(`http://127.0.0.1:${port}/`)).toBe('ProviderFault: it answered with more than 524288 bytes')
    await expect.poll(() => gone).toBe(true)
    expect(sent).toBeLessThan(8_000_000)
  })

  it('is not inflated', async () => {
    const { port } = await listening((request, response) => {
      expect(request.headers['accept-encoding']).toBe('identity')
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end('{}')
    })
    expect(await fetched(`http://127.0.0.1:${port}/`)).toBe('ProviderFault: it answered in an encoding not asked for')
  })

  it.each<[string, RequestListener]>([
    ['nothing comes', () => undefined],
    [
      'it drips',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const drip = setInterval(() => response.write(' '), 20)
        response.on('close', () => clearInterval(drip))
      },
    ],
    [
      'its headers drip',
      (_, response) => {
        const { socket } = response
        socket?.write('HTTP/1.1 200 OK\r\n')
        const drip = setInterval(() => socket?.write('x-drip: 1\r\n'), 20)
        socket?.on('close', () => clearInterval(drip))
      },
    ],
  ])('is given up when time is out and %s', async (_, listener) => {
    const { port } = await listening(listener)
    const before = performance.now()
    expect(await fetched(`http://127.0.0.1:${port}/`, here, {}, 300)).toBe('ProviderFault: it did not answer in time')
    expect(performance.now() - before).toBeLessThan(1500)
  })

  it('is given up when time is out before its name is resolved', async () => {
    const never: FetchParts = { resolve: () => new Promise(() => undefined) }
    expect(await fetched('http://localhost:1/', here, never, 100)).toBe('ProviderFault: it did not answer in time')
  })

  it('does not come from nobody', async () => {
    const { port } = await listening((request) => void request.socket.destroy())
    expect(await fetched(`http://127.0.0.1:${port}/`)).toBe('ProviderFault: it cannot be reached: ECONNRESET')
    expect(await fetched('http://127.0.0.1:1/')).toBe('ProviderFault: it cannot be reached: ECONNREFUSED')
    const failing: FetchParts = { resolve: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) }
    expect(await fetched('http://localhost:1/', here, failing)).toBe('ProviderFault: it cannot be reached: ENOTFOUND')
    expect(await fetched('http://localhost:1/', here, { resolve: async () => [] })).toBe(
      'ProviderFault: its name leads to no address that may be reached',
    )
  })
})

describe('a name that leads inside', () => {
  /** Inside: what a real server listens on. The URL names the port, so that nothing but the address keeps the connection away. */
  it.each([
    ['loopback', ['127.0.0.1']],
    ['another address of loopback', ['127.0.0.2']],
    ['this host', ['0.0.0.0']],
    ['loopback in the clothes of IPv6', ['::ffff:127.0.0.1']],
    ['loopback by NAT64', ['64:ff9b::7f00:1']],
    ['several addresses, all inside', ['127.0.0.1', '0.0.0.0', '169.254.169.254', 'fe80::1', '::1']],
  ])('is not followed: to %s', async (_, addresses) => {
    const inside = await listening(json, { address: '0.0.0.0' })
    for (const reach of [{}, { allowPrivateNetworks: true }]) {
      expect(await fetched(`https://id.example.org:${inside.port}/`, reach, resolving(addresses))).toBe(
        'ProviderFault: its name leads to no address that may be reached',
      )
    }
    expect(inside.connections).toBe(0)
  })

  it.each([
    'https://127.0.0.1:PORT/',
    'https://[::ffff:127.0.0.1]:PORT/',
    'https://[64:ff9b::7f00:1]:PORT/',
    'https://0.0.0.0:PORT/',
    'https://0x7f.1:PORT/',
    'https://2130706433:PORT/',
    'https://localhost:PORT/',
    'https://127.0.0.1.:PORT/',
    'http://127.0.0.1:PORT/',
    'http://id.example.org:PORT/',
    'https://user:secret@127.0.0.1:PORT/',
  ])('is not needed to be refused: %s', async (url) => {
    const inside = await listening(json, { address: '0.0.0.0' })
    const parts = resolving(['127.0.0.1'])
    for (const reach of [{}, { allowPrivateNetworks: true }])
      expect(await fetched(url.replace('PORT', String(inside.port)), reach, parts)).toMatch(/^ProviderFault: its URL /)
    expect([inside.connections, parts.asked]).toEqual([0, 0])
  })

  it('after it led outside is of no use: it is resolved once, and what was judged is what is connected to', async () => {
    const outside = await listening(json, { address: '127.0.0.2' })
    const inside = await listening(json, { address: '127.0.0.3', port: outside.port })
    const mayConnect = (address: string): boolean => address === '127.0.0.2'
    const rebinding = resolving(['127.0.0.2'], ['127.0.0.3'])
    const url = `http://localhost:${outside.port}/`
    expect(await fetched(url, here, { ...rebinding, mayConnect })).toEqual({ keys: [] })
    expect(outside.connections).toBe(1)
    expect(await fetched(url, here, { ...rebinding, mayConnect })).toBe(
      'ProviderFault: its name leads to no address that may be reached',
    )
    expect([outside.connections, inside.connections]).toEqual([1, 0])
    expect(outside.hosts).toEqual([`localhost:${outside.port}`])
  })

  it('beside one that leads outside is left out, also when the right one does not answer', async () => {
    const inside = await listening(json, { address: '127.0.0.3' })
    const mayConnect = (address: string): boolean => address !== '127.0.0.3'
    const url = `http://localhost:${inside.port}/`
    const both = resolving(['127.0.0.3', '127.0.0.2', '127.0.0.3'])
    expect(await fetched(url, here, { ...both, mayConnect })).toBe('ProviderFault: it cannot be reached: ECONNREFUSED')
    expect(inside.connections).toBe(0)
  })

  it('is not followed by what the system says of it either', async () => {
    const inside = await listening(json, { address: '127.0.0.1' })
    // The system knows this name as this machine; the URL alone does not show it.
    expect(await fetched(`https://localhost.:${inside.port}/`, {})).toMatch(/^ProviderFault: it/)
    expect(inside.connections).toBe(0)
    expect(await fetched(`http://localhost:${inside.port}/`)).toEqual({ keys: [] })
  })
})

describe('a provider by TLS', () => {
  async function certificate(name: string): Promise<{ key: string; cert: string }> {
    const openssl = findProgram('openssl')
    if (openssl === null) throw new Error('openssl is missing')
    const folder = await ownFolder()
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const self = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
    await run(openssl, [
      ...self,
      '-keyout',
      key,
      '-out',
      cert,
      '-subj',
      '/CN=test',
      '-addext',
      `subjectAltName=DNS:${name}`,
    ])
    return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
  }

  it('is who its certificate says, for the name of the URL and not for its address', async () => {
    const [own, other] = [await certificate('localhost'), await certificate('other.example')]
    const right = await listening(json, { tls: own })
    const wrong = await listening(json, { tls: other })
    expect(await fetched(`https://localhost:${right.port}/`, here, { ca: own.cert })).toEqual({ keys: [] })
    expect(right.hosts).toEqual([`localhost:${right.port}`])
    expect(await fetched(`https://localhost:${wrong.port}/`, here, { ca: other.cert })).toBe(
      'ProviderFault: it cannot be reached: ERR_TLS_CERT_ALTNAME_INVALID',
    )
    expect(wrong.hosts).toEqual([])
  })

  it('is nobody when nobody vouches for it, whatever the environment says', async () => {
    const { port, hosts } = await listening(json, { tls: await certificate('localhost') })
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    onTestFinished(() => {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before
    })
    expect(await fetched(`https://localhost:${port}/`)).toBe(
      'ProviderFault: it cannot be reached: DEPTH_ZERO_SELF_SIGNED_CERT',
    )
    expect(hosts).toEqual([])
  })
})
