// People in rooms of several nodes that share one Postgres and one Redis, and how long each stays after the answer that they are revoked.
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../apps/server/test/hosts/command.ts'
import { sayHello, type RawClient } from '../../conformance/harness/raw_client.ts'
import { mintFor } from '../../conformance/harness/tokens.ts'
import type { Node, Site } from './site.ts'

/** Limits by network, out of the way: everybody comes from one. */
export const openDoor = { maxConnections: 20_000, maxConnectionsPerNetwork: 20_000, maxWaitingPerNetwork: 20_000 }

/** Nodes of one cluster, each with a variable or two of its own. */
export async function startNodes(site: Site, count: number, env: Readonly<Record<string, string>>): Promise<Node[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const port = await freePort()
      return site.start({ ...env, PORT: `${port}`, ROOMPASS_NODE_URL: `http://127.0.0.1:${port}` })
    }),
  )
}

export interface Session {
  readonly userId: string
  readonly kitToken: string
  readonly client: RawClient
}

/** The n-th person, by the n-th node in turn. */
export async function enter(site: Site, nodes: readonly Node[], name: string, n: number): Promise<Session> {
  const userId = `${name}-${n}`
  const kitToken = mintFor(site.app, { userId, roomId: `room-${Math.floor(n / 4)}` })
  const client = await sayHello(nodes[n % nodes.length]?.url ?? '', kitToken)
  await client.first('welcome')
  return { userId, kitToken, client }
}

/** Revokes a user. @returns the milliseconds from the answer until their connection was closed; Infinity when that took longer than the patience */
export async function sendOut(node: Node, { userId, client }: Session, patienceMs = 20_000): Promise<number> {
  const closed = client.closed.then(() => performance.now())
  if ((await node.revoke(userId)) !== 201) throw new Error('the revocation was not acknowledged')
  const answered = performance.now()
  const late = new AbortController()
  const at = await Promise.race([
    closed,
    pause(patienceMs, Number.POSITIVE_INFINITY, { signal: late.signal }).catch(() => 0),
  ])
  late.abort()
  return Math.max(0, at - answered)
}

/** Whether a token still opens the door of a node. */
export async function isAdmitted(node: Node, kitToken: string): Promise<boolean> {
  const client = await sayHello(node.url, kitToken).catch(() => null)
  const admitted = await client?.first('welcome').then(
    () => true,
    () => false,
  )
  if (admitted === true) await client?.leave()
  return admitted === true
}
