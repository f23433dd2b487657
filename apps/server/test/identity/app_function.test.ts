import { describe, expect, it } from 'vitest'
import { appSource, type Authenticate } from '../../src/identity/app_function.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { ask, requestWith } from './ask.ts'

/** What JavaScript may give where TypeScript would not. */
function answering(answer: unknown): Authenticate {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return () => answer as null
}

describe("the app's own function", () => {
  it('says who it is, what they are called and what else is known', async () => {
    const source = appSource(async (request) => {
      const userId = request.headers.get('cookie')?.slice('session='.length)
      return userId === undefined ? null : { userId, userName: 'Zoë 张', claims: { role: 'host', rooms: ['a'] } }
    }, createCapturedLog())
    expect(await source(requestWith({ cookie: 'session=ada' }))).toEqual({
      identified: true,
      caller: {
        kind: 'user',
        user: { id: 'ada', name: 'Zoë 张', via: 'app', claims: { role: 'host', rooms: ['a'] } },
      },
    })
    expect(await ask(source, requestWith())).toBe('no credentials of this kind')
  })

  it.each([
    ['nothing but an ID', { userId: 'ada' }],
    ['an ID and nulls', { userId: 'ada', userName: null, claims: null }],
    ['more than is asked for', { userId: 'ada', admin: true, via: 'token', kind: 'service' }],
  ])('may give %s', async (_, answer) => {
    expect(await appSource(answering(answer), createCapturedLog())(requestWith())).toEqual({
      identified: true,
      caller: { kind: 'user', user: { id: 'ada', name: null, via: 'app', claims: {} } },
    })
  })

  it.each([
    ['null', null],
    // As a look-up in a Map does; once this was an internal error.
    ['undefined', undefined],
  ])('knows nobody when it gives %s', async (_, answer) => {
    const log = createCapturedLog()
    expect(await ask(appSource(answering(answer), log), requestWith())).toBe('no credentials of this kind')
    expect(log.events).toEqual([])
  })

  it.each<[string, unknown, string]>([
    ['a bare ID', 'ada', 'all of it'],
    ['true', true, 'all of it'],
    ['an empty object', {}, 'userId'],
    ['an ID that is a number', { userId: 42 }, 'userId'],
    ['an empty ID', { userId: '' }, 'userId'],
    ['an ID with a space', { userId: 'ada l' }, 'userId'],
    ['an ID outside ASCII', { userId: 'zoë' }, 'userId'],
    ['an ID of 65 characters', { userId: 'a'.repeat(65) }, 'userId'],
    ['a name with a line break', { userId: 'ada', userName: 'Ada\nLovelace' }, 'userName'],
    ['a name that is too long', { userId: 'ada', userName: 'ä'.repeat(129) }, 'userName'],
    ['claims that are none', { userId: 'ada', claims: 'admin' }, 'claims'],
  ])('is at fault when it gives %s: the caller may try again, the operator is told', async (_, answer, wrong) => {
    const log = createCapturedLog()
    expect(await ask(appSource(answering(answer), log), requestWith())).toBe('identity_unavailable')
    expect(log.events).toEqual(['error authenticate_gave_no_user'])
    expect(JSON.parse(log.lines[0] ?? '')).toMatchObject({ wrong })
  })

  it.each<[string, Authenticate]>([
    [
      'throws',
      () => {
        throw new TypeError('postgres://app:hunter2@db')
      },
    ],
    ['rejects', () => Promise.reject(new TypeError('postgres://app:hunter2@db'))],
  ])('may fail without a word of it leaving: it %s', async (_, authenticate) => {
    const log = createCapturedLog()
    expect(await ask(appSource(authenticate, log), requestWith())).toBe('identity_unavailable')
    expect(log.events).toEqual(['error authenticate_failed'])
    expect(log.lines.join('')).toContain('TypeError')
    expect(log.lines.join('')).not.toContain('hunter2')
  })

  it('may throw what is no error', async () => {
    const log = createCapturedLog()
    // oxlint-disable-next-line prefer-promise-reject-errors -- what applications do
    expect(
      await ask(
        appSource(() => Promise.reject('hunter2'), log),
        requestWith(),
      ),
    ).toBe('identity_unavailable')
    expect(log.lines.join('')).toContain('unknown')
  })

  it('gets a request of its own: what it changes there changes nothing here', async () => {
    const source = appSource((request) => {
      request.headers.set('x-api-key', 'mine')
      request.headers.delete('cookie')
      return null
    }, createCapturedLog())
    const request = requestWith({ cookie: 'session=ada' })
    await source(request)
    expect([...request.headers]).toEqual([['cookie', 'session=ada']])
  })
})
