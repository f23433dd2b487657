// Which ways to be known count on which route. Routes that the config does not name take every way that it has.
import { firstOf, type Identified, type IdentitySource } from './identity.ts'

export const sourceNames = ['jwt', 'apiKeys', 'authenticate'] as const
export type SourceName = (typeof sourceNames)[number]

/** Every route that asks who is asking. One with more after it (`/v1/rooms/…`) stands for all of those. */
export const identifiedPaths = ['/v1/token', '/v1/kit-tokens'] as const
export type IdentifiedPath = (typeof identifiedPaths)[number]

export type IdentityRoutes = { readonly [Path in IdentifiedPath]?: readonly SourceName[] | undefined }

/** Asked in this order: what a request carries explicitly comes before what a browser sends by itself. */
export interface IdentitySources {
  readonly apiKeys?: IdentitySource
  readonly jwt?: IdentitySource
  /** Operators with a session of the admin page. It never fetches tokens: on the routes above it does not count. */
  readonly session?: IdentitySource
  readonly authenticate?: IdentitySource
  readonly anonymous?: IdentitySource
}

/** @param path as the router reads it, so that no spelling of it gets round what the config says */
export type Identify = (request: Request, path: string) => Promise<Identified>

export function createIdentify(sources: IdentitySources, routes: IdentityRoutes): Identify {
  const { apiKeys, jwt, session, authenticate, anonymous } = sources
  const inOrder = Object.entries({ apiKeys, jwt, session, authenticate, anonymous })
  const by = (counts: (name: string) => boolean): ((request: Request) => Promise<Identified>) =>
    firstOf(inOrder.flatMap(([name, source]) => (source !== undefined && counts(name) ? [source] : [])))
  const everywhere = by(() => true)
  const named = identifiedPaths.map((route) => {
    const names: readonly string[] | undefined = routes[route]
    return { route, identify: by((name) => names?.includes(name) ?? name !== 'session') }
  })
  return (request, path) => {
    const own = named.find(({ route }) => path === route || path.startsWith(`${route}/`))
    return (own?.identify ?? everywhere)(request)
  }
}
