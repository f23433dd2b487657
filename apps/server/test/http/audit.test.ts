import { describe, expect, it } from 'vitest'
import { genesis, verifyChain } from '../../src/audit/chain.ts'
import { readAuditLine } from '../../src/audit/export.ts'
import { as, asBackend, asOperator, serve, wordOf } from '../service.ts'

const busy = async () => {
  const service = await serve()
  for (const user of ['ada', 'bob', 'ada']) await service.get('/v1/token?roomID=lobby', as(user))
  return service
}

describe('the audit over HTTP', () => {
  it('finds rows by user, newest first, in pages', async () => {
    const { get } = await busy()
    const { rows, next } = await (await get('/v1/audit?userId=ada&limit=1', asOperator)).json()
    expect(rows).toMatchObject([{ seq: 3, event: 'token.issued', userId: 'ada', roomId: 'lobby', actor: 'app:ada' }])
    const rest = await (await get(`/v1/audit?userId=ada&limit=2&before=${next}`, asOperator)).json()
    expect(rest).toMatchObject({ rows: [{ seq: 1 }], next: null })
  })

  it('finds the row of a token by as much of its ID as somebody has', async () => {
    const { get, store } = await busy()
    const tid = store.rows[1]?.tid ?? ''
    for (const part of [tid.slice(0, 6), tid, `${tid}${'0'.repeat(48)}`])
      expect((await (await get(`/v1/audit?tid=${part}`, asOperator)).json()).rows).toMatchObject([{ seq: 2, tid }])
    expect(await wordOf(await get('/v1/audit?tid=xyz', asOperator))).toBe('400 query_invalid')
  })

  it('comes as lines whose chain anybody can check', async () => {
    const { get } = await busy()
    const answer = await get('/v1/audit/export', asOperator)
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson')
    const lines = (await answer.text()).trimEnd().split('\n')
    const rows = lines.map((line) => readAuditLine(line))
    expect(rows.map((row) => row?.userId)).toEqual(['ada', 'bob', 'ada'])
    expect(
      verifyChain(
        rows.flatMap((row) => row ?? []),
        genesis,
      ),
    ).toMatchObject({ whole: true, head: { seq: 3 } })
  })

  it('says whether its chain is whole', async () => {
    const { get, store } = await busy()
    expect(await (await get('/v1/audit/verify', asOperator)).json()).toEqual({
      whole: true,
      seq: 3,
      hash: (await store.auditHead()).hash,
      fault: null,
    })
  })

  it('says whether its chain contains a head that was kept elsewhere', async () => {
    const { get, store } = await busy()
    const { hash } = await store.auditHead()
    const asked = async (head: string) => get(`/v1/audit/verify?head=${head}`, asOperator)
    expect(await (await asked(hash)).json()).toMatchObject({ whole: true, seq: 3 })
    expect(await (await asked('f'.repeat(64))).json()).toEqual({ whole: false, seq: 3, hash: null, fault: 'head' })
    expect(await wordOf(await asked('7f0c'))).toBe('400 query_invalid')
  })

  it('is for keys with the scope alone', async () => {
    const { get } = await busy()
    for (const path of ['/v1/audit', '/v1/audit/export', '/v1/audit/verify']) {
      expect(await wordOf(await get(path, asBackend))).toBe('403 scope_missing')
      expect(await wordOf(await get(path, as('ada')))).toBe('403 scope_missing')
      expect(await wordOf(await get(path))).toBe('401 unauthenticated')
    }
  })

  it('breaks an export off when the store fails, so that no part passes for the whole', async () => {
    const { get, store } = await busy()
    store.available = false
    const answer = await get('/v1/audit/export', asOperator)
    await expect(answer.text()).rejects.toThrow()
  })
})
