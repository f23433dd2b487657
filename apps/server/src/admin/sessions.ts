// Sessions of operators: whoever shows an API key once gets a text that stands for it. Only ends are kept: each node can check what another made,
// and a log-out ends a session, as does a key that is no longer in the config, or is another one under the same name.
import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { AuditEntry } from '../audit/entry.ts'
import { apiKeyFinder, type ApiKey } from '../identity/api_keys.ts'
import type { EndedSessions } from './ended_sessions.ts'

/** Seconds: how long a session can be continued, and how long it lives without that. */
const longestSession: number = 8 * 3600
const longestIdle: number = 15 * 60
/** Seconds by which the clocks of two nodes may differ. */
const skew = 60

/** Milliseconds: no text of a session that was ended counts after so long. */
export const longestMemory: number = (longestSession + 2 * skew) * 1000

export interface Session {
  /** The same however often it is continued. */
  readonly id: string
  readonly key: ApiKey
  /** Unix seconds: of the log-in, and of the last sign of life. */
  readonly began: number
  readonly seen: number
  /** Unix seconds: when it is over, if nothing continues it. */
  readonly endsAt: number
  /** Unix seconds: when it is over in any case. */
  readonly closesAt: number
}

export interface Sessions {
  /** Null: that is no key of this server. */
  begin(apiKey: string): { readonly session: Session; readonly text: string } | null
  /** Null: the text is none, its time is over, or somebody logged out. */
  read(text: string): Session | null
  /** The same session with a new sign of life. */
  continued(session: Session): { readonly session: Session; readonly text: string }
  /** Ends every text of a session, on every node. @param entry the row of the audit that goes with it @throws StoreUnavailable */
  end(session: Session, entry: AuditEntry): Promise<void>
  /** Whether it is known here who logged out. While it is not, no session counts. */
  readonly current: boolean
}

export interface SessionParts {
  readonly apiKeys: readonly ApiKey[]
  /** The first one makes, all of them are taken. */
  readonly secrets: readonly string[]
  readonly ended: Pick<EndedSessions, 'has' | 'end' | 'current'>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Default: the system's. */
  readonly random?: (bytes: number) => Buffer
}

/** Version, name of the key, ID, began, seen, MAC. */
const pattern = /^2\.([a-z0-9-]{1,32})\.([A-Za-z0-9_-]{22})\.([0-9]{1,12})\.([0-9]{1,12})\.([A-Za-z0-9_-]{43})$/

export function createSessions({ apiKeys, secrets, ended, now, random = randomBytes }: SessionParts): Sessions {
  const find = apiKeyFinder(apiKeys)
  const known = new Map(apiKeys.map((key) => [key.name, { key, macs: secrets.map((secret) => macKey(secret, key)) }]))
  const seconds = (): number => Math.floor(now() / 1000)

  const textOf = ({ key, id, began, seen }: Session): string => {
    const said = `2.${key.name}.${id}.${began}.${seen}`
    // A session is only made of a key that is known, and there is a first secret.
    const [mac] = known.get(key.name)?.macs ?? []
    if (mac === undefined) throw new RangeError('session must be of a key of this server')
    return `${said}.${macOf(mac, said).toString('base64url')}`
  }
  return {
    begin(apiKey) {
      const key = find(apiKey)
      if (key === null) return null
      const session = made(key, random(16).toString('base64url'), seconds(), seconds())
      return { session, text: textOf(session) }
    },
    read(text) {
      const [, name = '', id = '', began = '', seen = '', mac = ''] = pattern.exec(text) ?? []
      const one = known.get(name)
      if (one === undefined) return null
      const given = Buffer.from(mac, 'base64url')
      const said = text.slice(0, text.lastIndexOf('.'))
      if (!one.macs.some((key) => timingSafeEqual(macOf(key, said), given))) return null
      const session = made(one.key, id, Number(began), Number(seen))
      const over = session.seen > seconds() + skew || session.endsAt <= seconds()
      return over || ended.has(id) ? null : session
    },
    continued({ key, id, began }) {
      const session = made(key, id, began, seconds())
      return { session, text: textOf(session) }
    },
    end: ({ id, closesAt }, entry) => ended.end({ id, until: closesAt }, entry),
    get current() {
      return ended.current
    },
  }
}

function made(key: ApiKey, id: string, began: number, seen: number): Session {
  const closesAt = began + longestSession
  return { key, id, began, seen, endsAt: Math.min(seen + longestIdle, closesAt), closesAt }
}

/** Of its own for each key: the hash of the key is in it, so whoever has the secret alone cannot make a session, and neither who has the hash alone. */
function macKey(secret: string, { name, sha256 }: ApiKey): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.from(sha256, 'hex'), `roompass admin session ${name}`, 32))
}

function macOf(key: Buffer, said: string): Buffer {
  return createHmac('sha256', key).update(said).digest()
}
