import { describe, expect, it } from 'vitest'
import { sessionSource } from '../../src/admin/session_source.ts'
import { createSessions, type SessionParts } from '../../src/admin/sessions.ts'
import { auditEntry } from '../../src/audit/entry.ts'
import { createApiKey, type ApiKey } from '../../src/identity/api_keys.ts'

const night = createApiKey('night', { scopes: ['rooms', 'audit'] })
const secret = 'the secret of one of the servers'
const start = 1_800_000_000

const never: SessionParts['ended'] = { has: () => false, end: async () => undefined, current: true }

function sessionsAt(seconds: () => number, parts: Partial<SessionParts> = {}) {
  return createSessions({
    apiKeys: [night.entry],
    secrets: [secret],
    ended: never,
    now: () => seconds() * 1000,
    ...parts,
  })
}

const begun = sessionsAt(() => start).begin(night.key)?.text ?? ''
const readAt = (text: string, seconds: number, parts: Partial<SessionParts> = {}) =>
  sessionsAt(() => seconds, parts).read(text)

describe('a session', () => {
  it('stands for the key that it was begun with, on every node that has the same config', () => {
    expect(readAt(begun, start + 60)).toEqual({
      key: night.entry,
      id: expect.stringMatching(/^[\w-]{22}$/),
      began: start,
      seen: start,
      endsAt: start + 900,
      closesAt: start + 8 * 3600,
    })
  })

  it.each([['rpk_night_x'], [''], [createApiKey('night').key], [createApiKey('nobody').key], [night.entry.sha256]])(
    'is not begun with %j',
    (key) => {
      expect(sessionsAt(() => start).begin(key)).toBeNull()
    },
  )

  it('is over when nothing was heard for a quarter of an hour', () => {
    expect(readAt(begun, start + 899)).not.toBeNull()
    expect(readAt(begun, start + 900)).toBeNull()
  })

  it('is over after eight hours, however often it was continued', () => {
    let time = start
    const sessions = sessionsAt(() => time)
    let text = begun
    for (; time < start + 8 * 3600; time += 600) {
      const session = sessions.read(text)
      expect(session?.began).toBe(start)
      text = session === null ? '' : sessions.continued(session).text
    }
    expect(sessions.read(text)).toBeNull()
  })

  it('does not count when a clock says that it was seen in a minute that has not come', () => {
    const ahead = sessionsAt(() => start + 61).begin(night.key)?.text ?? ''
    expect(readAt(ahead, start)).toBeNull()
    expect(readAt(ahead, start + 1)).not.toBeNull()
  })

  it.each<[string, readonly ApiKey[]]>([
    ['is gone', []],
    ['is another one under the same name', [createApiKey('night').entry]],
    ['has another name', [{ ...night.entry, name: 'day' }]],
  ])('ends when its key %s in the config', (_how, apiKeys) => {
    expect(readAt(begun, start, { apiKeys })).toBeNull()
  })

  it('ends with a log-out, with whatever continued it, and no other of the same key with it', async () => {
    const ends: string[] = []
    const ended: SessionParts['ended'] = {
      ...never,
      has: (id) => ends.includes(id),
      end: async ({ id }) => void ends.push(id),
    }
    const sessions = sessionsAt(() => start, { ended })
    const [one, other] = [sessions.begin(night.key)!, sessions.begin(night.key)!]
    const later = sessions.continued(one.session)
    await sessions.end(later.session, auditEntry({ at: start * 1000, event: 'session.ended' }))
    expect([one, later, other].map(({ text }) => sessions.read(text) !== null)).toEqual([false, false, true])
  })

  it('is not taken for one while nobody knows who logged out', async () => {
    const headers = new Headers({ 'sec-fetch-site': 'same-origin', cookie: `__Host-roompass-session=${begun}` })
    const request = { method: 'GET', url: 'https://rooms.example/v1/audit', path: '/v1/audit', headers }
    const answerOf = (current: boolean) =>
      sessionSource(sessionsAt(() => start, { ended: { ...never, current } }))(request)
    expect(await answerOf(true)).toMatchObject({ identified: true })
    expect(await answerOf(false)).toEqual({ identified: false, why: 'identity_unavailable' })
  })

  it('has the scopes that its key has now', () => {
    const apiKeys: readonly ApiKey[] = [{ ...night.entry, scopes: ['audit'] }]
    expect(readAt(begun, start, { apiKeys })?.key.scopes).toEqual(['audit'])
  })

  it('outlives the rotation of the secret, as long as the former one is still there', () => {
    expect(readAt(begun, start, { secrets: ['another'] })).toBeNull()
    expect(readAt(begun, start, { secrets: ['another', secret] })).not.toBeNull()
  })

  it.each([
    [
      'its first character of the MAC',
      begun.replace(/\.([^.])([^.]*)$/, (_all, first, rest) => `.${first === 'A' ? 'B' : 'A'}${rest}`),
    ],
    ['the name', begun.replace('night', 'nights')],
    ['its ID', begun.replace(/^(2\.night\.)./, (_all, head) => `${head}${begun[8] === 'A' ? 'B' : 'A'}`)],
    ['its beginning', begun.replace(`${start}.`, `${start + 1}.`)],
    ['its last sign of life', begun.replace(`.${start}.${start}.`, `.${start}.${start + 1}.`)],
    ['its version', begun.replace('2.', '1.')],
    ['what follows', `${begun}A`],
    ['everything', ''],
  ])('does not count with another spelling of %s', (_what, text) => {
    expect(readAt(text, start)).toBeNull()
  })
})
