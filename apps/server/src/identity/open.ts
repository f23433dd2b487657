// Every way to be known that the settings have, and which of them count on which route.
import { sessionSource } from '../admin/session_source.ts'
import type { Sessions } from '../admin/sessions.ts'
import type { Settings } from '../config/settings.ts'
import { apiKeySource } from './api_keys.ts'
import { appSource } from './app_function.ts'
import { anonymousSource } from './identity.ts'
import { jwtSource, type JwtParts } from './jwt.ts'
import { createIdentify, type Identify } from './routes.ts'

export interface IdentityParts extends Pick<JwtParts, 'log' | 'now' | 'fetched'> {
  readonly sessions: Sessions
}

export interface Identities {
  readonly all: Identify
  /** Without the sessions of operators: a browser sends those by itself, and they are for the admin page. */
  readonly forTokens: Identify
}

/** @throws Error when a public key cannot be read */
export async function openIdentity({ identity }: Settings, { sessions, ...parts }: IdentityParts): Promise<Identities> {
  const { apiKeys, jwt, authenticate, anonymous, routes } = identity
  const sources = {
    ...(apiKeys.length === 0 ? {} : { apiKeys: apiKeySource(apiKeys) }),
    ...(jwt.length === 0 ? {} : { jwt: await jwtSource(jwt, parts) }),
    ...(authenticate === null ? {} : { authenticate: appSource(authenticate, parts.log) }),
    ...(anonymous ? { anonymous: anonymousSource } : {}),
  }
  const session = apiKeys.length === 0 ? {} : { session: sessionSource(sessions) }
  return {
    all: createIdentify({ ...sources, ...session }, routes),
    forTokens: createIdentify(sources, routes),
  }
}
