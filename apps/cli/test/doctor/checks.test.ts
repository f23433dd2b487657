import { generateKeyPairSync } from 'node:crypto'
import { chmod, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createLog, createRoompass, listen, loadConfig } from '@roompass/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { answering, createSigningKey, startIdentityProvider } from '../../../server/test/fakes/identity_provider.ts'
import { clock, offsetOf } from '../../src/doctor/checks/clock.ts'
import { config, secret } from '../../src/doctor/checks/config.ts'
import { identity } from '../../src/doctor/checks/identity.ts'
import { verdictOf } from '../../src/doctor/checks/node.ts'
import { origins } from '../../src/doctor/checks/origins.ts'
import { ports } from '../../src/doctor/checks/ports.ts'
import { secretFiles } from '../../src/doctor/checks/secret_files.ts'
import type { Surroundings } from '../../src/doctor/verdict.ts'
import { inFolder } from '../run.ts'
import { base, said, surroundings } from './surroundings.ts'

const broken = { settings: null } as const

/** A web server that answers with these headers and this text. */
async function web(headers: Readonly<Record<string, string>>, text = ''): Promise<number> {
  const server = createServer((_, response) => {
    response.sendDate = false
    response.writeHead(200, headers).end(text)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
  return (server.address() as AddressInfo).port
}

describe('node', () => {
  it.each([
    ['24.21.0', 'strip', 'ok'],
    ['22.18.0', 'strip', 'ok'],
    ['22.17.1', false, 'failed'],
    ['20.20.0', false, 'failed'],
    ['24.21.0', false, 'failed'],
  ] as const)('%s, TypeScript %s: %s', (version, typescript, state) => {
    expect(verdictOf(version, typescript).state).toBe(state)
  })
})

describe('config and secret', () => {
  it('say each problem under the one that it belongs to', async () => {
    const problems = [
      { setting: 'http.origins', message: 'is not a setting', fix: 'correct its spelling' },
      { setting: 'apps[0].serverSecret', message: 'is a published sample', fix: 'use your own' },
    ]
    const given = surroundings({}, { ...broken, problems })
    expect(await said(config, given)).toEqual(['failed http.origins: is not a setting | correct its spelling'])
    expect(await said(secret, given)).toEqual(['failed apps[0].serverSecret: is a published sample | use your own'])
  })

  it('are content with what can be used', async () => {
    expect(await said(config, surroundings())).toEqual(['ok roompass.config.ts, app 1234567890'])
    expect(await said(secret, surroundings())).toEqual([expect.stringMatching(/^ok 1 key, /)])
  })
})

describe('secret, where the database keeps the keys', { timeout: 30_000 }, () => {
  it('tells of an encryption key that is another one: with it a server would not start', async () => {
    await inFolder(async (folder) => {
      const settings = (half: string): Surroundings =>
        surroundings({ database: join(folder, 'roompass.db'), keys: { encryptionKey: `${half}8be2450d`.repeat(4) } })
      const right = settings('3f9a1c77')
      expect((await said(secret, right))[1]).toMatch(/^ok the first start puts them into the database/)
      await (await createRoompass(right.settings ?? {}, { log: createLog(() => undefined) })).close()
      expect((await said(secret, right))[1]).toMatch(/^ok the database decides: it keeps 1, sealed/)
      expect((await said(secret, settings('71c0de52')))[1]).toMatch(
        /^failed the database keeps keys that this config does not open: [\da-f]{8} \| give ROOMPASS_KEY_ENCRYPTION_KEY/,
      )
    })
  })
})

describe('secret files', () => {
  it.each([
    [0o600, /^ok secret \(600\)/],
    [0o640, /^warning secret \(640\) can be read by its group \| chmod 600/],
    [0o644, /^failed secret \(644\) can be read or changed by everybody on this machine \| chmod 600 secret/],
    [0o660, /^failed secret \(660\) can be changed by its group/],
  ])('with mode %o', async (mode, expected) => {
    await inFolder(async (folder) => {
      await writeFile(join(folder, 'secret'), 'x')
      await chmod(join(folder, 'secret'), mode)
      const env = { ROOMPASS_SERVER_SECRET_FILE: 'secret' }
      expect(await said(secretFiles, surroundings({}, { folder, env }))).toEqual([expect.stringMatching(expected)])
    })
  })

  it('finds a secret that is written into the config, and its line', async () => {
    await inFolder(async (folder) => {
      const text = `export default {\n  apps: [{ appId: 1, serverSecret: '${base.apps?.[0]?.serverSecret}' }],\n}\n`
      await writeFile(join(folder, 'roompass.config.ts'), text)
      const [first] = await said(secretFiles, surroundings({}, { folder }))
      expect(first).toMatch(/^failed roompass\.config\.ts:2 has a ServerSecret written into it \| /)
      expect(first).not.toContain(base.apps?.[0]?.serverSecret)
    })
  })

  it('has nothing to say where there is none', async () => {
    expect(await said(secretFiles, surroundings())).toEqual(['skipped no file here holds a secret'])
  })
})

describe('clock', { timeout: 20_000 }, () => {
  it.each([
    ['within the second', 1000, 1010, 1000, 0],
    ['at the end of the second', 1990, 1999, 1000, 0],
    ['ahead', 5500, 5600, 1000, 3.5],
    ['behind', 1000, 1100, 9000, -7.9],
    ['unsure, after a slow answer', 1000, 9000, 7000, 0],
  ])('knows how far it is off for sure: %s', (_, before, after, date, offset) => {
    expect(offsetOf(before, after, date)).toBeCloseTo(offset)
  })

  it.each([
    [0, /^ok as .+ has it/],
    [3, /^warning [12]\.\d s behind .+ \| .+set-ntp/],
    [-60, /^failed \d+\.\d s ahead of .+ \| .+set-ntp/],
  ])('asks over HTTP: off by %d s', async (seconds, expected) => {
    const port = await web({ date: new Date(Date.now() + seconds * 1000).toUTCString() })
    const given = surroundings({}, { timeUrl: `http://127.0.0.1:${port}` })
    expect(await said(clock, given)).toEqual([expect.stringMatching(expected)])
  })

  it('says that nobody can be asked, or does not say the time', async () => {
    expect(await said(clock, surroundings())).toEqual([expect.stringMatching(/^skipped nobody to ask.+--time-url/)])
    const port = await web({})
    const silent = surroundings({}, { timeUrl: `http://127.0.0.1:${port}` })
    expect(await said(clock, silent)).toEqual([expect.stringMatching(/^warning .+ does not say the time \| /)])
    const gone = surroundings({}, { timeUrl: 'http://127.0.0.1:1' })
    expect(await said(clock, gone)).toEqual([expect.stringMatching(/^warning .+ cannot be asked for the time \| /)])
  })
})

describe('identity', { timeout: 20_000 }, () => {
  it('fetches the keys of the provider, as the server would', async () => {
    const provider = await startIdentityProvider(await createSigningKey('a', 'ES256'))
    const jwt = [{ issuer: provider.issuer, audience: 'rooms', allowLoopback: true }]
    expect(await said(identity, surroundings({ identity: { jwt } }))).toEqual([
      `ok ${provider.issuer}: 1 key, for ES256`,
    ])
    const named = surroundings({
      identity: { jwt: [{ ...jwt[0], issuer: provider.issuer, audience: 'rooms', algorithms: ['ES256', 'RS256'] }] },
    })
    expect(await said(identity, named)).toEqual([
      `ok ${provider.issuer}: 1 key, for ES256`,
      expect.stringMatching(/^warning .+ has no key for RS256 \| /),
    ])
  })

  it('tells of a provider that is gone, of another one, of one without keys, and of keys that are too short', async () => {
    const provider = await startIdentityProvider()
    const { issuer } = provider
    const given = surroundings({ identity: { jwt: [{ issuer, audience: 'rooms', allowLoopback: true }] } })
    expect(await said(identity, given)).toEqual([
      expect.stringMatching(/^failed .+ no key that counts: it publishes none \| /),
    ])
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
    provider.answer = answering(200, JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] }))
    expect(await said(identity, given)).toEqual([expect.stringMatching(/^failed .+ too short \| /)])
    provider.document = { issuer: 'https://mallory.example.org' }
    expect(await said(identity, given)).toEqual([expect.stringMatching(/^failed .+ of another issuer \| /)])
    provider.describe = answering(503, '{}')
    expect(await said(identity, given)).toEqual([expect.stringMatching(/^failed .+ status 503 \| /)])
  })

  it('names what nobody has to be asked for', async () => {
    const given = surroundings({ identity: { ...base.identity, authenticate: async () => null } })
    expect(await said(identity, given)).toEqual([
      'ok API keys: backend',
      expect.stringMatching(/^ok users as the function/),
    ])
  })
})

