// When a link in trouble restarts ICE, and when it is built anew. Knows states and time, no peer connection.
import { createAlarm } from '../../clock.ts'
import type { ClientClock } from '../../clock.ts'

/** A disconnected link often heals by itself. */
const healMs = 2000
/** Time for one ICE restart to work. */
const restartMs = 7000
const mostRestarts = 3
/** A link without a connection for this long is built anew. */
const patienceMs = 30_000
/** A link that breaks while negotiating is built anew after this, doubled each time. */
const brokenMs = 1000

export interface Recovery {
  /** The link has a new peer connection. */
  began(): void
  changed(state: RTCPeerConnectionState): void
  /** Negotiation failed, or the hub refused what was agreed on. */
  broken(): void
  /** The network is back. */
  nudge(): void
  stop(): void
}

export interface RecoveryActions {
  readonly restartIce: () => void
  readonly rebuild: () => void
}

export function createRecovery(clock: ClientClock, { restartIce, rebuild }: RecoveryActions): Recovery {
  const next = createAlarm(clock)
  const patience = createAlarm(clock)
  let trouble = false
  let restarts = 0
  let breaks = 0

  const anew = (): void => {
    next.stop()
    rebuild()
  }
  const wait = (): void => {
    if (!patience.set) patience.in(patienceMs, anew)
  }
  const attempt = (): void => {
    if (restarts >= mostRestarts) return anew()
    restarts += 1
    next.in(restartMs, attempt)
    restartIce()
  }

  return {
    began() {
      trouble = false
      restarts = 0
      next.stop()
      patience.stop()
      wait()
    },
    changed(state) {
      if (state === 'connected') {
        trouble = false
        restarts = 0
        breaks = 0
        next.stop()
        patience.stop()
      } else if (state === 'failed') {
        trouble = true
        wait()
        attempt()
      } else if (state === 'disconnected' && !trouble) {
        trouble = true
        wait()
        next.in(healMs, attempt)
      }
    },
    broken() {
      next.in(Math.min(brokenMs * 2 ** breaks, patienceMs), anew)
      breaks += 1
    },
    nudge() {
      if (trouble) attempt()
    },
    stop() {
      next.stop()
      patience.stop()
    },
  }
}
