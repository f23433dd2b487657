// How a node knows that it was another node who asks: a header that only who has the secret of the nodes can make, good for one node, one purpose,
// one use and half a minute.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { NodeSelf } from '../store/store.ts'
import { createOpened } from './opened.ts'
import { between } from './versions.ts'

/** What is said in it; another purpose has another seal. */
export type Purpose = 'relay' | 'ask'

export interface Seals {
  /** @param to the node that it is for, and the newest version that it speaks */
  seal(purpose: Purpose, to: Pick<NodeSelf, 'url' | 'speaks'>, says: string): string
  /** What a seal for this node says; null when it is none, or not any more. */
  open(purpose: Purpose, seal: string): string | null
}

export interface SealsParts {
  /** The first one seals; all of them open, so that a secret can be changed one node after the other. */
  readonly secrets: readonly string[]
  /** Of this node. */
  readonly url: string
  /** The newest version of this node. */
  readonly speaks: number
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds, of a clock that nobody sets. Default: that of the process. */
  readonly steady?: () => number
}

/** The headers that carry seals, as Node spells them. Proxies in front must take them from clients' requests (deploy/nginx.conf). */
export const relayHeader = 'roompass-relay'
export const askHeader = 'roompass-node'

/** Milliseconds: how far the clocks of two nodes may be apart when they first hear of each other, the time on the way included. */
const tolerance = 30_000
const longest = 1024

export function createSeals({ secrets, url, speaks, now, steady = () => performance.now() }: SealsParts): Seals {
  const keys = secrets.map((secret) => createHmac('sha256', secret).update('roompass-node/v1').digest())
  /** Of this run of the process. */
  const maker = randomBytes(9).toString('base64url')
  /** A newer node says what this one takes. */
  const takes = [speaks, speaks - 1].filter((version) => version >= 1).map(String)
  const opened = createOpened(tolerance, steady)

  return {
    seal(purpose, to, says) {
      const [key] = keys
      if (key === undefined) throw new RangeError('secrets must not be empty')
      const nonce = randomBytes(12).toString('base64url')
      const body = Buffer.from(JSON.stringify([to.url, now(), nonce, says, maker, steady()])).toString('base64url')
      return `${between(speaks, to.speaks)}.${body}.${macOf(key, purpose, body).toString('base64url')}`
    },
    open(purpose, seal) {
      const [version, body = '', mac = '', ...rest] = seal.length > longest ? [] : seal.split('.')
      if (version === undefined || !takes.includes(version) || rest.length > 0) return null
      const given = Buffer.from(mac, 'base64url')
      const right = keys.some((key) => {
        const expected = macOf(key, purpose, body)
        return given.length === expected.length && timingSafeEqual(given, expected)
      })
      if (!right) return null
      const fields: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
      // A node of a version before says nothing of who made it when by a steady clock: its clock on the wall has to do.
      const [to, at, nonce, says, by = '', madeAt = at] = Array.isArray(fields) ? fields : []
      if (to !== url || typeof at !== 'number' || typeof by !== 'string' || typeof madeAt !== 'number') return null
      if (typeof nonce !== 'string' || typeof says !== 'string') return null
      return opened.take({ maker: by, madeAt, nonce }, Math.abs(now() - at) <= tolerance) ? says : null
    },
  }
}

function macOf(key: Buffer, purpose: Purpose, body: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}\n${body}`).digest()
}
