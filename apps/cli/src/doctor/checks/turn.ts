// STUN and TURN servers, asked as a browser asks them, with credentials as a person in a room gets them.
import { createIceServers } from '@roompass/server'
import { allocate, bind, OpenRelay, Refused } from '../stun/allocate.ts'
import { openLine } from '../stun/line.ts'
import { iceUrl, type IceUrl } from '../stun/url.ts'
import { failed, needsConfig, ok, skipped, warning, type Check, type Verdict } from '../verdict.ts'

interface Server {
  readonly url: string
  readonly username: string
  readonly password: string
}

export const turn: Check = {
  id: 'turn',
  async run({ settings }, signal) {
    if (settings === null) return needsConfig
    const servers = createIceServers(
      settings.room,
      Date.now,
    )('doctor').flatMap(({ urls, username = '', credential = '' }): Server[] =>
      [urls].flat().map((url) => ({ url, username, password: credential })),
    )
    if (servers.length === 0) {
      return [skipped('none is configured: people behind strict firewalls see and hear nobody (room.turn)')]
    }
    return (await Promise.all(servers.map((server) => judge(server, signal)))).flat()
  },
}

async function judge({ url: text, username, password }: Server, signal: AbortSignal): Promise<Verdict[]> {
  const url = iceUrl(text)
  if (url === null)
    return [failed(`${shown(text)} is no URL of such a server`, 'write turn:turn.example.org:3478?transport=udp')]
  if (url.transport === 'dtls') return [skipped(`${text}: DTLS is not looked at`)]
  try {
    const line = await openLine(url, signal)
    try {
      if (!url.relay) return [ok(`${text} answers${seenAs(await bind(line))}`)]
      if (username === '')
        return [failed(`${text} has no credentials`, 'give room.turn its secret, or the entry username and credential')]
      const { relay } = await allocate(line, { username, password })
      return [ok(`${text} gives a relay${relay === null ? '' : `, ${relay}`}`), ...relayFaults(text, url, relay)]
    } finally {
      line.close()
    }
  } catch (error) {
    return [verdictOf(text, url, error)]
  }
}

/** Somebody may have put a password where none belongs. */
function shown(text: string): string {
  return text.replace(/\/\/.*@/, '//…@')
}

function seenAs(address: string | null): string {
  return address === null ? '' : `, and sees this machine as ${address}`
}

const inside =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/

/** A relay with an address that only its own network can reach, at a server that others reach. */
function relayFaults(text: string, { host }: IceUrl, relay: string | null): Verdict[] {
  if (relay === null || !inside.test(relay) || inside.test(host) || host === 'localhost') return []
  return [
    warning(
      `${text} gives a relay at ${relay}, which nobody outside its network reaches`,
      'tell it its public address (coturn: external-ip)',
    ),
  ]
}

function verdictOf(text: string, { transport }: IceUrl, error: unknown): Verdict {
  if (error instanceof OpenRelay)
    return failed(
      `${text} relays for anybody`,
      'let it ask for credentials (coturn: use-auth-secret, static-auth-secret)',
    )
  if (error instanceof Refused)
    return failed(`${text}: ${error.message}`, mends[error.code ?? 0] ?? 'look into its log')
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return failed(
      `${text} does not answer`,
      `look whether it runs, and whether ${transport} gets there through the firewalls`,
    )
  const mend =
    transport === 'tls'
      ? 'look at host, port and certificate (its name, its end, its chain)'
      : 'look at host and port, and whether it runs'
  return failed(`${text} cannot be reached: ${code}`, mend)
}

const mends: Readonly<Record<number, string>> = {
  400: 'look into its log: it does not take what browsers ask',
  401: 'room.turn.secret and its secret must be the same (coturn: static-auth-secret, with use-auth-secret), and both clocks right',
  403: 'its rules forbid this; look into its log',
  441: 'room.turn.secret and its secret must be the same (coturn: static-auth-secret)',
  486: 'its quota of relays for one person is used up (coturn: user-quota)',
  508: 'it has no relay left (coturn: total-quota, min-port, max-port)',
}
