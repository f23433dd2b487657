// Which paths are this server's where something else stands beside it: the pages of an app, or the app in which it is mounted.
import type { Dialect } from './dialects/dialect.ts'

export interface OwnPaths {
  /** A route of the API, or a dialect of the config: nobody else's, wherever the server is. */
  hasRoute(path: string): boolean
  /** A page for people, `/docs` or `/admin`: an app may have its own. */
  hasPage(path: string): boolean
}

const routes = /^\/(?:v1(?:\/|$)|healthz$|readyz$)/
const pages = /^\/(?:admin(?:\/|$)|docs$)/

export function createOwnPaths(dialects: readonly Pick<Dialect, 'path'>[]): OwnPaths {
  const others = dialects.map(({ path }) => patternOf(path))
  return {
    hasRoute: (path) => routes.test(path) || others.some((pattern) => pattern.test(path)),
    hasPage: (path) => pages.test(path),
  }
}

/** Plain segments, and names in braces for whole ones. */
function patternOf(path: string): RegExp {
  const segments = path
    .split('/')
    .map((segment) => (segment.startsWith('{') ? '[^/]+' : segment.replaceAll('.', '\\.')))
  return new RegExp(`^${segments.join('/')}$`)
}
