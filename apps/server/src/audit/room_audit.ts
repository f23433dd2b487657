// What happens in rooms, for the audit. People come and go whether or not the store answers: a lost entry is said in the log.
import type { HubEvent } from '@roompass/room/hub'
import type { Log } from '../log.ts'
import type { LocalLimiter } from '../limits/limiter.ts'
import { networkOf } from '../network.ts'
import type { Store } from '../store/store.ts'
import { auditEntry, tidPrefix, type AuditEntry } from './entry.ts'

/** An observer for the hub. */
export function createRoomAudit(
  store: Pick<Store, 'recordAudit'>,
  log: Log,
  now: () => number,
  perNetwork: Pick<LocalLimiter, 'take'>,
): (event: HubEvent) => void {
  return (event) => {
    const entry = entryOf(event, now())
    if (entry === null) return
    // Anybody can be refused at the door, as often as they like.
    if (event.type === 'refused' && perNetwork.take(entry.network ?? 'unknown') !== 0) return
    store.recordAudit(entry).catch(() => log.error('audit_lost', { entry: entry.event }))
  }
}

function entryOf(event: HubEvent, at: number): AuditEntry | null {
  if (event.type === 'dropped') return null
  if (event.type === 'refused') {
    const network = event.address === undefined ? null : networkOf(event.address)
    return auditEntry({ at, event: 'room.refused', reason: `${event.close}: ${event.reason}`, network })
  }
  const { type, appId, roomId, userId, tid } = event
  const reason = event.type === 'left' ? event.reason : null
  return auditEntry({
    at,
    event: `room.${type}`,
    actor: `token:${userId}`,
    appId,
    roomId,
    userId,
    tid: tidPrefix(tid),
    reason,
  })
}
