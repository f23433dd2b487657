// Connections to Postgres: how long anything may take, what a session must keep to, and which errors are the line's and not the query's.
import { Client, Pool, types, type ClientConfig, type PoolClient } from 'pg'
import { OtherTables } from '../steps.ts'
import { StoreUnavailable } from '../store.ts'

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database?sslmode=verify-full`. */
  readonly url: string
  /** Of this process. Default 10. */
  readonly maxConnections?: number
  /** Whether tables of an older version are left as they are: then what they have can be read, and nothing is written. Default false. */
  readonly asItIs?: boolean
}

/** Milliseconds. A call that takes longer is given up, by the server first and by this side if the line is dead. */
const patience = { connect: 2000, statement: 2000, answer: 4000, idleInTransaction: 5000 }

const int8: number = types.builtins.INT8

/** Numbers of 64 bits as numbers: none here goes beyond 2^53. */
const numbers: NonNullable<ClientConfig['types']> = {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the overloads of pg-types differ in what they parse from
  getTypeParser: ((id: number, format?: 'text') => {
    if (id === int8) return Number
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- its list of types is not all that it is asked for
    return types.getTypeParser(id, format)
  }) as typeof types.getTypeParser,
}

/** A durable commit is what this store promises: a database that does not wait for its disk is told to. */
const durable = `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`

export function createPool({ url, maxConnections = 10 }: PostgresOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    application_name: 'roompass',
    max: maxConnections,
    types: numbers,
    keepAlive: true,
    connectionTimeoutMillis: patience.connect,
    statement_timeout: patience.statement,
    query_timeout: patience.answer,
    // A node that vanishes in the middle of a commit holds up the others for so long and no longer.
    idle_in_transaction_session_timeout: patience.idleInTransaction,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it, which its types do not say
    onConnect: async (client) => void (await client.query(durable)),
  })
  pool.on('connect', (client) => {
    // One that breaks between two queries of a transaction says so beside the next query's failure, and nobody but the process would hear it.
    client.on('error', () => undefined)
  })
  // A connection that broke while it was idle is replaced when it is needed.
  pool.on('error', () => undefined)
  return pool
}

/** A connection of its own, without limits of time: for migrations and for listening. It is not connected yet. */
export function createClient({ url }: PostgresOptions): Client {
  const client = new Client({
    connectionString: url,
    application_name: 'roompass',
    types: numbers,
    keepAlive: true,
    connectionTimeoutMillis: patience.connect,
  })
  client.on('error', () => undefined)
  return client
}

/** Runs some work on a connection, which is thrown away when the work fails: nobody knows what state it is in. */
export async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Whether it was the line, or the server going away, rather than something in the query. */
export function isLineBroken(error: unknown): boolean {
  if (error instanceof OtherTables) return false
  const code = codeOf(error)
  return code === null || !/^[0-9A-Z]{5}$/.test(code) || /^(?:08|57P)/.test(code)
}

/** Whether Postgres does not take what was to be written: a value, a broken constraint, a right or a table that is missing, or too large. */
function isOfOneWrite(error: unknown): boolean {
  return /^(?:22|23|42|54|P0)/.test(codeOf(error) ?? '')
}

export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** Postgres quotes values in its messages: only its code is passed on. */
export function unavailable(error: unknown): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error
  if (error instanceof OtherTables) return new StoreUnavailable(error.message, { cause: error, code: error.code })
  const code = codeOf(error)
  const what = code === null ? 'Postgres does not answer' : `Postgres says ${code}`
  return new StoreUnavailable(what, { cause: error, ofOneWrite: isOfOneWrite(error) })
}
