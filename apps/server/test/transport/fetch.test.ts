import { describe, expect, it } from 'vitest'
import { fromFetch, fromResponse, toResponse } from '../../src/transport/fetch.ts'
import { empty, HttpAnswer, json } from '../../src/transport/message.ts'

const url = 'https://rooms.example/a%2Fb?c=%20'

describe('a Request', () => {
  it('is read as it was written', () => {
    const { method, path, query, headers } = fromFetch(new Request(url, { headers: { 'X-One': '1' } }))
    expect([method, path, query, headers.get('x-one')]).toEqual(['GET', '/a%2Fb', 'c=%20', '1'])
  })

  it.each([
    ['12345678', '12345678'],
    ['123456789', 'too long'],
  ])('has a body of %s', async (body, heard) => {
    const heardOf = async (request: Request): Promise<string> => {
      const read = await fromFetch(request).read(8)
      return typeof read === 'string' ? read : Buffer.from(read).toString()
    }
    const headers = { 'content-length': String(body.length) }
    expect(await heardOf(new Request(url, { method: 'POST', body }))).toBe(heard)
    expect(await heardOf(new Request(url, { method: 'POST', body, headers }))).toBe(heard)
  })
})

describe('a Response', () => {
  it('says what the answer says', async () => {
    const response = toResponse(json({ a: 1 }, 201, { vary: 'origin', 'set-cookie': ['a=1', 'b=2'] }), false)
    expect([response.status, response.headers.get('vary')]).toEqual([201, 'origin'])
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(await response.json()).toEqual({ a: 1 })
  })

  it('has no body where none is asked for, and none where there is none', async () => {
    expect(toResponse(json({ a: 1 }, 200), true).body).toBeNull()
    expect(toResponse(empty(204), false).body).toBeNull()
  })

  it('flows, and stops to be made when nobody reads it any more', async () => {
    let ended = false
    async function* lines(): AsyncGenerator<string> {
      try {
        for (let n = 0; ; n += 1) yield `${n}\n`
      } finally {
        ended = true
      }
    }
    const reader = toResponse(new HttpAnswer(200, {}, lines()), false).body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('0\n')
    await reader?.cancel()
    expect(ended).toBe(true)
  })

  it('becomes an answer and is the same again', async () => {
    const headers = [
      ['content-type', 'text/html'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ] satisfies [string, string][]
    const again = toResponse(fromResponse(new Response('a page', { status: 203, headers })), false)
    expect([again.status, await again.text(), again.headers.get('content-type')]).toEqual([203, 'a page', 'text/html'])
    expect(again.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })
})
