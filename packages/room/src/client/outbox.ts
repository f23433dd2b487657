// Signals that the hub may not have handled yet, so that none is lost when a connection breaks
// (spec/room-protocol.md section 8.3).
import type { OutgoingSignal } from './engines/engine.ts'

export interface Outbox {
  /** Sends now, or when the line is open again. */
  send(signal: OutgoingSignal): void
  /** A line is there; of what was sent, the hub has handled the first `heard`. */
  open(heard: number): void
  close(): void
  /** A new seat, or signals lost: both sides count from 0 again. */
  reset(): void
  /** How many signals were sent; what is confirmed once an answer to something sent later comes. */
  readonly sent: number
  confirm(handled: number): void
}

export function createOutbox(write: (signal: OutgoingSignal) => void): Outbox {
  let kept: OutgoingSignal[] = []
  let sent = 0
  let isOpen = false

  const confirm = (handled: number): void => {
    kept = kept.slice(Math.max(0, kept.length - (sent - handled)))
  }

  return {
    send(signal) {
      kept.push(signal)
      sent += 1
      if (isOpen) write(signal)
    },
    open(heard) {
      confirm(heard)
      isOpen = true
      for (const signal of kept) write(signal)
    },
    close() {
      isOpen = false
    },
    reset() {
      kept = []
      sent = 0
    },
    get sent() {
      return sent
    },
    confirm,
  }
}
