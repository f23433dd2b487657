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

  it('keep no server out whose key is right; what the app’s function says is not told', async () => {
    const { get, clock } = await serve()
    for (let n = 0; n < 20; n += 1) await get('/v1/token', wrong)
    expect(await wordOf(await get('/v1/token?userID=ada', asBackend))).toBe('200')
    expect(await wordOf(await get('/v1/token', as('ada')))).toBe('429 rate_limited')
    expect(await wordOf(await get('/v1/token'))).toBe('401 unauthenticated')
    clock.advance(6000)
    expect(await wordOf(await get('/v1/token', as('ada')))).toBe('200')
  })
})
