import { describe, expect, it } from 'vitest'
import { createApi } from '../../../page/models/api.ts'
import { anyRow, auditQuery } from '../../../page/models/audit.ts'
import { chartOf } from '../../../page/models/chart.ts'
import { createConsole } from '../../../page/models/console.ts'
import { viewOf } from '../../../page/models/routes.ts'
import { spanOf, stateOf } from '../../../page/models/words.ts'

type Answers = Readonly<Record<string, () => Response>>

function consoleOf(answers: Answers) {
  const asked: string[] = []
  const api = createApi(async (path, { method }) => {
    asked.push(`${method} ${path}`)
    const answer = answers[`${method} ${path}`]
    if (answer === undefined) throw new TypeError('no network')
    return answer()
  })
  return { ...createConsole(api, () => 0), asked }
}

const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status })
const who = { name: 'night', scopes: ['rooms'], session: null }

describe('a chart', () => {
  it.each([
    [0, 5],
    [5, 5],
    [6, 10],
    [11, 20],
    [21, 50],
    [51, 100],
    [1001, 2000],
  ])('whose highest bar is %i has %i at its top', (most, top) => {
    expect(chartOf([{ at: 0, good: most, bad: 0 }]).top).toBe(top)
  })

  it('has bars that stand on each other and never leave it', () => {
    const counts = [
      { at: 0, good: 3, bad: 7 },
      { at: 1, good: 0, bad: 0 },
    ]
    const { bars, good, bad } = chartOf(counts)
    expect(bars[0]).toEqual({ at: 0, good: 0.3, bad: 0.7 })
    expect(bars[1]).toEqual({ at: 1, good: 0, bad: 0 })
    expect([good, bad]).toEqual([3, 7])
    expect(chartOf([]).bars).toEqual([])
  })
})

describe('words', () => {
  it.each([
    [-5, '0 s'],
    [59, '59 s'],
    [60, '1 min'],
    [3600, '1 h'],
    [3725, '1 h 2 min'],
    [90_000, '1 d 1 h'],
  ])('say of %i seconds: %s', (seconds, text) => {
    expect(spanOf(seconds)).toBe(text)
  })

  it('tell a revocation that is in force from one that only cuts off, is over or is undone', () => {
    const one = { id: 1, scope: { kind: 'app' }, reason: null, by: 'x', at: 0, undone: null } as const
    expect(stateOf({ ...one, until: 'forever', endsAt: 9 }, 1000)).toBe('in force')
    expect(stateOf({ ...one, until: 2, endsAt: 9 }, 1000)).toBe('in force')
    expect(stateOf({ ...one, until: 1, endsAt: 9 }, 1000)).toBe('cut off')
    expect(stateOf({ ...one, until: 1, endsAt: 9 }, 9000)).toBe('over')
    expect(stateOf({ ...one, until: 'forever', endsAt: 9, undone: { at: 1, by: 'y' } }, 0)).toBe('undone')
  })
})

describe('an address', () => {
  it('leads to its view where one may see it, else to the first that one may', () => {
    const all = () => true
    expect(viewOf('#/audit', all).name).toBe('audit')
    expect(viewOf('', all).name).toBe('rooms')
    expect(viewOf('#/nothing', all).name).toBe('rooms')
    expect(viewOf('#/keys', (scope) => scope === 'audit').name).toBe('rates')
    expect(viewOf('#/keys', () => false).name).toBe('inspector')
  })
})

describe('a search in the audit', () => {
  it('asks for what is not empty, encoded', () => {
    const terms = { ...anyRow, userId: ' a&b ' }
    expect(auditQuery(terms)).toBe('userId=a%26b')
    expect(auditQuery(terms, { before: 7, limit: 50 })).toBe('userId=a%26b&before=7&limit=50')
  })

  it('asks for times by the clock of whoever looks', () => {
    const [since, to] = [new Date(2026, 10, 25, 8, 0).getTime(), new Date(2026, 10, 25, 9, 30).getTime()]
    expect(auditQuery({ ...anyRow, since: '2026-11-25T08:00' })).toBe(`since=${since}`)
    expect(auditQuery({ ...anyRow, since: '2026-11-25T08:00', to: '2026-11-25T09:30' })).toBe(`since=${since}&to=${to}`)
  })
})

