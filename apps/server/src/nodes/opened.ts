// Which seals were opened already, and how old one is that comes now. A clock on the wall may be set while nodes run, so that what counts between
// nodes that know each other is the steady clock of whoever made the seal: it only goes forward, and so do the stamps of what is new.

export interface Stamp {
  /** The run of the process that made it. */
  readonly maker: string
  /** Milliseconds by its steady clock. */
  readonly madeAt: number
  readonly nonce: string
}

export interface Opened {
  /**
   * Takes a seal, once.
   * @param inTime whether the clocks on the wall say that it is not too old: that alone counts for a maker who was never heard of
   * @returns false for one that came before, or is too old
   */
  take(stamp: Stamp, inTime: boolean): boolean
}

interface Maker {
  /** The newest stamp of what was taken. */
  newest: number
  /** Its steady clock behind the one here, the way of the quickest seal included. */
  behind: number
  /** What was taken, with its stamps: as long as the newest one does not make them too old. */
  readonly nonces: Map<string, number>
}

/** How many makers are remembered: each restart of a node is another one. */
const mostMakers = 1000

/** @param longestMs how old a seal may be @param steady milliseconds, of a clock that nobody sets */
export function createOpened(longestMs: number, steady: () => number): Opened {
  const makers = new Map<string, Maker>()
  /** Among each other seals may be late by both: the way of one, and a clock of the wall that is ahead. */
  const windowMs = 2 * longestMs

  const remember = (id: string, maker: Maker): void => {
    // The one that was heard of longest ago is in front.
    makers.delete(id)
    makers.set(id, maker)
    for (const oldest of makers.keys()) {
      if (makers.size <= mostMakers) break
      makers.delete(oldest)
    }
  }

  return {
    take({ maker: id, madeAt, nonce }, inTime) {
      const behind = steady() - madeAt
      const maker = makers.get(id) ?? (inTime ? { newest: madeAt, behind, nonces: new Map<string, number>() } : null)
      if (maker === null) return false
      const late = behind - maker.behind > longestMs
      if (late && !inTime) return false
      if (madeAt <= maker.newest - windowMs || maker.nonces.has(nonce)) return false
      // In time by the wall, and late by its steady clock: that one stood still, as of a machine that sleeps.
      maker.behind = late ? behind : Math.min(maker.behind, behind)
      maker.newest = Math.max(maker.newest, madeAt)
      maker.nonces.set(nonce, madeAt)
      for (const [old, at] of maker.nonces) {
        if (at > maker.newest - windowMs) break
        maker.nonces.delete(old)
      }
      remember(id, maker)
      return true
    },
  }
}
