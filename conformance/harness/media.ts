// What a page has received, from getStats of every peer connection that it has.
import type { Page } from 'playwright'

export interface Received {
  readonly framesDecoded: number
  readonly audioPackets: number
  /** Total energy of the decoded sound: stays 0 for silence. */
  readonly audioEnergy: number
  readonly bytes: number
  /** Peer connections that the page ever made, and those that are not closed. */
  readonly peersMade: number
  readonly peersOpen: number
}

/** Sums over all inbound streams of the connections that are not closed. */
export async function received(page: Page): Promise<Received> {
  return page.evaluate(async () => {
    const { peers } = window.roompassProbe
    const open = peers.filter(({ connectionState }) => connectionState !== 'closed')
    const sum = { framesDecoded: 0, audioPackets: 0, audioEnergy: 0, bytes: 0 }
    for (const peer of open) {
      for (const entry of (await peer.getStats()).values()) {
        if (entry.type !== 'inbound-rtp') continue
        sum.bytes += entry.bytesReceived ?? 0
        sum.framesDecoded += entry.framesDecoded ?? 0
        if (entry.kind !== 'audio') continue
        sum.audioPackets += entry.packetsReceived ?? 0
        sum.audioEnergy += entry.totalAudioEnergy ?? 0
      }
    }
    return { ...sum, peersMade: peers.length, peersOpen: open.length }
  })
}

/** The longest time, in milliseconds, without a new decoded frame while `act` ran and for `thenMs` after it. */
export async function longestFreeze(page: Page, act: () => Promise<void>, thenMs: number): Promise<number> {
  await page.evaluate(() => {
    const watch = { frames: -1, since: performance.now(), longest: 0, stop: false }
    window.roompassFreeze = watch
    const look = async (): Promise<void> => {
      let frames = 0
      for (const peer of window.roompassProbe.peers) {
        if (peer.connectionState === 'closed') continue
        for (const entry of (await peer.getStats()).values()) {
          if (entry.type === 'inbound-rtp') frames += entry.framesDecoded ?? 0
        }
      }
      const now = performance.now()
      watch.longest = Math.max(watch.longest, now - watch.since)
      if (frames > watch.frames) Object.assign(watch, { frames, since: now })
      if (!watch.stop) setTimeout(() => void look(), 100)
    }
    void look()
  })
  await act()
  await page.waitForTimeout(thenMs)
  return page.evaluate(() => {
    window.roompassFreeze.stop = true
    return window.roompassFreeze.longest
  })
}

declare global {
  interface Window {
    roompassFreeze: { frames: number; since: number; longest: number; stop: boolean }
  }
}
