import { describe, expect, it } from 'vitest'
import { serverSecret } from '../config/configs.ts'
import { as, asBackend, asOperator, serve, wordOf } from '../service.ts'

const withKeys = () => serve({ keys: { encryptionKey: '0123456789abcdef'.repeat(4) } })
const states = (keys: readonly { state: string }[]) => keys.map(({ state }) => state)

describe('keys over HTTP', () => {
  it('are listed without their secrets, and say whether they can be changed here', async () => {
    const fixed = await (await (await serve()).get('/v1/keys', asOperator)).json()
    expect(fixed).toMatchObject({ stored: false, keys: [{ state: 'active' }] })
    const { get } = await withKeys()
    await get('/v1/token', as('ada'))
    const text = await (await get('/v1/keys', asOperator)).text()
    expect(JSON.parse(text)).toMatchObject({ stored: true, keys: [{ state: 'active', use: { issued: 1 } }] })
    expect(text).not.toContain(serverSecret)
  })

  it('take a new one, which verifies until it is needed', async () => {
    const { post, get } = await withKeys()
    const added = await post({ serverSecret: 'Xk2!fG8@pL5#qW9$eR3%tY7^uI1&oP4*' }, asOperator, '/v1/keys')
    expect(added.status).toBe(201)
    expect(await added.json()).toMatchObject({ state: 'next', use: { issued: 0 } })
    expect(states((await (await get('/v1/keys', asOperator)).json()).keys)).toEqual(['active', 'next'])
  })

  it('change at once when one leaked: what it made is dead, and the next token is of the new one', async () => {
    const { ask, get, store } = await withKeys()
    const answer = await ask('POST', '/v1/keys/rotate-and-revoke', asOperator)
    expect(answer.status).toBe(200)
    expect(states((await answer.json()).keys)).toEqual(['retired', 'active'])
    expect((await get('/v1/token', as('ada'))).status).toBe(200)
    expect(store.rows.map(({ event, actor }) => `${event} ${actor}`)).toContain('keys.changed api_key:operator')
  })

  it('are retired when they are not needed', async () => {
    const { ask, keys } = await withKeys()
    const { kid } = await keys.add({}, 'test')
    expect(await (await ask('POST', `/v1/keys/${kid}/retire`, asOperator)).json()).toMatchObject({ state: 'retired' })
    expect(await wordOf(await ask('POST', '/v1/keys/XYZ/retire', asOperator))).toBe('400 path_invalid')
  })

  it('are sealed anew on demand', async () => {
    const { ask } = await withKeys()
    expect(await (await ask('POST', '/v1/keys/rewrap', asOperator)).json()).toEqual({ sealed: 0 })
  })

  it('may be changed without a body, but not with one of another kind', async () => {
    const { post } = await withKeys()
    expect(await wordOf(await post('{}', { ...asOperator, 'content-type': 'text/plain' }, '/v1/keys'))).toBe(
      '415 media_type_unsupported',
    )
    expect(await wordOf(await post({ secret: 'x' }, asOperator, '/v1/keys'))).toBe('400 body_invalid')
  })

  it('are for keys with the scope alone', async () => {
    const { ask, get } = await withKeys()
    expect(await wordOf(await get('/v1/keys', asBackend))).toBe('403 scope_missing')
    expect(await wordOf(await ask('POST', '/v1/keys/rotate', as('ada')))).toBe('403 scope_missing')
  })
})
