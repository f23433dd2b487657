// @roompass/server: the Kit Token server and the room's door, to run or to mount.
export { createRoompass, type Metrics, type RequestContext, type Roompass, type RoompassParts } from './app.ts'
export { createIceServers } from './admission/ice_servers.ts'
export type { ChainFault, ChainHead, ChainReport } from './audit/chain.ts'
export type { AuditEntry, AuditEvent, AuditRow } from './audit/entry.ts'
export {
  exportAudit,
  verifyAudit,
  verifyAuditLines,
  type AuditReport,
  type AuditTerms,
  type LinesReport,
} from './audit/export.ts'
export { defineConfig, type AppConfig, type RoompassConfig } from './config/config.ts'
export { developmentConfig } from './config/development.ts'
export { ConfigError, type ConfigProblem } from './config/problems.ts'
export { loadConfig, type ConfigSources, type Settings } from './config/settings.ts'
export {
  Unavailable,
  type IssuerFacts,
  type KeysFacts,
  type PostgresFacts,
  type RedisFacts,
  type SqliteFacts,
  type StoreFacts,
} from './examine/facts.ts'
export { examineIssuer } from './examine/issuer.ts'
export { examineKeys } from './examine/keys.ts'
export { examinePolicy, type PolicyFacts, type PolicyTerms } from './examine/policy.ts'
export { examineRedis } from './examine/redis.ts'
export { examineStore } from './examine/store.ts'
export { createApiKey, type ApiKey } from './identity/api_keys.ts'
export type { RoomDoor } from './http/room_door.ts'
export type { AppUser, Authenticate } from './identity/app_function.ts'
export type { JwtIssuer } from './identity/issuer.ts'
export { apiScopes, type ApiScope } from './identity/scopes.ts'
export {
  KeysRefused,
  type Keys,
  type KeysInUse,
  type KeysRefusal,
  type KeyUse,
  type KeyView,
  type NewSecret,
} from './keys/keys.ts'
export type { KeyService } from './keys/sealing.ts'
export { createLog, type Log, type LogFields } from './log.ts'
export { mountRooms, mountRoutes, type MountedRooms, type NodeHandler } from './mount.ts'
export type { LiveRooms, RoomsNow } from './nodes/live_rooms.ts'
export type { LivePerson, LiveRoom, RoomPerson } from './nodes/local_rooms.ts'
export type { Nodes } from './nodes/nodes.ts'
export type { ClientLine } from './nodes/relay.ts'
export type { Arrival } from './nodes/switchboard.ts'
export {
  allow,
  refuse,
  type DecideFunction,
  type Granted,
  type PolicyDecision,
  type PolicyStep,
  type PolicyUser,
  type Refused,
  type Via,
  type Wish,
} from './policy/policy.ts'
export type { Hours, OtherHours } from './policy/hours.ts'
export type { PolicyRule } from './policy/rules.ts'
export { ProcessFailed } from './processes/child.ts'
export type { Failure, Prepared } from './processes/messages.ts'
export { joinProcesses, type OwnProcess, type Settled } from './processes/own_process.ts'
export type { Siblings } from './processes/siblings.ts'
export { superviseProcesses, type Supervised, type SuperviseOptions } from './processes/supervisor.ts'
export { listen, type Listening, type ListenOptions } from './server.ts'
export { goBack, stepsBack } from './store/going_back.ts'
export type { PostgresOptions } from './store/postgres/connections.ts'
export { openPostgresStore } from './store/postgres/postgres_store.ts'
export { openSqliteStore, type SqliteOptions } from './store/sqlite/sqlite_store.ts'
export type { StepBack } from './store/steps.ts'
export { StoreUnavailable, type AuditQuery, type Store, type StoreFault } from './store/store.ts'
export {
  HttpAnswer,
  type AnswerBody,
  type AnswerHeaders,
  type HttpRequest,
  type RequestHead,
  type RequestHeaders,
} from './transport/message.ts'
