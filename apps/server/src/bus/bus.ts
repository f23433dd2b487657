// Hints between nodes: that something changed, never what. A hint may be lost, come twice or come late; whoever needs to know asks the store, woken
// by a hint or by the clock.

/** What has changed. */
export type Topic = 'revocations' | 'keys' | 'nodes' | 'sessions'

const topics: readonly Topic[] = ['revocations', 'keys', 'nodes', 'sessions']

export interface Bus {
  /** Tells whoever listens, on any node. Returns at once, never throws; what cannot be said now is not said later. */
  hint(topic: Topic): void
  /**
   * Hears hints, those of this node among them; and every topic once when the line was broken and is back, since nobody knows what was missed.
   * @returns a function that ends it
   */
  listen(hear: (topic: Topic) => void): () => void
  /** Whether hints go and come at this moment. */
  readonly connected: boolean
  /** Ends the line. Nothing is heard any more. */
  close(): Promise<void>
}

export function isTopic(text: unknown): text is Topic {
  return topics.some((topic) => topic === text)
}

/** Those who listen on a node. */
export interface Ears {
  readonly listen: Bus['listen']
  hear(topic: Topic): void
  /** The line is back. */
  hearAll(): void
}

export function createEars(): Ears {
  const all = new Set<(topic: Topic) => void>()
  const hear = (topic: Topic): void => {
    for (const one of all) one(topic)
  }
  return {
    listen(one) {
      // Wrapped, so that a function that listens twice is called twice.
      const own = (topic: Topic): void => one(topic)
      all.add(own)
      return () => void all.delete(own)
    },
    hear,
    hearAll() {
      for (const topic of topics) hear(topic)
    },
  }
}
