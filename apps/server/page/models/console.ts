// What the whole page shares: who is logged in, what they may do, what was done last, and the models of the views.
import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { problemIn, type Api, type Problem } from './api.ts'
import { createAudit, type Audit } from './audit.ts'
import { createResource, type Resource } from './resource.ts'
import { createRevocations, type Revocations } from './revocations.ts'
import type { Keys, LiveRooms, Minute, Scope, Who } from './wire.ts'

/** An answer of a form: null when it was done. */
export type Outcome = Promise<Problem | null>

export interface Console {
  /** `asking` until it is known; null: nobody. */
  readonly who: ReadonlySignal<Who | 'asking' | null>
  /** What went wrong when that was asked. */
  readonly trouble: ReadonlySignal<Problem | null>
  /** Said to everybody, also to those who do not see the page. */
  readonly notice: Signal<string>
  readonly now: () => number
  readonly rooms: Resource<LiveRooms>
  readonly rates: Resource<readonly Minute[]>
  readonly keys: Resource<Keys>
  readonly revocations: Revocations
  readonly audit: Audit
  may(scope: Scope): boolean
  begin(): Promise<void>
  logIn(apiKey: string): Outcome
  logOut(): Promise<void>
  /** Somebody is still there. */
  continue(): Promise<void>
  /** Changes something, says so, and fetches what it changed. */
  change(path: string, body: object | null, done: string, changed: readonly Resource<unknown>[]): Outcome
  undo(id: number): Outcome
}

export function createConsole(api: Api, now: () => number): Console {
  const who = signal<Who | 'asking' | null>('asking')
  const trouble = signal<Problem | null>(null)
  const notice = signal('')
  const failed = ({ status }: Problem): void => {
    if (status === 401) who.value = null
  }
  // The server's answers have the shapes of wire.ts: the tests against a real one hold that.
  const resource = <T>(path: string, pick: (answer: Record<string, unknown>) => unknown): Resource<T> =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    createResource(async () => pick(Object(await api.get(path))) as T, failed)
  const rooms = resource<LiveRooms>('/v1/rooms', (answer) => answer)
  const rates = resource<readonly Minute[]>('/v1/stats?minutes=60', ({ minutes }) => minutes)
  const keys = resource<Keys>('/v1/keys', (answer) => answer)
  const revocations = createRevocations(api, failed)
  const audit = createAudit(api, failed)

  const tried = async (act: () => Promise<void>): Outcome => {
    try {
      await act()
      return null
    } catch (error) {
      const problem = problemIn(error)
      failed(problem)
      return problem
    }
  }
  const said = async (done: string, changed: readonly Resource<unknown>[]): Promise<void> => {
    notice.value = done
    await Promise.all(changed.map((one) => one.refresh()))
  }
  return {
    who,
    trouble,
    notice,
    now,
    rooms,
    rates,
    keys,
    revocations,
    audit,
    may: (scope) => typeof who.value === 'object' && who.value !== null && who.value.scopes.includes(scope),
    async begin() {
      try {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
        who.value = (await api.get('/v1/session')) as Who
        trouble.value = null
      } catch (error) {
        const problem = problemIn(error)
        who.value = null
        trouble.value = problem.status === 401 ? null : problem
      }
    },
    logIn: (apiKey) =>
      tried(async () => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
        who.value = (await api.post('/v1/session', { apiKey })) as Who
        notice.value = 'You are logged in.'
      }),
    async logOut() {
      const problem = await tried(async () => void (await api.remove('/v1/session')))
      trouble.value = problem
      if (problem === null) who.value = null
    },
    async continue() {
      // Whatever goes wrong shows with the next thing that is asked.
      await tried(async () => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
        who.value = (await api.post('/v1/session/continue')) as Who
      })
    },
    change: (path, body, done, changed) =>
      tried(async () => {
        await (body === null ? api.post(path) : api.post(path, body))
        await said(done, changed)
      }),
    undo: (id) =>
      tried(async () => {
        await api.remove(`/v1/revocations/${id}`)
        await said('The revocation is taken back.', [revocations])
      }),
  }
}
