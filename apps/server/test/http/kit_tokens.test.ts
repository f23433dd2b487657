import { describe, expect, it } from 'vitest'
import { verify } from '@roompass/token'
import { appId, settingsWith } from '../config/configs.ts'
import { as, asBackend, serve, wordOf } from '../service.ts'

const { keys } = settingsWith()
const start = 1_800_000_000

describe('POST /v1/kit-tokens', () => {
  it('gives a signed-in user their Kit Token for a room', async () => {
    const { post } = await serve()
    const response = await post({ roomId: 'lobby' }, as('ada'))
    expect(response.status).toBe(201)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    const { kitToken, ...answer } = await response.json()
    expect(answer).toEqual({
      appId,
      roomId: 'lobby',
      userId: 'ada',
      userName: 'ada of the session',
      grant: { join: true, publish: true, streamIds: null },
      expiresAt: start + 3600,
      refreshAfter: start + 3240,
    })
    expect(verify(kitToken, keys, { accept: 'signed', now: start })).toMatchObject({ userId: 'ada', roomId: 'lobby' })
  })

  it("gives the app's server a Kit Token for any user, with everything it wishes for", async () => {
    const { post } = await serve()
    const wish = { roomId: 'class-7', userId: 'bob', userName: 'Bob 张', role: 'audience', expiresIn: 60 }
    const response = await post(wish, asBackend)
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({
      roomId: 'class-7',
      userId: 'bob',
      userName: 'Bob 张',
      grant: { join: true, publish: false },
      expiresAt: start + 60,
      refreshAfter: start + 30,
    })
  })

  it('cuts what is longer than allowed', async () => {
    const { post } = await serve({ tokens: { maxLifetime: 600 } })
    expect(await (await post({ roomId: 'lobby', expiresIn: 86_400 }, as('ada'))).json()).toMatchObject({
      expiresAt: start + 600,
    })
  })

  it.each<[string, unknown, object[]]>([
    ['nothing', {}, [{ pointer: '/roomId', detail: 'is missing' }]],
    ['a number for a room', { roomId: 7 }, [{ pointer: '/roomId', detail: 'must be string' }]],
    ['null for a user', { roomId: 'a', userId: null }, [{ pointer: '/userId', detail: 'must be string' }]],
    ['a text for a lifetime', { roomId: 'a', expiresIn: '60' }, [{ pointer: '/expiresIn', detail: 'must be number' }]],
    ['half a second', { roomId: 'a', expiresIn: 0.5 }, [{ pointer: '/expiresIn', detail: 'must be a whole number' }]],
    [
      'something unknown',
      { roomId: 'a', admin: true },
      [{ pointer: '/admin', detail: 'is not a field of this request' }],
    ],
    [
      'a name that needs escaping',
      { roomId: 'a', 'a/b~c': 1 },
      [{ pointer: '/a~1b~0c', detail: 'is not a field of this request' }],
    ],
    [
      'everything wrong at once',
      { userName: 1, role: [], expiresIn: {}, kitToken: 'x' },
      [
        { pointer: '/roomId', detail: 'is missing' },
        { pointer: '/userName', detail: 'must be string' },
        { pointer: '/role', detail: 'must be string' },
        { pointer: '/expiresIn', detail: 'must be number' },
        { pointer: '/kitToken', detail: 'is not a field of this request' },
      ],
    ],
    ['a list', [], [{ pointer: '/roomId', detail: 'is missing' }]],
    ['null', null, [{ pointer: '', detail: 'must be object' }]],
    ['a text', '"lobby"', [{ pointer: '', detail: 'must be object' }]],
    ['nothing at all', '', [{ pointer: '', detail: 'must be JSON in UTF-8' }]],
    ['half a body', '{"roomId":"a"', [{ pointer: '', detail: 'must be JSON in UTF-8' }]],
    ['two bodies', '{"roomId":"a"}{}', [{ pointer: '', detail: 'must be JSON in UTF-8' }]],
    ['a form', 'roomId=a', [{ pointer: '', detail: 'must be JSON in UTF-8' }]],
    [
      'what is no UTF-8',
      new Blob([new Uint8Array([0x22, 0xff, 0x22])]),
      [{ pointer: '', detail: 'must be JSON in UTF-8' }],
    ],
    [
      'a prototype',
      '{"roomId":"a","__proto__":{"userId":"eve"}}',
      [{ pointer: '/__proto__', detail: 'is not a field of this request' }],
    ],
    [
      'what every object has',
      '{"roomId":"a","constructor":{}}',
      [{ pointer: '/constructor', detail: 'is not a field of this request' }],
    ],
  ])('names all that is wrong with a body, and no value of it: %s', async (_, body, errors) => {
    const { post, store } = await serve()
    const response = await post(body, as('ada'))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'body_invalid', errors })
    expect(store.rows).toEqual([])
  })

  it.each([
    ['application/json', 201],
    ['application/json; charset=utf-8', 201],
    ['application/json;charset="UTF-8"', 201],
    ['APPLICATION/JSON', 201],
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/json; charset=utf-16', 415],
    ['application/jsonp', 415],
    ['application/json, text/plain', 415],
    ['text/plain; application/json', 415],
    ['application/json\t', 201],
    ['', 415],
  ])('takes a body of "%s": %d', async (type, status) => {
    const { post } = await serve()
    expect((await post({ roomId: 'lobby' }, { ...as('ada'), 'content-type': type })).status).toBe(status)
  })

  it('asks for JSON where no type is said', async () => {
    const { fetch } = await serve()
    const request = new Request('http://h/v1/kit-tokens', {
      method: 'POST',
      headers: as('ada'),
      body: new Uint8Array([123, 125]),
    })
    expect(await wordOf(await fetch(request))).toBe('415 media_type_unsupported')
  })

  describe('of 8192 bytes', () => {
    /** A body of exactly so many bytes, in which a name of that length is the only thing wrong. */
    const bodyOf = (bytes: number): string => {
      const shell = JSON.stringify({ roomId: 'lobby', userName: '' })
      return JSON.stringify({ roomId: 'lobby', userName: 'x'.repeat(bytes - shell.length) })
    }

    it('is read, and not of one more', async () => {
      const { post } = await serve()
      expect(await wordOf(await post(bodyOf(8192), as('ada')))).toBe('400 user_name_invalid')
      expect(await wordOf(await post(bodyOf(8193), as('ada')))).toBe('413 body_too_large')
    })

    it('counts as it comes, not as it says', async () => {
      const { post } = await serve()
      for (const length of ['5', '0', '-1', 'many'])
        expect(await wordOf(await post(bodyOf(8193), { ...as('ada'), 'content-length': length }))).toBe(
          '413 body_too_large',
        )
      expect(await wordOf(await post('{}', { ...as('ada'), 'content-length': '8193' }))).toBe('413 body_too_large')
    })

    it('is not waited for to its end', async () => {
      const { fetch } = await serve()
      let sent = 0
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 1
          controller.enqueue(new Uint8Array(1024).fill(32))
        },
      })
      const headers = { ...as('ada'), 'content-type': 'application/json' }
      // What Node's types call RequestInit does not know `duplex`, which its fetch asks for beside a stream.
      const init = { method: 'POST', headers, body: endless, duplex: 'half' }
      expect(await wordOf(await fetch(new Request('http://h/v1/kit-tokens', init)))).toBe('413 body_too_large')
      expect(sent).toBeLessThan(20)
    })
  })

  it.each<[string, object, Record<string, string>, string]>([
    ['nobody', { roomId: 'lobby' }, {}, '401 unauthenticated'],
    ['a wrong key', { roomId: 'lobby', userId: 'ada' }, { 'x-api-key': 'rpk_backend_x' }, '401 credentials_invalid'],
    ['a server that names no user', { roomId: 'lobby' }, asBackend, '400 user_required'],
    ['a user who names another one', { roomId: 'lobby', userId: 'bob' }, as('ada'), '403 user_mismatch'],
    ['a room that is none', { roomId: 'a b' }, as('ada'), '400 room_id_invalid'],
    ['a user that is none', { roomId: 'a', userId: 'a b' }, asBackend, '400 user_id_invalid'],
    ['a name that is none', { roomId: 'a', userName: 'a\nb' }, as('ada'), '400 user_name_invalid'],
    ['a lifetime that is none', { roomId: 'a', expiresIn: 0 }, as('ada'), '400 lifetime_invalid'],
    ['a role that is none', { roomId: 'a', role: 'king' }, as('ada'), '403 forbidden'],
  ])('refuses %s', async (_, body, headers, word) => {
    const { post } = await serve()
    expect(await wordOf(await post(body, headers))).toBe(word)
  })

  it('shows the app’s function no body', async () => {
    const bodies: unknown[] = []
    const authenticate = async (request: Request): Promise<null> => {
      bodies.push([request.method, await request.text(), request.headers.get('content-type')])
      return null
    }
    const { post } = await serve({ identity: { authenticate } })
    await post({ roomId: 'lobby', userId: 'ada' })
    expect(bodies).toEqual([['POST', '', 'application/json']])
  })
})
