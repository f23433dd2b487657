// The whole server without a socket: what it takes from the settings, and who is handed what.
import { randomUUID } from 'node:crypto'
import { systemClock, type Clock, type Hub } from '@roompass/room/hub'
import { readAdminPage } from './admin/page.ts'
import { createSessions } from './admin/sessions.ts'
import { createAnswer, type Answer } from './answer.ts'
import type { Bus } from './bus/bus.ts'
import type { RoompassConfig } from './config/config.ts'
import { isSettings, loadConfig, secretsOf, type DrainSettings, type Settings } from './config/settings.ts'
import { openFoundation, type Foundation } from './foundation.ts'
import { openHouse, type House } from './house.ts'
import { createOrigins, type Origins } from './http/origins.ts'
import { createOverloaded, isWatched } from './http/overloaded.ts'
import { createOwnPaths, type OwnPaths } from './http/own_paths.ts'
import { createRoomDoor, type RoomDoor } from './http/room_door.ts'
import type { JwtParts } from './identity/jwt.ts'
import { openIdentity } from './identity/open.ts'
import type { Keys } from './keys/keys.ts'
import { openLimits } from './limits/open.ts'
import { createGate, type Gate } from './load/gate.ts'
import { createLog, type Log } from './log.ts'
import { networkOf } from './network.ts'
import type { LiveRooms } from './nodes/live_rooms.ts'
import type { Nodes } from './nodes/nodes.ts'
import { nodePath } from './nodes/others.ts'
import { createObserver, type Observer } from './observe/observer.ts'
import { createRedaction } from './observe/redact.ts'
import { createPolicy } from './policy/decide.ts'
import type { Siblings } from './processes/siblings.ts'
import { createReadiness } from './readiness.ts'
import type { Revocations } from './revocation/revocations.ts'
import { isPostgres } from './store/open.ts'
import type { Store } from './store/store.ts'
import { fromFetch, toResponse } from './transport/fetch.ts'
import { ReadBy, type HttpAnswer, type HttpRequest } from './transport/message.ts'

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
  /** The other processes that serve the same address on this machine. Default: none. */
  readonly siblings?: Siblings
}

export interface RequestContext {
  /** The address of the peer, as the socket has it. Without it limits by network do not count. */
  readonly address?: string
  /** What stands before the routes, e.g. the pages of an app: whatever it gives is the answer. Asked only for what is not too much at once. */
  readonly first?: (request: HttpRequest) => Promise<HttpAnswer | null>
}

