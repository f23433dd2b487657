// The sound of the others: browsers may hold it back until the person clicks; then one click starts all of it.
import { signal, type ReadonlySignal } from '@preact/signals'

export interface Sound {
  readonly blocked: ReadonlySignal<boolean>
  /** Starts one person's sound with `play`; the returned function forgets them. */
  add(play: () => Promise<void>): () => void
  /** To be called from a click: starts everything that was held back. */
  turnOn(): Promise<void>
}

export function createSound(): Sound {
  const known = new Set<() => Promise<void>>()
  const held = new Set<() => Promise<void>>()
  const blocked = signal(false)

  const start = async (play: () => Promise<void>): Promise<void> => {
    try {
      await play()
      held.delete(play)
    } catch (cause) {
      // Any other failure (the element went away, the stream has no sound yet) mends itself without the person.
      if (known.has(play) && cause instanceof Error && cause.name === 'NotAllowedError') held.add(play)
    }
    blocked.value = held.size > 0
  }

  return {
    blocked,
    add(play) {
      known.add(play)
      void start(play)
      return () => {
        known.delete(play)
        held.delete(play)
        blocked.value = held.size > 0
      }
    },
    async turnOn() {
      await Promise.all([...held].map(start))
    },
  }
}
