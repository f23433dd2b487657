// The four documented steps as they happen: which is under way, which is done, and how long it took.
import type { Step } from './flow.ts'

export interface Trail {
  /** A step begins; the one before is done. */
  begin(step: Step): void
  /** The last one is done. */
  end(): void
  clear(): void
}

/** Shows the steps on every element of `items` whose `data-step` names one. */
export function createTrail(items: Iterable<Element>): Trail {
  const places = [...items].filter((item) => item instanceof HTMLElement)
  let current: { readonly step: Step; readonly since: number } | null = null

  const each = (step: Step, act: (item: HTMLElement) => void): void =>
    places.filter(({ dataset }) => dataset['step'] === step).forEach(act)

  const end = (): void => {
    if (current === null) return
    const { step, since } = current
    current = null
    const took = `${Math.max(1, Math.round(performance.now() - since))} ms`
    each(step, (item) => {
      item.dataset['state'] = 'done'
      item.querySelector('small')?.replaceChildren(took)
    })
  }

  return {
    begin(step) {
      end()
      current = { step, since: performance.now() }
      each(step, (item) => (item.dataset['state'] = 'under-way'))
    },
    end,
    clear() {
      current = null
      for (const item of places) {
        delete item.dataset['state']
        item.querySelector('small')?.replaceChildren()
      }
    },
  }
}