export interface Roompass {
  readonly appId: number
  /** Answers `/v1/…`, `/healthz` and `/readyz`: mount it where your app answers requests. */
  readonly fetch: (request: Request, context?: RequestContext) => Promise<Response>
  /**
   * The same for a transport that has no Request and needs no Response: {@link listen} is one. What comes back at once, and not as a promise, is a
   * refusal: this is more than the server can do now.
   */
  readonly answer: (request: HttpRequest, context?: RequestContext) => HttpAnswer | Promise<HttpAnswer>
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
  /** What is its own where something else stands beside it, for a transport. */
  readonly paths: OwnPaths
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

/**
 * Makes a server from a config. It opens its store, and does not listen.
 * @throws ConfigError with everything that is wrong; StoreUnavailable when the database cannot be opened
 */
export async function createRoompass(config: RoompassConfig | Settings, parts: RoompassParts = {}): Promise<Roompass> {
  const settings = isSettings(config) ? config : loadConfig({ file: config })
  const { clock = systemClock, gate = createGate(), siblings = null } = parts
  const now = (): number => clock.now()
  const observer = createObserver()
  const log = observer.log(
    parts.log ?? createLog((line) => process.stderr.write(line)),
    settings.log.level,
    createRedaction(secretsOf(settings)),
  )
  const policy = observer.policy(createPolicy(settings.policy))
  const [ownStore, bus] = [parts.store ?? null, parts.bus ?? null]
  const foundation = await openFoundation({
    settings,
    store: ownStore,
    bus,
    near: siblings?.bus ?? null,
    committed: observer.committed,
    log,
    now,
  })
  const { store } = foundation
  const limits = openLimits(settings, log, now, siblings?.spending)
  const letGo = async (): Promise<void> => {
    foundation.stop()
    observer.close()
    await Promise.all([limits.close(), foundation.close()])
  }
  const orLetGo = async (error: unknown): Promise<never> => {
    await letGo()
    throw error
  }
  const { identity, sessionSecrets } = settings
  const ended = foundation.endedSessions
  const sessions = createSessions({ apiKeys: identity.apiKeys, secrets: sessionSecrets(), ended, now })
  const fetched: JwtParts['fetched'] = (outcome) => observer.meters.jwks.count({ outcome })
  const identities = await openIdentity(settings, { sessions, log, now, fetched }).catch(orLetGo)
  const audit = observer.audit(store)
  const readiness = createReadiness(store, log)
  const origins = createOrigins(settings.http.allowedOrigins, settings.mode === 'development')
  const common = { settings, foundation, limits, policy, audit, observer, log, now }
  const house = await openHouse({ ...common, members: siblings?.members ?? null, clock }).catch(orLetGo)
  const { hub, nodes } = house
  const closeHouse = (): Promise<void> => {
    nodes.close()
    hub.close()
    return letGo()
  }
  let answer: Answer
  try {
    const page = await readAdminPage()
    const metrics = siblings?.metrics ?? ((): string => observer.text())
    answer = createAnswer({ ...common, page, house, identities, sessions, origins, readiness, metrics })
  } catch (error) {
    await closeHouse()
    throw error
  }
  if ((siblings?.apart ?? settings.node === null) && ownStore === null && isPostgres(settings.database))
    log.warn('node_alone', { fix: 'other processes that share this database hold rooms of their own: set node.url' })
  const sweep = (): Promise<void> => store.sweep(Math.floor(now() / 1000)).catch(() => undefined)
  const sweeping = setInterval(() => void sweep(), sweepEveryMs).unref()
  const door = openDoor(settings, origins, observer, { ...foundation, ...house })
  const shed = createShedding(settings, origins, observer)
  const take = async (request: HttpRequest, { address, first }: RequestContext): Promise<HttpAnswer> => {
    const network =
      typeof address !== 'string' ? null : networkOf(door.addressOf(address, request.headers.get('x-forwarded-for')))
    const work = gate.enter()
    const asked = new ReadBy(request, (most) => {
      const body = request.read(most)
      return body instanceof Promise ? work.aside(body) : body
    })
    try {
      const page = first === undefined ? null : await first(asked)
      return page ?? (await answer(asked, { requestId: randomUUID(), network }))
    } finally {
      work.done()
    }
  }
  const answerTo: Roompass['answer'] = (request, context = {}) => {
    const { path, headers } = request
    // Before the gate and the limits: nodes are no clients.
    if (path === nodePath && nodes.others !== null) return nodes.others.answer(request)
    return gate.closed && !isWatched(path) ? shed(headers.get('origin')) : take(request, context)
  }
  return {
    appId: settings.appId,
    ...house,
    door,
    revocations: foundation.revocations,
    keys: foundation.keys,
    metrics: { at: settings.metrics, text: () => observer.text() },
    paths: createOwnPaths(settings.http.dialects),
    log,
    drain: settings.drain,
    retire: () => readiness.retire(),
    answer: answerTo,
    fetch: async (request, context) =>
      toResponse(await answerTo(fromFetch(request), context), request.method === 'HEAD'),
    async close() {
      readiness.retire()
      clearInterval(sweeping)
      await closeHouse()
    },
  }
}

/** Milliseconds: how often the store drops what has expired. */
const sweepEveryMs = 600_000

/** Tells somebody to come back later, and counts it. */
function createShedding(
  { http }: Settings,
  origins: Origins,
  { meters }: Observer,
): (origin: string | null) => HttpAnswer {
  const overloaded = createOverloaded(origins, http.allowCredentials)
  return (origin) => {
    meters.shed.count({})
    return overloaded(origin, randomUUID())
  }
}

/** The door for transports, which counts the sockets that come through it. */
function openDoor(
  settings: Settings,
  origins: Origins,
  observer: Observer,
  { hub, keys, bus, watcher, nodes }: Foundation & House,
): RoomDoor {
  let sockets = 0
  observer.watch({ hub, sockets: () => sockets, keys, bus, revocations: watcher, nodes })
  return createRoomDoor(settings, origins, (what) => {
    sockets += what === 'opened' ? 1 : what === 'closed' ? -1 : 0
    if (what !== 'closed') observer.meters.sockets.count({ outcome: what })
  })
}
