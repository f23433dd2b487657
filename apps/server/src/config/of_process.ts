// The settings of one of several processes of a machine: its own place among the nodes, and its share of what they may hold together.
import { ConfigError } from './problems.ts'
import { secretsOf, settingsOf, type Settings } from './settings.ts'

/** One of several. */
export interface Share {
  /** From 1. */
  readonly process: number
  readonly count: number
}

/** Where this process listens for other nodes. */
export interface NodePlace {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
}

/**
 * Loopback where these processes are all nodes that there are; else the host of `node.url`, each at a port of its own, beginning with that of the URL.
 * @param clients the port for clients
 * @throws ConfigError for what several processes cannot have
 */
export function nodePlaceOf({ node, database }: Settings, { process, count }: Share, clients: number): NodePlace {
  if (database === ':memory:')
    throw problem('database', 'is in memory, so that each of several processes would have its own', 'name a file')
  if (node === null) return { host: '127.0.0.1', port: 0 }
  const { protocol, hostname, port } = new URL(node.url)
  const first = Number(port || 80)
  if (protocol !== 'http:')
    throw problem(
      'node.url',
      'is one https URL, and several processes need one each, at ports that follow one another',
      'name an http:// URL, in a network that is yours alone, or run one process',
    )
  if (first + count - 1 > 65_535)
    throw problem(
      'node.url',
      `leaves no ports for ${count} processes, which have one each from there on`,
      'lower its port',
    )
  if (clients >= first && clients < first + count)
    throw problem(
      'node.url',
      `has the port for clients among its ports: ${count} processes have one each from ${first} on`,
      `choose ports of their own, ${hostname}:${clients + 1} for example`,
    )
  return { host: hostname.replace(/^\[|\]$/g, ''), port: first + process - 1 }
}

/**
 * @param at where this process listens for other nodes
 * @param secret what the processes know each other by, where there are no other nodes
 */
export function settingsOfProcess(settings: Settings, { count }: Share, at: NodePlace, secret: string): Settings {
  const { room, limits, node } = settings
  const host = at.host.includes(':') ? `[${at.host}]` : at.host
  const own: Settings = {
    ...settings,
    processes: count,
    node: { url: `http://${host}:${at.port}`, secrets: node?.secrets ?? [secret] },
    room: {
      ...room,
      maxConnections: shareOf(room.maxConnections, count),
      maxConnectionsPerNetwork: shareOf(room.maxConnectionsPerNetwork, count),
      maxWaitingPerNetwork: shareOf(room.maxWaitingPerNetwork, count),
    },
    limits: { ...limits, socketsPerNetwork: shareOf(limits.socketsPerNetwork, count) },
    // The parent has them.
    metrics: null,
  }
  return settingsOf(own, [...secretsOf(settings), secret])
}

/** Twice an even part: whoever is free takes a connection, so that they are not dealt out evenly. */
function shareOf(limit: number, count: number): number {
  return Math.min(limit, Math.ceil((2 * limit) / count))
}

function problem(setting: string, message: string, fix: string): ConfigError {
  return new ConfigError([{ setting, message, fix }])
}
