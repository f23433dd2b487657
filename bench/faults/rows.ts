// An audit of some size, as a server leaves it behind that has run for a while.
import type { Store } from '@roompass/server'

/** Writes so many rows of tokens, and closes the store. */
export async function fill(store: Store, rows: number): Promise<void> {
  const entry = { actor: null, appId: 1, kid: null, expiresAt: null, reason: null, network: null, tid: null }
  for (let n = 0; n < rows; n += 5000)
    await Promise.all(
      Array.from({ length: Math.min(5000, rows - n) }, (_, i) =>
        store.recordAudit({ ...entry, at: Date.now(), event: 'token.issued', userId: `old-${n + i}`, roomId: 'lobby' }),
      ),
    )
  await store.close()
}

/** Figures of one of several runs, under its name. */
export const named = (name: string, figures: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${name}_${key}`, value]))
