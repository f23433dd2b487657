// Every route of the server, in the order in which the documentation tells of them.
import { auditRoutes, type AuditRouteParts } from './audit.ts'
import type { IssueRouteParts } from './issue_for.ts'
import { keyRoutes, type KeyRouteParts } from './keys.ts'
import { kitTokenRoute } from './kit_tokens.ts'
import { referenceRoutes } from './reference/routes.ts'
import { revocationRoutes, type RevocationRouteParts } from './revocations.ts'
import { roomRoutes, type RoomRouteParts } from './rooms.ts'
import type { Route } from './route.ts'
import { sessionRoutes, type SessionRouteParts } from './session.ts'
import { statusRoutes, type StatusParts } from './status.ts'
import { tokenRoute } from './token.ts'

export type RouteParts = IssueRouteParts &
  RevocationRouteParts &
  AuditRouteParts &
  RoomRouteParts &
  KeyRouteParts &
  SessionRouteParts &
  StatusParts

export function routesOf(parts: RouteParts): Route[] {
  const routes = [
    kitTokenRoute(parts),
    tokenRoute(parts),
    ...statusRoutes(parts),
    ...roomRoutes(parts),
    ...revocationRoutes(parts),
    ...keyRoutes(parts),
    ...auditRoutes(parts),
    ...sessionRoutes(parts),
  ]
  return [...routes, ...referenceRoutes(routes)]
}
