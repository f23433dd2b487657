// Whether somebody reads what they are sent. Megabytes fit into the buffers of two systems before anything waits here: whoever was sent much is asked
// for a sign of having read it, by a Ping of the WebSocket behind it (RFC 6455 section 5.5.2). Who was sent little is asked nothing.
import { closeReasons } from '@roompass/room/protocol'

/** What of a WebSocket of `ws` is needed. */
export interface Reader {
  ping(data: string): unknown
  close(code: number, reason: string): unknown
  on(event: 'pong', listener: (data: Buffer) => void): unknown
  on(event: 'close', listener: () => void): unknown
}

export interface Reading {
  /** More is on its way. */
  sent(text: string): void
}

/** So much is sent without a sign. */
const askAfter = 64 * 1024

/** @param patienceMs how long the sign may take before the connection is closed with `slow_consumer` */
export function watchReading(webSocket: Reader, patienceMs: number): Reading {
  let [unread, asked] = [0, 0]
  let timer: NodeJS.Timeout | null = null
  const answered = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    unread = 0
  }
  webSocket.on('pong', (data) => {
    if (timer !== null && data.toString() === String(asked)) answered()
  })
  webSocket.on('close', answered)
  return {
    sent(text) {
      unread += text.length
      if (unread < askAfter || timer !== null) return
      asked += 1
      webSocket.ping(String(asked))
      timer = setTimeout(() => webSocket.close(closeReasons.slow_consumer.code, 'slow_consumer'), patienceMs)
    },
  }
}
