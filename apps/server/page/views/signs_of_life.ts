// Keeps a session while somebody works with the page: at most once a minute, and never because of what the page does by itself.
import { useEffect } from 'preact/hooks'
import type { Console } from '../models/console.ts'

const everyMs = 60_000

export function useSignsOfLife(console: Console): void {
  useEffect(() => {
    let last = console.now()
    const seen = (): void => {
      const who = console.who.value
      if (who === 'asking' || who === null || who.session === null || console.now() - last < everyMs) return
      last = console.now()
      void console.continue()
    }
    const kinds = ['pointerdown', 'keydown', 'wheel'] as const
    for (const kind of kinds) addEventListener(kind, seen, { passive: true })
    return () => {
      for (const kind of kinds) removeEventListener(kind, seen)
    }
  }, [console])
}