describe('the revocations', () => {
  const paged = (ids: readonly number[], next: number | null) => json({ revocations: ids.map((id) => ({ id })), next })
  const range = (newest: number, count: number) => Array.from({ length: count }, (_, i) => newest - i)

  it('come page by page, and are looked at again as far as they were asked for', async () => {
    const { revocations, asked } = consoleOf({
      'GET /v1/revocations?limit=50': paged(range(120, 50), 71),
      'GET /v1/revocations?limit=50&before=71': paged(range(70, 50), 21),
      'GET /v1/revocations?limit=50&before=21': paged(range(20, 20), null),
    })
    const shown = () => {
      const { all = [], more = null } = revocations.value.value ?? {}
      return [all.length, all.at(-1)?.id, more]
    }
    await revocations.refresh()
    expect(shown()).toEqual([50, 71, true])
    await Promise.all([revocations.older(), revocations.older()])
    expect(shown()).toEqual([100, 21, true])
    await revocations.older()
    expect(shown()).toEqual([120, 1, false])
    asked.length = 0
    await revocations.refresh()
    expect(shown()).toEqual([120, 1, false])
    expect(asked).toHaveLength(3)
  })

  it('stay as they are when an older page does not come, and say so', async () => {
    const { revocations } = consoleOf({ 'GET /v1/revocations?limit=50': paged(range(120, 50), 71) })
    await revocations.refresh()
    await revocations.older()
    expect(revocations.value.value?.all).toHaveLength(50)
    expect([revocations.problem.value?.code, revocations.reaching.value]).toEqual(['unreachable', false])
  })
})

describe('the page', () => {
  it('asks for a log-in when nobody is, and says why when the server does not answer', async () => {
    const refused = { code: 'unauthenticated', title: 'Nobody', detail: 'Log in' }
    const one = consoleOf({ 'GET /v1/session': json(refused, 401) })
    await one.begin()
    expect([one.who.value, one.trouble.value]).toEqual([null, null])
    const away = consoleOf({})
    await away.begin()
    expect(away.trouble.value?.code).toBe('unreachable')
  })

  it('asks for a log-in again when a session is over, whatever was asked', async () => {
    const one = consoleOf({
      'GET /v1/session': json(who),
      'GET /v1/rooms': json({ code: 'unauthenticated', title: '', detail: '' }, 401),
    })
    await one.begin()
    expect([one.may('rooms'), one.may('keys')]).toEqual([true, false])
    await one.rooms.refresh()
    expect(one.who.value).toBeNull()
  })

  it('says what was done, and fetches what it changed; of a refusal it says nothing but that', async () => {
    const problem = {
      code: 'person_not_found',
      title: 'T',
      detail: 'D',
      request_id: 'r',
      errors: [{ pointer: '/a', detail: 'd' }],
    }
    const one = consoleOf({
      'POST /v1/done': () => new Response(null, { status: 204 }),
      'POST /v1/not': json(problem, 404),
      'GET /v1/rooms': json({ rooms: [], silent: [] }),
    })
    expect(await one.change('/v1/done', null, 'Done.', [one.rooms])).toBeNull()
    expect([one.notice.value, one.rooms.value.value]).toEqual(['Done.', { rooms: [], silent: [] }])
    const refused = await one.change('/v1/not', {}, 'Never said.', [one.rooms])
    expect(refused).toMatchObject({
      code: 'person_not_found',
      requestId: 'r',
      errors: [{ pointer: '/a', detail: 'd' }],
    })
    expect(one.notice.value).toBe('Done.')
    expect(one.asked.filter((path) => path === 'GET /v1/rooms')).toHaveLength(1)
  })
})
