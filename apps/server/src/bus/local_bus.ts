// The bus of a process that is alone, or that hears others by asking the store alone.
import { createEars, type Bus } from './bus.ts'

export function createLocalBus(): Bus {
  const ears = createEars()
  let closed = false
  return {
    hint(topic) {
      // Later, as on every other bus: whoever hints is not in the middle of something when it is heard.
      setImmediate(() => {
        if (!closed) ears.hear(topic)
      })
    },
    listen: ears.listen,
    get connected() {
      return !closed
    },
    async close() {
      closed = true
    },
  }
}
