import { describe, expect, it } from 'vitest'
import { as, asBackend, asOperator, serve, wordOf, type Service } from '../service.ts'

const path = '/v1/revocations'
const revoke = (service: Service, body: unknown, headers: Readonly<Record<string, string>> = asOperator) =>
  service.post(body, headers, path)

describe('a revocation over HTTP', () => {
  it('keeps its user from new tokens until it is over or taken back, and names who made it', async () => {
    const service = await serve()
    const made = await revoke(service, { scope: { kind: 'user', userId: 'ada' }, until: 'forever', reason: 'spam' })
    expect(made.status).toBe(201)
    const revocation = await made.json()
    expect(revocation).toMatchObject({
      scope: { kind: 'user', userId: 'ada' },
      until: 'forever',
      reason: 'spam',
      by: 'api_key:operator',
      undone: null,
    })
    expect(await wordOf(await service.get('/v1/token', as('ada')))).toBe('403 revoked')
    expect((await service.get('/v1/token', as('bob'))).status).toBe(200)

    const undone = await service.ask('DELETE', `${path}/${revocation.id}`, asOperator)
    expect(await undone.json()).toMatchObject({ id: revocation.id, undone: { by: 'api_key:operator' } })
    expect((await service.get('/v1/token', as('ada'))).status).toBe(200)
    expect(await wordOf(await service.ask('DELETE', `${path}/${revocation.id}`, asOperator))).toBe(
      '404 revocation_not_found',
    )
  })

  it.each([
    { kind: 'token', tid: '0123456789abcdef' },
    { kind: 'room', roomId: 'a/b?c' },
    { kind: 'user_in_room', userId: 'ada', roomId: 'lobby' },
    { kind: 'key', kid: '01234567' },
    { kind: 'app' },
  ])('can be of scope $kind', async (scope) => {
    const service = await serve()
    expect(await (await revoke(service, { scope })).json()).toMatchObject({ scope })
    expect((await (await service.get(path, asOperator)).json()).revocations).toMatchObject([{ scope }])
  })

  it.each([
    [{}, '/scope'],
    [{ scope: { kind: 'everything' } }, '/scope/kind'],
    [{ scope: { kind: 'user' } }, '/scope/userId'],
    [{ scope: { kind: 'user', userId: 'a b' } }, '/scope/userId'],
    [{ scope: { kind: 'user', userId: 'ada', roomId: 'lobby' } }, '/scope/roomId'],
    [{ scope: { kind: 'token', tid: 'ABC' } }, '/scope/tid'],
    [{ scope: { kind: 'app' }, until: -1 }, '/until'],
    [{ scope: { kind: 'app' }, until: 1.5 }, '/until'],
    [{ scope: { kind: 'app' }, reason: '' }, '/reason'],
    [{ scope: { kind: 'app' }, because: 'x' }, '/because'],
  ])('that makes no sense is refused, where it is wrong: %j', async (body, pointer) => {
    const service = await serve()
    const answer = await revoke(service, body)
    expect(answer.status).toBe(400)
    const { code, errors } = await answer.json()
    expect(code).toBe('body_invalid')
    expect(errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
    expect(service.store.rows).toEqual([])
  })

  it('is not for keys without the scope, for users, or for nobody; and none of them learns what it takes', async () => {
    const service = await serve()
    expect(await wordOf(await revoke(service, '{', asBackend))).toBe('403 scope_missing')
    expect(await wordOf(await revoke(service, '{', as('ada')))).toBe('403 scope_missing')
    expect(await wordOf(await revoke(service, '{', {}))).toBe('401 unauthenticated')
    expect(await wordOf(await revoke(service, '{', { 'x-api-key': 'rpk_operator_x' }))).toBe('401 credentials_invalid')
    expect(service.store.rows).toEqual([])
  })

  it('is listed newest first, in pages, by what it is about', async () => {
    const service = await serve()
    for (const userId of ['ada', 'bob', 'ada', 'cyd']) await revoke(service, { scope: { kind: 'user', userId } })
    const page = await (await service.get(`${path}?limit=3`, asOperator)).json()
    expect(page.revocations.map((one: { scope: { userId: string } }) => one.scope.userId)).toEqual([
      'cyd',
      'ada',
      'bob',
    ])
    const rest = await (await service.get(`${path}?limit=3&before=${page.next}`, asOperator)).json()
    expect(rest).toMatchObject({ revocations: [{ scope: { userId: 'ada' } }], next: null })
    const ofAda = await (await service.get(`${path}?userId=ada`, asOperator)).json()
    expect(ofAda.revocations).toHaveLength(2)
    expect(await wordOf(await service.get(`${path}?limit=0`, asOperator))).toBe('400 query_invalid')
    expect(await wordOf(await service.get(`${path}?kind=all`, asOperator))).toBe('400 query_invalid')
  })

  it('that can refuse nobody any more is left out where only active ones are asked for', async () => {
    const service = await serve()
    const { id } = await (await revoke(service, { scope: { kind: 'app' } })).json()
    expect((await (await service.get(`${path}?active=true`, asOperator)).json()).revocations).toHaveLength(1)
    await service.ask('DELETE', `${path}/${id}`, asOperator)
    expect((await (await service.get(`${path}?active=true`, asOperator)).json()).revocations).toEqual([])
    expect((await (await service.get(path, asOperator)).json()).revocations).toHaveLength(1)
  })

  it('is not made when the store does not keep it', async () => {
    const service = await serve()
    service.store.available = false
    expect(await wordOf(await revoke(service, { scope: { kind: 'app' } }))).toBe('503 store_unavailable')
    service.store.available = true
    expect((await service.get('/v1/token', as('ada'))).status).toBe(200)
  })
})
