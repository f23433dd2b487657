// Something that the server knows and the page shows: its newest state, whether it is being fetched, and what went wrong.
import { signal, type ReadonlySignal } from '@preact/signals'
import { problemIn, type Problem } from './api.ts'

export interface Resource<T> {
  /** Null until it came once. */
  readonly value: ReadonlySignal<T | null>
  readonly problem: ReadonlySignal<Problem | null>
  readonly busy: ReadonlySignal<boolean>
  /** Fetches it; of two that overlap only the later one counts. */
  readonly refresh: () => Promise<void>
}

export function createResource<T>(load: () => Promise<T>, failed: (problem: Problem) => void): Resource<T> {
  const value = signal<T | null>(null)
  const problem = signal<Problem | null>(null)
  const busy = signal(false)
  let asked = 0
  return {
    value,
    problem,
    busy,
    async refresh() {
      asked += 1
      const mine = asked
      busy.value = true
      try {
        const loaded = await load()
        if (mine !== asked) return
        value.value = loaded
        problem.value = null
      } catch (error) {
        if (mine !== asked) return
        problem.value = problemIn(error)
        failed(problem.value)
      } finally {
        if (mine === asked) busy.value = false
      }
    },
  }
}
