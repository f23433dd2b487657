// The whole server without a socket: what it takes from the settings, and who is handed what.
import { randomUUID } from 'node:crypto'
import { getPath } from 'hono/utils/url'
import { createHub, systemClock, type Clock, type Hub } from '@roompass/room/hub'
import { createAdmission, provenRoomOf } from './admission/admission.ts'
import { createIceServers } from './admission/ice_servers.ts'
import { sessionSource } from './admin/session_source.ts'
import { createSessions, type Sessions } from './admin/sessions.ts'
import { createRates } from './audit/rates.ts'
import { createRoomAudit } from './audit/room_audit.ts'
import type { Bus } from './bus/bus.ts'
import { openBus } from './bus/open.ts'
import type { RoompassConfig } from './config/config.ts'
import { ConfigError, type ConfigProblem } from './config/problems.ts'
import { isSettings, loadConfig, secretsOf, type DrainSettings, type Settings } from './config/settings.ts'
import { createHttp } from './http/http.ts'
import { createOverloaded, isWatched, type Refusal } from './http/overloaded.ts'
import type { Route } from './http/route.ts'
import { routesOf } from './http/routes.ts'
import { createOrigins, type Origins } from './http/origins.ts'
import { apiKeySource } from './identity/api_keys.ts'
import { appSource } from './identity/app_function.ts'
import { anonymousSource } from './identity/identity.ts'
import { jwtSource, type JwtParts } from './identity/jwt.ts'
import { guarded, type GuardedIdentify } from './identity/guarded.ts'
import { createIdentify, straysOf, type IdentitySources } from './identity/routes.ts'
import { createIssue } from './issue/issue.ts'
import { createFailureBudget } from './limits/failures.ts'
import { createLimiter, type Limiter, type Rate } from './limits/limiter.ts'
import { createSharedLimiter } from './limits/shared.ts'
import { createSharedCounts } from './limits/shared_counts.ts'
import { createGate, type Gate } from './load/gate.ts'
import { createKeys } from './keys/create.ts'
import type { Keys } from './keys/keys.ts'
import { createKeyUses } from './keys/uses.ts'
import { createLog, type Log } from './log.ts'
import { clientAddress, isLoopbackName, networkOf, networksOf } from './network.ts'
import { createLiveRooms, type LiveRooms } from './nodes/live_rooms.ts'
import { sayOf } from './nodes/local_rooms.ts'
import { createNodes, type Nodes } from './nodes/nodes.ts'
import { nodePath } from './nodes/others.ts'
import { createObserver } from './observe/observer.ts'
import { createRedaction } from './observe/redact.ts'
import { createPolicy } from './policy/decide.ts'
import { createReadiness } from './readiness.ts'
import { createRevocations, type Revocations } from './revocation/revocations.ts'
import { sendOutAll } from './revocation/send_out.ts'
import { watchRevocations } from './revocation/watcher.ts'
import { isPostgres, openStore } from './store/open.ts'
import type { Store } from './store/store.ts'

export interface RoompassParts {
  /** Default: the embedded database that the config names. */
  readonly store?: Store
  /** Default: the Redis of the config, or the one that goes with its database. */
  readonly bus?: Bus
  /** Default: JSON lines on standard error. */
  readonly log?: Log
  /** Default: the system's. */
  readonly clock?: Clock
  /** Default: by how busy the event loop is. */
  readonly gate?: Gate
}

export interface RequestContext {
  /** The address of the peer, as the socket has it. Without it limits by network do not count. */
  readonly address?: string
}

