// The timers of a seat: expiry and its warning, the heartbeat, and how long a seat is kept (spec/room-protocol.md section 9).
import type { LeftReason } from '../protocol/index.ts'
import type { Seat, TimerName } from './seat.ts'
import type { World } from './world.ts'

/** What a room does when a timer says so. */
export interface VigilActions {
  leave(seat: Seat, reason: LeftReason): void
  /** The connection went silent. */
  silent(seat: Seat): void
}

export interface Vigil {
  /** Watches the expiry of the seat's pass; warns at once when the warning is due. */
  expiry(seat: Seat): void
  /** Watches the connection; a seat that is taken again no longer lapses. */
  connected(seat: Seat): void
  /** Keeps the seat for a while. The expiry goes on. */
  away(seat: Seat): void
  /** Stops everything. */
  over(seat: Seat): void
}

export function createVigil(world: World, actions: VigilActions): Vigil {
  const { clock, limits } = world
  // Half a beat of patience beyond the missed ones: a ping that is merely late is not a missing one.
  const silenceMs = (limits.missedHeartbeats + 0.5) * limits.heartbeatSeconds * 1000

  const start = (seat: Seat, name: TimerName, at: number, run: () => void): void => {
    stop(seat, name)
    seat.timers.set(name, clock.setTimer(at, run))
  }
  /** How long somebody is silent or away has nothing to do with what the clock is set to. */
  const startAfter = (seat: Seat, name: TimerName, ms: number, run: () => void): void => {
    stop(seat, name)
    seat.timers.set(name, clock.after(ms, run))
  }

  const listen = (seat: Seat): void => {
    startAfter(seat, 'heartbeat', seat.lastHeardAt + silenceMs - clock.steady(), () => {
      if (clock.steady() - seat.lastHeardAt >= silenceMs) actions.silent(seat)
      else listen(seat)
    })
  }

  return {
    expiry(seat) {
      const at = seat.pass.expiresAt * 1000
      const warnAt = at - limits.expiringSeconds * 1000
      start(seat, 'expiry', at, () => actions.leave(seat, 'token_expired'))
      if (warnAt > clock.now()) return start(seat, 'warning', warnAt, () => warn(seat))
      stop(seat, 'warning')
      warn(seat)
    },
    connected(seat) {
      stop(seat, 'lapse')
      listen(seat)
    },
    away(seat) {
      stop(seat, 'heartbeat')
      startAfter(seat, 'lapse', limits.resumeSeconds * 1000, () => actions.leave(seat, 'lost'))
    },
    over(seat) {
      for (const cancel of seat.timers.values()) cancel()
      seat.timers.clear()
    },
  }
}

function stop(seat: Seat, name: TimerName): void {
  seat.timers.get(name)?.()
  seat.timers.delete(name)
}

function warn(seat: Seat): void {
  seat.line?.send({ type: 'expiring', expiresAt: seat.pass.expiresAt })
}
