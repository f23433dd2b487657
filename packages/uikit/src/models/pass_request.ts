// Asking the page for a fresh Kit Token after the last one has run out: the page's own renewal code gets to answer.
import { signal, type ReadonlySignal } from '@preact/signals'
import type { Later } from './announcer.ts'

const patienceMs = 15_000

export interface PassRequest {
  /** Asked, and not answered yet. */
  readonly pending: ReadonlySignal<boolean>
  /** The last request was not answered in time. */
  readonly unanswered: ReadonlySignal<boolean>
  ask(): void
  /** A fresh token is here. True when it was asked for. */
  answered(): boolean
  stop(): void
}

/** `ask` tells the page that it is time for a fresh token. */
export function createPassRequest(ask: () => void, later: Later): PassRequest {
  const pending = signal(false)
  const unanswered = signal(false)
  let cancel: (() => void) | null = null

  const settle = (): void => {
    cancel?.()
    cancel = null
    pending.value = false
  }

  return {
    pending,
    unanswered,
    ask() {
      if (pending.value) return
      pending.value = true
      unanswered.value = false
      cancel = later(() => {
        settle()
        unanswered.value = true
      }, patienceMs)
      ask()
    },
    answered() {
      const asked = pending.value
      settle()
      unanswered.value = false
      return asked
    },
    stop: settle,
  }
}