export interface Roompass {
  readonly appId: number
  /** Null, or the refusal of a request that is more than this server can do now. `fetch` asks it too; a transport that asks first is cheaper. */
  readonly overload: (path: string, origin: string | null) => Refusal | null
  /** Answers `/v1/…`, `/healthz` and `/readyz`: mount it where your app answers requests. */
  readonly fetch: (request: Request, context?: RequestContext) => Promise<Response>
  /** The rooms, for a transport: {@link listen} is one. */
  readonly hub: Hub
  readonly door: RoomDoor
  /** Who may no longer be inside. */
  readonly revocations: Revocations
  /** Other processes with the same store, for a transport. */
  readonly nodes: Nodes
  /** Who is inside now. */
  readonly rooms: LiveRooms
  /** Which keys mint and verify, and how they are changed. */
  readonly keys: Keys
  readonly metrics: Metrics
  readonly log: Log
  readonly drain: DrainSettings
  /** From now on `/readyz` answers 503, so that balancers send nothing more; everything else goes on. */
  readonly retire: () => void
  /** Stops being ready, sends everyone out of the rooms (they come back to another process), and closes the store. */
  readonly close: () => Promise<void>
}

/** For Prometheus. */
export interface Metrics {
  /** Where the config wants them; null for nowhere. */
  readonly at: Settings['metrics']
  /** All of them, in the text format 0.0.4. */
  text(): string
}

/** What a transport has to know before it takes a connection. */
export interface RoomDoor {
  mayConnect(origin: string | null, host: string | null): boolean
  /** The client behind the proxies of the config. */
  addressOf(peer: string, forwardedFor: string | null): string
  readonly maxConnections: number
  readonly maxConnectionsPerNetwork: number
  /** Of those that have no seat yet. */
  readonly maxWaitingPerNetwork: number
  /** Counts a connection that was taken, has ended, or was not taken. */
  report(what: 'opened' | 'closed' | 'refused'): void
}

/**
 * Makes a server from a config. It opens its store, and does not listen.
 * @throws ConfigError with everything that is wrong; StoreUnavailable when the database cannot be opened
 */
