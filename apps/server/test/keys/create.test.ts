// The whole server with keys in its store: what a config that lost its key must not do, and that every part follows a rotation.
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createRoompass, type Roompass } from '../../src/app.ts'
import { ConfigError } from '../../src/config/problems.ts'
import type { RoompassConfig } from '../../src/config/config.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { ownFolder } from '../folder.ts'
import { as, config, origin } from '../service.ts'
import { otherSecret } from '../config/configs.ts'

const encryptionKey = '6f1d0b3c5a9e48d27710fe4b8c2a96d3e5b70142c8fd9a3617be50d48f2c6ea1'
const otherKey = '0b3c5a9e48d27710fe4b8c2a96d3e5b70142c8fd9a3617be50d48f2c6ea16f1d'

async function start(sections: RoompassConfig): Promise<Roompass> {
  const roompass = await createRoompass({ ...config, ...sections }, { log: createCapturedLog() })
  onTestFinished(() => roompass.close())
  return roompass
}

async function tokenFrom(roompass: Roompass): Promise<{ kitToken: string }> {
  const headers = { 'content-type': 'application/json', ...as('ada') }
  const request = new Request(`${origin}/v1/kit-tokens`, { method: 'POST', headers, body: '{"roomId":"lobby"}' })
  return (await roompass.fetch(request)).json()
}

/** What comes first: the welcome, or the name of the close. */
function enter({ hub }: Roompass, kitToken: string): Promise<string> {
  return new Promise((first) => {
    const close = (_: number, reason: string): void => first(reason)
    const handler = hub.opened({ send: (text) => first(JSON.parse(text).type), close, bufferedAmount: 0 })
    handler.message(JSON.stringify({ type: 'hello', kitToken }))
    onTestFinished(() => handler.closed())
  })
}

describe('a server', () => {
  it('counts for each key what it issued and whom it let in', async () => {
    const roompass = await start({ keys: { encryptionKey }, database: join(await ownFolder(), 'roompass.db') })
    const { kitToken } = await tokenFrom(roompass)
    expect(await enter(roompass, kitToken)).toBe('welcome')
    const [old, young] = await roompass.keys.rotateAndRevoke({}, 'ops')
    expect(old?.use).toMatchObject({ issued: 1, admitted: 1, lastIssuedAt: expect.any(Number) })
    expect(young?.use).toEqual({ issued: 0, lastIssuedAt: null, admitted: 0, lastAdmittedAt: null })
    await tokenFrom(roompass)
    expect((await roompass.keys.list())[1]?.use.issued).toBe(1)
    expect(roompass.metrics.text()).toContain('roompass_keys{state="active"} 1\n')
  })

  it('has the keys of its config without a key that encrypts, and changes none', async () => {
    const { keys } = await start({ database: ':memory:' })
    expect(keys.stored).toBe(false)
    expect((await keys.list()).map(({ state, createdAt }) => [state, createdAt])).toEqual([['active', null]])
    await expect(keys.rotate({}, 'ops')).rejects.toThrow('ROOMPASS_KEY_ENCRYPTION_KEY_FILE')
  })

  it.each<[string, RoompassConfig['keys'], string]>([
    ['no key', undefined, 'keys.encryptionKey: is missing, and the database has keys of this app'],
    ['another key', { encryptionKey: otherKey }, 'does not open the database: the secret of key'],
  ])('does not start with %s on a database that holds sealed ones', async (_, keys, message) => {
    const database = join(await ownFolder(), 'roompass.db')
    await (await start({ keys: { encryptionKey }, database })).close()
    const starting = start({ ...(keys === undefined ? {} : { keys }), database })
    await expect(starting).rejects.toThrow(ConfigError)
    await expect(starting).rejects.toThrow(message)
    // It let go of everything: the next one starts.
    const { keys: again } = await start({ keys: { encryptionKey: [otherKey, encryptionKey] }, database })
    expect(await again.rewrap('ops')).toBe(1)
  })

  it('follows its keys after a restart, not the secret that is still in its config', async () => {
    const database = join(await ownFolder(), 'roompass.db')
    const first = await start({ keys: { encryptionKey }, database })
    const { kitToken } = await tokenFrom(first)
    await first.keys.rotateAndRevoke({ serverSecret: otherSecret }, 'ops')
    await first.close()
    const second = await start({ keys: { encryptionKey }, database })
    expect(await enter(second, kitToken)).toBe('token_foreign')
    expect(await enter(second, (await tokenFrom(second)).kitToken)).toBe('welcome')
  })
})
