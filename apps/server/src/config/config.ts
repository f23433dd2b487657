// What an operator may set. Defaults and checks are in schema.ts and settings.ts; the environment can set a part of it.
import type { CustomDialect } from '../http/dialects/dialect.ts'
import type { DialectName } from '../http/dialects/table.ts'
import type { ApiKey } from '../identity/api_keys.ts'
import type { Authenticate } from '../identity/app_function.ts'
import type { JwtIssuer } from '../identity/issuer.ts'
import type { IdentityRoutes } from '../identity/routes.ts'
import type { KeyService } from '../keys/sealing.ts'
import type { DecideFunction, Duplicates } from '../policy/policy.ts'
import type { PolicyRule } from '../policy/rules.ts'

export interface AppConfig {
  /** 1 to 4294967295, from ZEGOCLOUD's console or of your own choice. */
  readonly appId: number
  /** 32 characters from 0x20 to 0x7E, random. Read it from a file or the environment; do not write it here. */
  readonly serverSecret: string
  /** Default `active`, which mints. `next` and `previous` only verify, around a rotation. */
  readonly state?: 'next' | 'active' | 'previous'
  /** What Token04 in GCM form is worth. Default `accept`: nothing, unless it is sealed. */
  readonly gcm?: 'refuse' | 'accept' | 'trust'
}

export interface RoompassConfig {
  /** The app and its secrets. All entries are of one app; several are a rotation. */
  readonly apps?: readonly AppConfig[]
  /**
   * Lets the secrets be changed while the server runs. Given either of these, the database keeps them, sealed; `apps` counts on the first start alone.
   */
  readonly keys?: {
    /**
     * The key that seals the secrets: 32 random bytes as 64 hex digits or in base64url. Read it from a file or the environment; do not write it here. In a
     * list the first one seals, and those after it still open.
     */
    readonly encryptionKey?: string | readonly string[]
    /** A key service seals instead, for example a KMS; what `encryptionKey` has sealed still opens. */
    readonly kms?: KeyService
  }
  /** Who is asking. At least one way must be given. */
  readonly identity?: {
    readonly jwt?: readonly JwtIssuer[]
    readonly apiKeys?: readonly ApiKey[]
    readonly authenticate?: Authenticate
    /** Which of these count on a route that asks who is asking: `{ '/v1/token': ['authenticate'] }`. Default: all of them everywhere. */
    readonly routes?: IdentityRoutes
  }
  /** Who may have what. Rules, a function, or both: then both must say yes. */
  readonly policy?: {
    readonly rules?: readonly PolicyRule[]
    readonly decide?: DecideFunction
    /** What may be wished for as `role`. Default: `host` and `cohost` publish, `audience` watches. */
    readonly roles?: Readonly<Record<string, { readonly publish: boolean }>>
  }
  readonly tokens?: {
    /** Seconds, where nobody wishes otherwise. Default 3600. */
    readonly defaultLifetime?: number
    /** Seconds; longer wishes are cut. Default and most: 86400. */
    readonly maxLifetime?: number
    /** True: a token opens the door once, and then only for whoever used it, where the policy does not say. Default false. */
    readonly once?: boolean
  }
  readonly room?: {
    /** The least trust that opens a room. Default `sealed`; `bare` cannot be chosen. */
    readonly accept?: 'signed' | 'sealed'
    /** Seats of a room where the policy names no number. Default 6, which a mesh carries. */
    readonly maxPeople?: number
    /**
     * When a user is in a room already and the policy does not say. `oldest`: the second connection is refused. `newest`: the first one is out. A
     * number from 1 to 100: so many may be inside. Default `oldest`: a copied token throws nobody out.
     */
    readonly duplicates?: Duplicates
    /** STUN servers, and TURN servers with fixed credentials. Default none. */
    readonly iceServers?: readonly {
      readonly urls: string | readonly string[]
      readonly username?: string
      readonly credential?: string
    }[]
    /** TURN servers that take credentials made from a shared secret (coturn: use-auth-secret); each person gets their own, for five minutes. */
    readonly turn?: { readonly urls: readonly string[]; readonly secret: string }
    /** Open connections of the whole process, and of one network. Default 10000 and 500. */
    readonly maxConnections?: number
    readonly maxConnectionsPerNetwork?: number
    /** Of these, connections of one network that have no seat yet. Default 20. */
    readonly maxWaitingPerNetwork?: number
  }
  readonly http?: {
    /** Origins of pages that may call, exactly: `https://app.example.org`. Default: pages of the server's own origin. */
    readonly allowedOrigins?: readonly string[]
    /** Let those pages send cookies. Default false. */
    readonly allowCredentials?: boolean
    /** Addresses and networks of proxies whose X-Forwarded-For counts. Default none. */
    readonly trustedProxies?: readonly string[]
    /** Token routes as other servers have them, by name, or of your own: who may ask, and for what, is what it is everywhere. Default none. */
    readonly dialects?: readonly (DialectName | CustomDialect)[]
  }
  /** A LiveKit server: `POST /v1/livekit/token` answers its clients with tokens for it. Default none. */
  readonly livekit?: {
    /** Where browsers reach it: `wss://livekit.example.org`. */
    readonly url: string
    readonly apiKey: string
    /** 32 characters or more. Read it from a file or the environment; do not write it here. */
    readonly apiSecret: string
    /** Seconds in which a token joins, 10 to 900. Default 60: LiveKit cannot take one back. */
    readonly tokenLifetime?: number
  }
  readonly limits?: {
    /** Tokens per minute for one user. Default 30. */
    readonly tokensPerUser?: number
    /** Tokens per minute for one API key, wherever it is used from. Default 60000. */
    readonly tokensPerApiKey?: number
    /** Connections of any kind that one network may hold, rooms among them; a trusted proxy has no such limit. Default 1000. */
    readonly socketsPerNetwork?: number
    /** Tokens per minute for one network of signed-in users. Default 300. */
    readonly tokensPerNetwork?: number
  }
  readonly log?: {
    /** Lines below it are not written. `debug` adds what errors say, which may quote what a caller sent. Default `info`. */
    readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'off'
    /** A line for each request: method, route, status, milliseconds, network, request ID. Default false. */
    readonly requests?: boolean
  }
  /** Where Prometheus reads `GET /metrics`: a port of its own, which only those who watch the server should reach. Default none. */
  readonly metrics?: {
    /** Default 127.0.0.1. */
    readonly host?: string
    /** 0 is any free one. */
    readonly port: number
  }
  /** How the server ends when it is told to. */
  readonly drain?: {
    /** Seconds between the first 503 of `/readyz` and the closed door, for balancers that look only now and then. Default 0, at most 300. */
    readonly delay?: number
    /** Seconds over which the rooms are sent to another server. Default 5, at most 60. */
    readonly spread?: number
  }
  /** This process among others that share its database, so that people meet whichever of them they reach. Default: it is alone. */
  readonly node?: {
    /** Where the other nodes reach this one, and no client does: `http://10.0.0.5:8787`. One URL is one process. */
    readonly url: string
    /** What nodes know each other by, the same on all of them: 32 characters or more. Default: made from the ServerSecrets. */
    readonly secret?: string
  }
  /** The file of the embedded database, or `postgres://user:password@host/database`. Default `roompass.db`. */
  readonly database?: string
  /**
   * `redis://user:password@host:port` or `rediss://`, where nodes tell each other that something changed. Default: through the Postgres that
   * they share. The server works without it.
   */
  readonly redis?: string
}

/** Gives a config its type: `export default defineConfig({ … })`. */
export function defineConfig(config: RoompassConfig): RoompassConfig {
  return config
}