export async function createRoompass(config: RoompassConfig | Settings, parts: RoompassParts = {}): Promise<Roompass> {
  const settings = isSettings(config) ? config : loadConfig({ file: config })
  const { clock = systemClock, gate = createGate() } = parts
  const observer = createObserver()
  const log = observer.log(
    parts.log ?? createLog((line) => process.stderr.write(line)),
    settings.log.level,
    createRedaction(secretsOf(settings)),
  )
  const now = (): number => clock.now()
  const { appId, tokens, room, limits } = settings
  const sessions = createSessions({ apiKeys: settings.identity.apiKeys, secrets: settings.sessionSecrets(), now })
  const fetched: JwtParts['fetched'] = (outcome) => observer.meters.jwks.count({ outcome })
  const sources = await identitySources(settings, sessions, { log, now, fetched })
  const policy = observer.policy(createPolicy(settings.policy))
  const store = parts.store ?? (await openStore(settings.database, observer.committed))
  const bus =
    parts.bus ?? openBus({ database: parts.store === undefined ? settings.database : null, redis: settings.redis })
  const opened: (() => unknown)[] = [() => bus.close(), () => store.close()]
  const letGo = async (cause: unknown): Promise<never> => {
    await Promise.all(opened.map((close) => close()))
    throw cause
  }
  const watcher = await watchRevocations({ store, bus, log, now }).catch(letGo)
  opened.push(() => watcher.close())
  const revocations = createRevocations({ appId, store, watcher, bus, now })
  const uses = createKeyUses(now)
  const revoke: Revocations['revoke'] = (wish, by) => revocations.revoke(wish, by)
  const keys = await createKeys({ settings, store, bus, uses, revoke, log, now }).catch(letGo)
  const counts = settings.redis === null ? null : createSharedCounts(settings.redis, `roompass:limit:${appId}`, log)
  const limiter = (rate: Rate): Limiter => {
    const local = createLimiter(rate, now)
    return counts === null ? local : createSharedLimiter(local, counts)
  }
  const failures = createFailureBudget({ appId, counts, log, now })
  opened.push(() => keys.close())
  const iceServers = createIceServers(room, now)
  const audit = observer.audit(store)
  const roomAudit = createRoomAudit(audit, log, now, createLimiter(refusalRows, now))
  const hub = createHub({
    admit: observer.admit(
      uses.admit(
        createAdmission({
          keys,
          policy,
          revocations,
          failures,
          accept: room.accept,
          maxLifetime: tokens.maxLifetime,
          once: tokens.once,
          store,
          log,
          now,
        }),
      ),
      (kid) => keys.current().keys.find((key) => key.kid === kid)?.state,
    ),
    clock,
    limits: { maxPeople: room.maxPeople },
    duplicates: room.duplicates,
    iceServers: ({ userId }) => iceServers(userId),
    observe: (event) => {
      observer.room(event)
      roomAudit(event)
    },
  })
  const spreadMs = settings.drain.spread * 1000
  const nodes = await createNodes({
    settings: settings.node,
    appId,
    hub,
    store,
    bus,
    log,
    now,
    provenRoom: (kitToken) => provenRoomOf(kitToken, keys.current()),
    spreadMs,
  }).catch(letGo)
  opened.push(() => nodes.close())
  if (settings.node === null && parts.store === undefined && isPostgres(settings.database))
    log.warn('node_alone', { fix: 'other processes that share this database hold rooms of their own: set node.url' })
  const sendOut = (): void =>
    sendOutAll(hub, { judge: (facts) => revocations.judge(facts), endOf: (kid) => keys.endOf(kid) })
  keys.follow(sendOut)
  watcher.follow((news) => {
    // A key that leaked is revoked after it was retired, and either may be heard of first.
    if (news.some(({ scope }) => scope.kind === 'key')) void keys.reload().then(sendOut)
    else sendOut()
  })
  const sweep = (): Promise<void> => store.sweep(Math.floor(now() / 1000)).catch(() => undefined)
  const sweeping = setInterval(() => void sweep(), sweepEveryMs).unref()
  const development = settings.mode === 'development'
  const origins = createOrigins(settings.http.allowedOrigins, development)
  const readiness = createReadiness(store, log)
  const identifyBy = (own: IdentitySources): GuardedIdentify => {
    const identify = observer.identify(createIdentify(own, settings.identity.routes))
    return guarded(failures, (request) => identify(request, getPath(request)))
  }
  const identifyAt = identifyBy(sources)
  const { session: _, ...ofUsers } = sources
  const identifyForTokens = identifyBy(ofUsers)
  const issue = observer.issue(
    uses.issue(
      createIssue({
        keys,
        policy,
        store: audit,
        revocations,
        perUser: limiter({ name: 'user', perMinute: limits.tokensPerUser }),
        perNetwork: limiter({ name: 'network', perMinute: limits.tokensPerNetwork }),
        perApiKey: limiter({ name: 'api-key', perMinute: limits.tokensPerApiKey }),
        settings: { appId, ...tokens },
        log,
        now,
      }),
    ),
  )
  const rooms = createLiveRooms({
    appId,
    say: sayOf(hub, appId, settings.node?.url ?? null),
    others: nodes.others,
    audit,
    log,
    now,
  })
  const routes = routesOf({
    appId,
    issue,
    identify: identifyAt,
    identifyForTokens,
    dialects: settings.http.dialects,
    store,
    revocations,
    rooms,
    keys,
    rates: createRates(store, now),
    sessions,
    failures,
    log,
    now,
    ready: () => readiness.check(),
    metrics: () => observer.text(),
  })
  const strays = strayProblems(settings, routes)
  if (strays.length > 0) await letGo(new ConfigError(strays))
  const answer = createHttp({
    routes,
    identify: identifyAt,
    observe: (paths) => observer.requests(paths),
    origins,
    allowCredentials: settings.http.allowCredentials,
    loopbackOnly: development,
    log,
    logRequests: settings.log.requests,
  })
  const overloaded = createOverloaded(origins, settings.http.allowCredentials)
  const overload: Roompass['overload'] = (path, origin) => {
    if (!gate.closed || isWatched(path)) return null
    observer.meters.shed.count({})
    return overloaded(origin, randomUUID())
  }
  let sockets = 0
  observer.watch({ hub, sockets: () => sockets, keys, bus, revocations: watcher, nodes })
  const door = createRoomDoor(settings, origins, development, (what) => {
    sockets += what === 'opened' ? 1 : what === 'closed' ? -1 : 0
    if (what !== 'closed') observer.meters.sockets.count({ outcome: what })
  })
  return {
    appId,
    hub,
    door,
    overload,
    revocations,
    rooms,
    nodes,
    keys,
    metrics: { at: settings.metrics, text: () => observer.text() },
    log,
    drain: settings.drain,
    retire: () => readiness.retire(),
    async fetch(request, { address } = {}) {
      const { pathname } = new URL(request.url)
      // Before the gate and the limits: nodes are no clients.
      if (pathname === nodePath && nodes.others !== null) return nodes.others.answer(request)
      const refusal = overload(pathname, request.headers.get('origin'))
      if (refusal !== null) return new Response(refusal.body, refusal)
      const network =
        typeof address !== 'string' ? null : networkOf(door.addressOf(address, request.headers.get('x-forwarded-for')))
      const done = gate.enter()
      try {
        return await answer(request, { requestId: randomUUID(), network })
      } finally {
        done()
      }
    },
    async close() {
      readiness.retire()
      clearInterval(sweeping)
      watcher.close()
      keys.close()
      nodes.close()
      hub.close()
      observer.close()
      await Promise.all([counts?.close(), bus.close(), store.close()])
    },
  }
}

