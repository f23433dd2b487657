// Fetches again and again while the view is there and somebody can see it.
import { useEffect } from 'preact/hooks'
import type { Resource } from '../models/resource.ts'

/** @param everyMs null: once */
export function usePolling(resource: Resource<unknown>, everyMs: number | null): void {
  useEffect(() => {
    void resource.refresh()
    if (everyMs === null) return undefined
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void resource.refresh()
    }, everyMs)
    return () => clearInterval(timer)
  }, [resource, everyMs])
}
