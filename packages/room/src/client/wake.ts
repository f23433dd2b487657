// Moments at which waiting any longer makes no sense: the network is back, or the page is looked at again.

interface EventSource {
  addEventListener(type: string, listener: () => void): void
  removeEventListener(type: string, listener: () => void): void
}

/** Calls `run` at such moments until the function it gives is called. Does nothing outside browsers. */
export function watchWake(run: () => void): () => void {
  const { addEventListener, removeEventListener, document } = globalThis as Partial<EventSource> & {
    document?: EventSource & { readonly visibilityState?: string }
  }
  const looked = (): void => {
    if (document?.visibilityState === 'visible') run()
  }
  addEventListener?.call(globalThis, 'online', run)
  addEventListener?.call(globalThis, 'pageshow', run)
  document?.addEventListener('visibilitychange', looked)
  return () => {
    removeEventListener?.call(globalThis, 'online', run)
    removeEventListener?.call(globalThis, 'pageshow', run)
    document?.removeEventListener('visibilitychange', looked)
  }
}