/** Of one network, refused at the door. */
const refusalRows: Rate = { name: 'refusals', perMinute: 60 }

/** Milliseconds: how often the store drops what has expired. */
const sweepEveryMs = 600_000

async function identitySources(
  { identity }: Settings,
  sessions: Sessions,
  parts: Pick<JwtParts, 'log' | 'now' | 'fetched'>,
): Promise<IdentitySources> {
  const { apiKeys, jwt, authenticate, anonymous } = identity
  return {
    ...(apiKeys.length === 0 ? {} : { apiKeys: apiKeySource(apiKeys), session: sessionSource(sessions) }),
    ...(jwt.length === 0 ? {} : { jwt: await jwtSource(jwt, parts) }),
    ...(authenticate === null ? {} : { authenticate: appSource(authenticate, parts.log) }),
    ...(anonymous ? { anonymous: anonymousSource } : {}),
  }
}

/** Only the routes know which of them ask who is asking. */
function strayProblems({ identity }: Settings, routes: readonly Route[]): ConfigProblem[] {
  const asking = routes.filter(({ access }) => access !== 'anyone').map(({ path }) => path)
  return straysOf(identity.routes, asking).map((path) => ({
    setting: `identity.routes.${path}`,
    message: 'is no route that asks who is asking',
    fix: `correct it or remove it; those that ask are ${[...new Set(asking)].join(', ')}`,
  }))
}

function createRoomDoor(
  { http, room }: Settings,
  origins: Origins,
  loopbackOnly: boolean,
  report: RoomDoor['report'],
): RoomDoor {
  const proxies = networksOf(http.trustedProxies)
  return {
    mayConnect(origin, host) {
      const hostname = host !== null && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null
      if (loopbackOnly && (hostname === null || !isLoopbackName(hostname))) return false
      return origins.allows(origin, host)
    },
    addressOf: (peer, forwardedFor) => clientAddress(peer, forwardedFor, proxies),
    maxConnections: room.maxConnections,
    maxConnectionsPerNetwork: room.maxConnectionsPerNetwork,
    maxWaitingPerNetwork: room.maxWaitingPerNetwork,
    report,
  }
}
