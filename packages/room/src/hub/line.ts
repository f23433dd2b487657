// One connection with the habits every message needs: nothing after the end, ended once, no reader that is too slow.
import { closeReasons, type CloseName, type HubMessage } from '../protocol/index.ts'
import type { Connection } from './types.ts'

export interface Line {
  send(message: HubMessage): void
  sendText(text: string): void
  /** Ends the connection; the first reason counts. */
  close(name: CloseName): void
  /** The transport says it is over. */
  hungUp(): void
  readonly open: boolean
}

/** `failed` is called once when the line has closed itself because its reader is too slow. */
export function createLine(connection: Connection, bufferedBytes: number, failed: () => void): Line {
  let open = true
  const close = (name: CloseName): void => {
    if (!open) return
    // Marked first: a transport may report `closed` from within `close`.
    open = false
    connection.close(closeReasons[name].code, name)
  }
  const sendText = (text: string): void => {
    if (!open) return
    if (connection.bufferedAmount + text.length > bufferedBytes) {
      close('slow_consumer')
      failed()
      return
    }
    connection.send(text)
  }
  return {
    send: (message) => sendText(JSON.stringify(message)),
    sendText,
    close,
    hungUp() {
      open = false
    },
    get open() {
      return open
    },
  }
}
