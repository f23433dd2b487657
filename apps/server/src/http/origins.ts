// Which pages may talk to this server: the origins of the config, exactly; a page of the server's own origin always.
import { isLoopback } from '../loopback.ts'

export interface Origins {
  /** Whether a page of this origin may call. No Origin header is no page: browsers always send it across origins. */
  allows(origin: string | null, host: string | null): boolean
}

/** `development`: also every page that is served from this machine. */
export function createOrigins(allowed: readonly string[], development: boolean): Origins {
  const known = new Set(allowed)
  return {
    allows(origin, host) {
      if (origin === null || known.has(origin)) return true
      const url = URL.canParse(origin) ? new URL(origin) : null
      if (url === null) return false
      return url.host === host || (development && isLoopback(url.hostname))
    },
  }
}

/** Answers to a page of another origin carry these (Fetch standard, CORS protocol). */
export function corsHeaders(origin: string, credentials: boolean): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'retry-after, x-request-id',
    ...(credentials ? { 'access-control-allow-credentials': 'true' } : {}),
  }
}

export const preflightHeaders: Readonly<Record<string, string>> = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, x-api-key, x-sandbox-id',
  'access-control-max-age': '600',
}
