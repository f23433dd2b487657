// Every route of the server, in the order in which the documentation tells of them.
import type { GuardedIdentify } from '../identity/guarded.ts'
import { auditRoutes, type AuditRouteParts } from './audit.ts'
import { dialectRoutes, type DialectRouteParts } from './dialects/routes.ts'
import { introspectRoutes, type IntrospectRouteParts } from './introspect.ts'
import type { IssueRouteParts } from './issue_for.ts'
import { keyRoutes, type KeyRouteParts } from './keys.ts'
import { kitTokenRoute } from './kit_tokens.ts'
import { liveKitRoutes, type LiveKitRouteParts } from './livekit.ts'
import { referenceRoutes } from './reference/routes.ts'
import { revocationRoutes, type RevocationRouteParts } from './revocations.ts'
import { roomRoutes, type RoomRouteParts } from './rooms.ts'
import type { Route } from './route.ts'
import { sessionRoutes, type SessionRouteParts } from './session.ts'
import { statsRoute, type StatsRouteParts } from './stats.ts'
import { statusRoutes, type StatusParts } from './status.ts'
import { tokenRoute } from './token.ts'

export type RouteParts = IssueRouteParts &
  DialectRouteParts &
  LiveKitRouteParts &
  IntrospectRouteParts &
  RevocationRouteParts &
  AuditRouteParts &
  RoomRouteParts &
  KeyRouteParts &
  SessionRouteParts &
  StatsRouteParts &
  StatusParts & {
    /** Who asks for a token: a session of the admin page is nobody there. */
    readonly identifyForTokens: GuardedIdentify
  }

export function routesOf(parts: RouteParts): Route[] {
  const forTokens = { ...parts, identify: parts.identifyForTokens }
  const routes = [
    kitTokenRoute(forTokens),
    tokenRoute(forTokens),
    ...dialectRoutes(forTokens),
    ...liveKitRoutes(forTokens),
    ...introspectRoutes(parts),
    ...statusRoutes(parts),
    ...roomRoutes(parts),
    ...revocationRoutes(parts),
    ...keyRoutes(parts),
    ...auditRoutes(parts),
    statsRoute(parts),
    ...sessionRoutes(parts),
  ]
  return [...routes, ...referenceRoutes(routes)]
}
