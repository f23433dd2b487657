// Connections that have no seat yet, by network: how many there may be, and how much each may send.
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import { closeReasons, wireLimits } from '@roompass/room/protocol'
import { createLimiter, type LocalLimiter } from '../limits/limiter.ts'

/** A connection of which nobody knows yet whose it is. */
export interface Newcomer {
  readonly webSocket: WebSocket
  readonly network: string
  /** Whether it has said something. */
  readonly hasSpoken: () => boolean
}

export interface Waiting {
  /** Whether there is room for one more of this network. Somebody who says nothing makes room for those who come. */
  admits(network: string): boolean
  /** Counts it until it is taken out. */
  add(newcomer: Newcomer): void
  remove(newcomer: Newcomer): void
}

export function createWaiting(most: number): Waiting {
  // In the order in which they came.
  const all = new Map<string, Set<Newcomer>>()
  const remove = (newcomer: Newcomer): void => {
    const those = all.get(newcomer.network)
    those?.delete(newcomer)
    if (those?.size === 0) all.delete(newcomer.network)
  }
  return {
    admits(network) {
      const those = all.get(network)
      if (those === undefined || those.size < most) return true
      const silent = [...those].find(({ hasSpoken }) => !hasSpoken())
      if (silent === undefined) return false
      remove(silent)
      silent.webSocket.close(closeReasons.try_later.code, 'try_later')
      return true
    },
    add(newcomer) {
      const those = all.get(newcomer.network) ?? new Set()
      all.set(newcomer.network, those.add(newcomer))
    },
    remove,
  }
}

/** The first message, with the frames around it and a few pings. */
const mostBytes = wireLimits.helloBytes + 1024
/** Pings of the transport, which the protocol does not need: as many at once, and a second. */
const mostPings = 20
/** What the hub says first to somebody who has a seat. */
const welcome = '{"type":"welcome"'

/** Watches a connection until it has a seat, and its pings as long as it lasts. */
export function watchNewcomer(
  parts: Pick<Newcomer, 'webSocket' | 'network'> & { readonly socket: Duplex; readonly waiting: Waiting },
): Watch {
  const { webSocket, network, socket, waiting } = parts
  let [spoken, bytes] = [false, 0]
  const newcomer: Newcomer = { webSocket, network, hasSpoken: () => spoken }
  let refuse = (): void => webSocket.close(closeReasons.too_large.code, 'too_large')
  const count = (data: Buffer): void => {
    bytes += data.length
    if (bytes <= mostBytes) return
    known()
    refuse()
    // What it goes on to send is not read.
    webSocket.pause()
  }
  const known = (): void => {
    waiting.remove(newcomer)
    socket.off('data', count)
  }
  // With the first one: the kit sends none, and this lasts as long as the connection.
  let pings: LocalLimiter | null = null
  waiting.add(newcomer)
  socket.on('data', count)
  webSocket.once('message', () => (spoken = true))
  webSocket.on('ping', () => {
    pings ??= createLimiter({ name: 'pings', perMinute: mostPings * 60, burst: mostPings }, () => performance.now())
    if (pings.take('') === 0) return
    webSocket.close(closeReasons.rate_limited.code, 'rate_limited')
    webSocket.pause()
  })
  webSocket.on('close', known)
  return {
    whenTooMuch(then) {
      refuse = then
    },
    sent(text) {
      if (text.startsWith(welcome)) known()
    },
  }
}

export interface Watch {
  /** Instead of a close: what becomes of a newcomer who sends too much. */
  whenTooMuch(then: () => void): void
  /** The hub says something to it. */
  sent(text: string): void
}
