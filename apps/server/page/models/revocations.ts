// What was revoked, the newest first: as many pages as somebody asked for, looked at again as a whole.
import { signal, type ReadonlySignal } from '@preact/signals'
import type { Api, Problem } from './api.ts'
import { createResource, type Resource } from './resource.ts'
import type { Revocation } from './wire.ts'

export interface RevocationPages {
  readonly all: readonly Revocation[]
  /** Whether there are older ones. */
  readonly more: boolean
}

export interface Revocations extends Resource<RevocationPages> {
  /** Whether an older page is on its way. */
  readonly reaching: ReadonlySignal<boolean>
  /** One page more, under those that are there. */
  readonly older: () => Promise<void>
}

const aPage = 50

export function createRevocations(api: Api, failed: (problem: Problem) => void): Revocations {
  const reaching = signal(false)
  let wanted = aPage

  const load = async (): Promise<RevocationPages> => {
    const all: Revocation[] = []
    let before = ''
    for (;;) {
      const answer = Object(await api.get(`/v1/revocations?limit=${aPage}${before}`))
      all.push(...answer.revocations)
      if (answer.next === null || all.length >= wanted) return { all, more: answer.next !== null }
      before = `&before=${answer.next}`
    }
  }
  const resource = createResource(load, failed)
  return {
    ...resource,
    reaching,
    async older() {
      if (reaching.value) return
      reaching.value = true
      wanted += aPage
      await resource.refresh()
      reaching.value = false
    },
  }
}