describe('ports', { timeout: 20_000 }, () => {
  it('tells a free one from one that somebody else has', async () => {
    const port = await web({}, 'hello')
    const at = { host: '127.0.0.1', port }
    expect(await said(ports, surroundings({}, { at }))).toEqual([
      `failed port ${port} of 127.0.0.1 is taken, perhaps by another Roompass | Stop that one, or choose another port: PORT=${port + 1}`,
    ])
    const nowhere = { host: '203.0.113.1', port: 8787 }
    expect(await said(ports, surroundings({}, { at: nowhere }))).toEqual([
      expect.stringMatching(/^failed this machine has no address 203\.0\.113\.1 \| Set HOST/),
    ])
  })

  it('knows this very server, and one of another app', async () => {
    const roompass = await createRoompass(loadConfig({ file: { ...base, metrics: { port: 0 } } }))
    const door = await listen(roompass, { port: 0 })
    onTestFinished(async () => {
      await door.close()
      await roompass.close()
    })
    const at = { host: '127.0.0.1', port: door.port }
    const metrics = { port: Number(new URL(door.metricsUrl ?? '').port) }
    expect(await said(ports, surroundings({ metrics }, { at }))).toEqual([
      `ok this server runs at http://127.0.0.1:${door.port}, and is ready`,
      expect.stringMatching(/^ok metrics are served at /),
    ])
    const other = surroundings({ apps: [{ appId: 7, serverSecret: base.apps?.[0]?.serverSecret ?? '' }] }, { at })
    expect(await said(ports, other)).toEqual([
      expect.stringMatching(/^failed at .+ runs a Roompass of another app, 1234567890 \| /),
    ])
  })
})

describe('origins', () => {
  it.each([
    ['pages of its own origin alone', {}, [/^ok pages of the server's own origin/]],
    ['origins with TLS', { allowedOrigins: ['https://a.example.org'] }, [/^ok https:\/\/a\.example\.org/]],
    ['one without TLS', { allowedOrigins: ['http://a.example.org'] }, [/^warning .+no camera.+ \| use https/]],
    ['this machine', { allowedOrigins: ['http://localhost:5173'] }, [/^warning http:\/\/localhost:5173 is whoever/]],
    ['cookies for nobody', { allowCredentials: true }, [/^warning allowCredentials without/]],
    ['everybody as a proxy', { trustedProxies: ['0.0.0.0/0'] }, [/^failed trustedProxies holds the whole internet/]],
    ['everybody of IPv6', { trustedProxies: ['10.0.0.1', '::/0'] }, [/^failed trustedProxies/]],
  ])('%s', async (_, http, expected) => {
    expect(await said(origins, surroundings({ http }))).toEqual(expected.map((one) => expect.stringMatching(one)))
  })
})
