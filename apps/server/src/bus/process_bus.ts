// Hints between the processes of one machine, by way of the one that started them; and two lines as one, where they have other nodes as well.
import { createEars, type Bus, type Topic } from './bus.ts'

/** A line to the other processes. What is said of it is not heard by who says it. */
export interface HintLine {
  send(topic: Topic): void
  /** What others send. */
  follow(heard: (topic: Topic) => void): void
  readonly connected: boolean
}

export function createProcessBus(line: HintLine): Bus {
  const ears = createEars()
  let closed = false
  const hear = (topic: Topic): void => {
    if (!closed) ears.hear(topic)
  }
  line.follow(hear)
  return {
    hint(topic) {
      if (closed) return
      line.send(topic)
      // Later, as on every other bus: whoever hints is not in the middle of something when it is heard.
      setImmediate(() => hear(topic))
    },
    listen: ears.listen,
    get connected() {
      return !closed && line.connected
    },
    async close() {
      closed = true
    },
  }
}

/** Hints through both. What both bring is heard twice, as a hint may be. */
export function joinBuses(near: Bus, far: Bus): Bus {
  return {
    hint(topic) {
      near.hint(topic)
      far.hint(topic)
    },
    listen(hear) {
      const ends = [near.listen(hear), far.listen(hear)]
      return () => {
        for (const end of ends) end()
      }
    },
    get connected() {
      return near.connected && far.connected
    },
    async close() {
      await Promise.all([near.close(), far.close()])
    },
  }
}
