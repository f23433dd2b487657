import { describe, expect, it } from 'vitest'
import { closeReasons } from '@roompass/room/protocol'
import { forGood } from '../../src/revocation/revocation.ts'
import { StoreUnavailable } from '../../src/store/store.ts'
import { appId } from '../config/configs.ts'
import { eventually } from '../patience.ts'
import { as, serve, type Service } from '../service.ts'

const at = 1_800_000_000

interface Guest {
  readonly sent: string[]
  readonly closed: unknown[]
  readonly say: (message: object) => void
}

async function enterWith({ hub }: Service, kitToken: string): Promise<Guest> {
  const [sent, closed]: [string[], unknown[]] = [[], []]
  const connection = {
    send: (text: string) => sent.push(text),
    close: (code: number) => closed.push(code),
    bufferedAmount: 0,
  }
  const handler = hub.opened(connection, {})
  const say = (message: object): void => handler.message(JSON.stringify(message))
  say({ type: 'hello', kitToken })
  await eventually(() => sent.length + closed.length).toBeGreaterThan(0)
  return { sent, closed, say }
}

const tokenFor = async (service: Service, userId: string, roomId = 'lobby'): Promise<string> =>
  (await (await service.post({ roomId }, as(userId))).json()).kitToken
const enter = async (service: Service, userId: string, roomId = 'lobby') =>
  enterWith(service, await tokenFor(service, userId, roomId))
const out = [closeReasons.token_revoked.code]

describe('revoking', () => {
  it('sends out whoever is meant, before it answers, and nobody else', async () => {
    const service = await serve()
    const guests = [
      await enter(service, 'ada'),
      await enter(service, 'ada', 'vault'),
      await enter(service, 'bob'),
      await enter(service, 'eve', 'vault'),
    ]
    await service.revocations.revoke({ scope: { kind: 'user_in_room', userId: 'ada', roomId: 'lobby' } }, 'admin')
    expect(guests.map(({ closed }) => closed)).toEqual([out, [], [], []])
    await service.revocations.revoke({ scope: { kind: 'user', userId: 'ada' } }, 'admin')
    expect(guests.map(({ closed }) => closed)).toEqual([out, out, [], []])
    await service.revocations.revoke({ scope: { kind: 'room', roomId: 'vault' } }, 'admin')
    expect(guests.map(({ closed }) => closed)).toEqual([out, out, [], out])
    await service.revocations.revoke({ scope: { kind: 'app' } }, 'admin')
    expect(guests.map(({ closed }) => closed)).toEqual([out, out, out, out])
  })

  it('covers one token, by its ID as the audit shows it, or every token of a key', async () => {
    const service = await serve()
    const [ada, bob] = [await enter(service, 'ada'), await enter(service, 'bob')]
    const [row] = await service.store.findAudit({ userId: 'ada', event: 'token.issued' })
    await service.revocations.revoke({ scope: { kind: 'token', tid: row!.tid! } }, 'admin')
    expect([ada.closed, bob.closed]).toEqual([out, []])
    await service.revocations.revoke({ scope: { kind: 'key', kid: row!.kid! } }, 'admin')
    expect(bob.closed).toEqual(out)
  })

  it('shuts the door for what they hold, and gives them nothing new until it is over', async () => {
    const service = await serve()
    const held = await tokenFor(service, 'ada')
    await service.revocations.revoke({ scope: { kind: 'user', userId: 'ada' }, until: at + 60 }, 'admin')
    expect((await enterWith(service, held)).closed).toEqual(out)
    const refusal = await service.post({ roomId: 'lobby' }, as('ada'))
    expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([403, '61'])
    service.clock.advance(61_000)
    expect((await enter(service, 'ada')).closed).toEqual([])
    expect((await enterWith(service, held)).closed).toEqual(out)
  })

  it('lets nobody renew with a token from before it', async () => {
    const service = await serve()
    const ada = await enter(service, 'ada')
    const held = await tokenFor(service, 'ada')
    const [row] = await service.store.findAudit({ userId: 'ada', event: 'token.issued', limit: 1 })
    await service.revocations.revoke({ scope: { kind: 'token', tid: row!.tid! } }, 'admin')
    ada.say({ type: 'renew', kitToken: held })
    await eventually(() =>
      ada.sent.map((text) => JSON.parse(text)).find(({ type }) => type === 'refused'),
    ).toMatchObject({
      of: 'renew',
      code: 'token_revoked',
    })
    expect(ada.closed).toEqual([])
  })

  it('sends whoever comes back with a fresh token after a while: without a time it is five seconds', async () => {
    const service = await serve()
    const made = await service.revocations.revoke({ scope: { kind: 'user', userId: 'ada' } }, 'admin')
    expect(made.until).toBe(at + 5)
    service.clock.advance(6000)
    expect((await enter(service, 'ada')).closed).toEqual([])
  })

  it('is taken back once, and whoever it was about comes in again with what they hold', async () => {
    const service = await serve()
    const held = await tokenFor(service, 'ada')
    const { id } = await service.revocations.revoke({ scope: { kind: 'user', userId: 'ada' }, until: forGood }, 'admin')
    expect(await service.revocations.undo(id, 'eve')).toMatchObject({ id, undone: { by: 'eve' } })
    expect(await service.revocations.undo(id, 'eve')).toBeNull()
    expect(await service.revocations.undo(99, 'eve')).toBeNull()
    expect((await enterWith(service, held)).closed).toEqual([])
  })

  it('does not take back what belongs to another app', async () => {
    const service = await serve()
    const scope = { kind: 'user', userId: 'ada' } as const
    const entry = { at: 1, event: 'revocation.made', appId: 5 } as const
    const foreign = { appId: appId + 1, scope, until: forGood, reason: null, by: 'admin', at: 1 }
    const nothing = {
      actor: null,
      userId: null,
      roomId: null,
      tid: null,
      kid: null,
      expiresAt: null,
      reason: null,
      network: null,
    }
    const { id } = await service.store.revoke(foreign, { ...nothing, ...entry })
    expect(await service.revocations.undo(id, 'eve')).toBeNull()
    expect((await service.store.findRevocations({}))[0]?.undone).toBeNull()
  })

  it('is in the audit: what, by whom, why, until when', async () => {
    const service = await serve()
    const scope = { kind: 'user_in_room', userId: 'ada', roomId: 'lobby' } as const
    const { id } = await service.revocations.revoke({ scope, until: at + 60, reason: 'spam' }, 'api_key:backend')
    await service.revocations.revoke({ scope: { kind: 'app' }, until: forGood }, 'admin')
    await service.revocations.undo(id, 'eve')
    expect(
      service.store.rows.map(({ event, actor, userId, roomId, expiresAt, reason }) => [
        event,
        actor,
        userId,
        roomId,
        expiresAt,
        reason,
      ]),
    ).toEqual([
      ['revocation.made', 'api_key:backend', 'ada', 'lobby', at + 60, 'user_in_room: spam'],
      ['revocation.made', 'admin', null, null, null, 'app'],
      ['revocation.undone', 'eve', 'ada', 'lobby', at + 60, 'user_in_room: spam'],
    ])
  })

  it('changes nothing when it cannot be kept', async () => {
    const service = await serve()
    const ada = await enter(service, 'ada')
    service.store.available = false
    const revoking = service.revocations.revoke({ scope: { kind: 'user', userId: 'ada' } }, 'admin')
    await expect(revoking).rejects.toThrow(StoreUnavailable)
    expect(ada.closed).toEqual([])
  })
})
