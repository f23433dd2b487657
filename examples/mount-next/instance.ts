// What server.ts has made and the routes use. Next bundles this file apart from server.ts, so that it lives on globalThis and not in a module.
import type { Roompass } from '@roompass/server'

export interface Shared {
  readonly roompass: Roompass
  /** Yours: who is signed in, by the cookie that your login sets. */
  readonly sessions: Map<string, { readonly userId: string; readonly userName: string }>
}

const everywhere = globalThis as typeof globalThis & { sharedOfThisApp?: Shared }

export function share(all: Shared): void {
  everywhere.sharedOfThisApp = all
}

export function shared(): Shared {
  if (everywhere.sharedOfThisApp === undefined) throw new Error('start the app with server.ts, not with `next start`')
  return everywhere.sharedOfThisApp
}
