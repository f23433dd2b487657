import { describe, expect, it } from 'vitest'
import { as, asBackend, serve, wordOf } from '../service.ts'

const wrong = { authorization: 'Bearer nobody-knows-this' }

describe('credentials that are wrong', () => {
  it('are told twenty times, and then only how long to wait', async () => {
    const { get } = await serve()
    for (let n = 0; n < 20; n += 1) expect(await wordOf(await get('/v1/token', wrong))).toBe('401 credentials_invalid')
    const answer = await get('/v1/token', wrong)
    expect(answer.headers.get('retry-after')).toBe('6')
    expect(await wordOf(answer)).toBe('429 rate_limited')
  })

  it('keep no server out whose key is right, and nobody who brings none', async () => {
    const { get } = await serve()
    for (let n = 0; n < 20; n += 1) await get('/v1/token', wrong)
    expect(await wordOf(await get('/v1/token?userID=ada', asBackend))).toBe('200')
    expect(await wordOf(await get('/v1/token'))).toBe('401 unauthenticated')
    // Once whoever was wrong so often shut out every session of the app, from that network or, with many, from all of them.
    expect(await wordOf(await get('/v1/token', as('ada')))).toBe('200')
  })

  it('let what the app’s function says of such credentials not be told: they may be a password', async () => {
    const authenticate = ({ headers }: Request): { userId: string } | null =>
      headers.get('authorization') === 'Basic YWRhOnJpZ2h0' ? { userId: 'ada' } : null
    const { get, clock } = await serve({ identity: { authenticate } })
    const right = { authorization: 'Basic YWRhOnJpZ2h0' }
    for (let n = 0; n < 20; n += 1) await get('/v1/token', wrong)
    expect(await wordOf(await get('/v1/token', right))).toBe('429 rate_limited')
    clock.advance(6000)
    expect(await wordOf(await get('/v1/token', right))).toBe('200')
  })
})
