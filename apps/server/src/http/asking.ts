// At which paths a server asks who is asking: what `identity.routes` can name. For whoever reads a config and has no server; a test holds it
// against the routes.
import type { Dialect } from './dialects/dialect.ts'

const always: readonly string[] = [
  '/v1/kit-tokens',
  '/v1/token',
  '/v1/introspect',
  '/v1/inspect',
  '/v1/metrics',
  '/v1/rooms',
  '/v1/rooms/people/remove',
  '/v1/rooms/people/mute',
  '/v1/rooms/people/unmute',
  '/v1/revocations',
  '/v1/keys',
  '/v1/keys/rotate',
  '/v1/keys/rotate-and-revoke',
  '/v1/keys/rewrap',
  '/v1/audit',
  '/v1/audit/export',
  '/v1/audit/verify',
  '/v1/stats',
]

export interface Served {
  readonly dialects: readonly Pick<Dialect, 'path'>[]
  readonly livekit: boolean
}

/** Each as far as its first name in braces: what follows belongs to it. */
export function askingPaths({ dialects, livekit }: Served): string[] {
  const wanted = dialects.map(({ path }) => path.replace(/\/\{.*$/, ''))
  return [...new Set([...always, ...(livekit ? ['/v1/livekit/token'] : []), ...wanted])]
}
