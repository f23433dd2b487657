// Which ways to be known count on which route. Routes that the config does not name take every way that it has.
import type { Awaitable } from '../at_once.ts'
import type { RequestHead } from '../transport/message.ts'
import { firstOf, type Identified, type IdentitySource } from './identity.ts'

export const sourceNames = ['jwt', 'apiKeys', 'authenticate'] as const
export type SourceName = (typeof sourceNames)[number]

/** By the path of a route that asks who is asking. One with more after it (`/v1/revocations/…`) stands for all of those; the longest that fits counts. */
export type IdentityRoutes = Readonly<Record<string, readonly SourceName[] | undefined>>

/** Asked in this order: what a request carries explicitly comes before what a browser sends by itself. */
export interface IdentitySources {
  readonly apiKeys?: IdentitySource
  readonly jwt?: IdentitySource
  /** Operators with a session of the admin page. Tokens are asked for without it. */
  readonly session?: IdentitySource
  readonly authenticate?: IdentitySource
  readonly anonymous?: IdentitySource
}

/** @param path as the router reads it, so that no spelling of it gets round what the config says */
export type Identify = (request: RequestHead, path: string) => Awaitable<Identified>

export function createIdentify(sources: IdentitySources, routes: IdentityRoutes): Identify {
  const inOrder = Object.entries({
    apiKeys: sources.apiKeys,
    jwt: sources.jwt,
    session: sources.session,
    authenticate: sources.authenticate,
    anonymous: sources.anonymous,
  })
  const by = (counts: (name: string) => boolean): ((request: RequestHead) => Awaitable<Identified>) =>
    firstOf(inOrder.flatMap(([name, source]) => (source !== undefined && counts(name) ? [source] : [])))
  const everywhere = by(() => true)
  const named = Object.entries(routes)
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([route, names = sourceNames]) => {
      const counting: readonly string[] = names
      // A session was begun with an API key, and counts where those do.
      return { route, identify: by((name) => counting.includes(name === 'session' ? 'apiKeys' : name)) }
    })
  return (request, path) => {
    const own = named.find(({ route }) => path === route || path.startsWith(`${route}/`))
    return (own?.identify ?? everywhere)(request)
  }
}

/** Paths of the config at which nobody is asked. @param asking the paths at which somebody is (http/asking.ts) */
export function straysOf(routes: IdentityRoutes, asking: readonly string[]): string[] {
  return Object.keys(routes).filter((own) => !asking.some((path) => path === own || path.startsWith(`${own}/`)))
}
