// STUN and TURN servers for one person. TURN credentials are made for them and die soon (TURN REST API: HMAC-SHA1 of `expiry:user`).
import { createHmac } from 'node:crypto'
import type { IceServer } from '@roompass/room/protocol'
import type { Settings } from '../config/settings.ts'

/** Seconds: a connection that stands goes on; whoever was removed cannot make new ones for long. */
const turnLifetime = 300

/** The list for a user. */
export function createIceServers(
  { iceServers, turn }: Settings['room'],
  now: () => number,
): (userId: string) => readonly IceServer[] {
  const fixed = iceServers.map(({ urls, username, credential }) => ({
    urls: typeof urls === 'string' ? [urls] : [...urls],
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  }))
  if (turn === null) return () => fixed
  return (userId) => {
    const username = `${Math.floor(now() / 1000) + turnLifetime}:${userId}`
    const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
    return [...fixed, { urls: [...turn.urls], username, credential }]
  }
}
