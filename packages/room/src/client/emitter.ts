// Typed listeners. One that throws harms neither the others nor the room: its error surfaces as an uncaught one.

export interface Emitter<Events> {
  readonly on: <K extends keyof Events>(event: K, listener: (value: Events[K]) => void) => () => void
  readonly emit: <K extends keyof Events>(event: K, value: Events[K]) => void
}

export function createEmitter<Events>(): Emitter<Events> {
  const listeners: { [K in keyof Events]?: Set<{ readonly run: (value: Events[K]) => void }> } = {}
  return {
    on(event, listener) {
      // An entry of its own, so that listening twice with one function is two listeners.
      const entry = { run: listener }
      const entries = (listeners[event] ??= new Set())
      entries.add(entry)
      return () => void entries.delete(entry)
    },
    emit(event, value) {
      for (const entry of listeners[event] ?? []) {
        try {
          entry.run(value)
        } catch (error) {
          queueMicrotask(() => {
            throw error
          })
        }
      }
    },
  }
}
