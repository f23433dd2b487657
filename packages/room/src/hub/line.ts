// One connection with the habits every message needs: nothing after the end, ended once, no reader that is too slow.
import { closeReasons, type CloseName, type HubMessage } from '../protocol/index.ts'
import type { HubLimits } from './limits.ts'
import type { Clock, Connection } from './types.ts'

export interface Line {
  send(message: HubMessage): void
  sendText(text: string): void
  /** Ends the connection; the first reason counts. */
  close(name: CloseName): void
  /** The transport says it is over. */
  hungUp(): void
  readonly open: boolean
}

const utf8 = new TextEncoder()

/** `failed` is called once when the line has closed itself because its reader is too slow. */
export function createLine(
  connection: Connection,
  { bufferedBytes, drainSeconds }: Pick<HubLimits, 'bufferedBytes' | 'drainSeconds'>,
  clock: Clock,
  failed: () => void,
): Line {
  let open = true
  let stopWatching: (() => void) | null = null
  let handed = 0
  const fail = (): void => {
    close('slow_consumer')
    failed()
  }
  /** While something waits: what waited before must be gone in time, however much of it trickles away. */
  const watch = (marks: readonly number[]): void => {
    const third = (drainSeconds * 1000) / 3
    stopWatching = clock.after(third, () => {
      stopWatching = null
      const waits = connection.bufferedAmount
      const oldest = marks.length === 3 ? marks[0] : undefined
      if (waits === 0) return
      if (oldest !== undefined && waits > handed - oldest) return fail()
      watch([...marks.slice(-2), handed])
    })
  }
  const close = (name: CloseName): void => {
    if (!open) return
    stopWatching?.()
    // Marked first: a transport may report `closed` from within `close`.
    open = false
    connection.close(closeReasons[name].code, name)
  }
  const sendText = (text: string): void => {
    if (!open) return
    const waits = connection.bufferedAmount
    // The people of a large room are one long message: whoever has read all before may take their time for it.
    if (waits > 0 && waits + text.length > bufferedBytes) {
      fail()
      return
    }
    connection.send(text)
    if (connection.bufferedAmount === 0) return
    const bytes = utf8.encode(text).length
    // With what a frame of a WebSocket adds.
    handed += bytes + (bytes < 126 ? 2 : bytes < 65_536 ? 4 : 10)
    if (stopWatching === null) watch([handed])
  }
  return {
    send: (message) => sendText(JSON.stringify(message)),
    sendText,
    close,
    hungUp() {
      stopWatching?.()
      open = false
    },
    get open() {
      return open
    },
  }
}
