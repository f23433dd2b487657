// Who is inside at this moment, and what an administrator may do about it. Whether that is allowed was decided before; what was done is in the audit.
import type { Hub, SeatSummary } from '@roompass/room/hub'
import { auditEntry, tidPrefix, type AuditEvent } from '../audit/entry.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'

/** Somebody in a room of the app. */
export interface RoomPerson {
  readonly roomId: string
  readonly userId: string
}

/** A person as an administrator sees them. `tid` is the beginning of their token's ID, as in the audit. */
export type LivePerson = SeatSummary

export interface LiveRoom {
  readonly roomId: string
  /** Where it is held: the URL of the node; null where there is one process alone. */
  readonly node: string | null
  /** In the order in which they joined. */
  readonly people: readonly LivePerson[]
}

export interface RoomsNow {
  /** By room ID. */
  readonly rooms: readonly LiveRoom[]
  /** URLs of nodes that did not answer: what is on them is missing here. */
  readonly silent: readonly string[]
}

export interface LiveRooms {
  /** Rooms with somebody in them. */
  list(): Promise<RoomsNow>
  /**
   * Ends a stay with 4420 `removed`. They may come back with their token: to keep them out, revoke it.
   * @param by who wants it, for the audit
   * @returns false when they are in no such room
   */
  remove(person: RoomPerson, by: string): Promise<boolean>
  /**
   * Takes the right to publish for the rest of a stay, or gives it back (spec/room-protocol.md section 6.3).
   * @returns false when they are in no such room, or it is so already
   */
  mute(person: RoomPerson, muted: boolean, by: string): Promise<boolean>
}

export interface LiveRoomsParts {
  readonly appId: number
  readonly hub: Pick<Hub, 'rooms' | 'remove' | 'mute'>
  readonly audit: Pick<Store, 'recordAudit'>
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function createLiveRooms({ appId, hub, audit, log, now }: LiveRoomsParts): LiveRooms {
  const record = (event: AuditEvent, { roomId, userId }: RoomPerson, actor: string): Promise<void> =>
    // It is done already: somebody who was sent out is not let in again because a row is missing.
    audit
      .recordAudit(auditEntry({ at: now(), event, actor, appId, roomId, userId }))
      .catch(() => log.error('audit_lost', { entry: event }))

  return {
    async list() {
      return { rooms: localRooms(hub, appId), silent: [] }
    },
    async remove(person, by) {
      const done = hub.remove(appId, person.roomId, person.userId)
      if (done) await record('room.removed', person, by)
      return done
    },
    async mute(person, muted, by) {
      const done = hub.mute(appId, person.roomId, person.userId, muted)
      if (done) await record(muted ? 'room.muted' : 'room.unmuted', person, by)
      return done
    },
  }
}

/** The rooms of an app on this node. */
function localRooms(hub: Pick<Hub, 'rooms'>, appId: number): LiveRoom[] {
  return hub
    .rooms()
    .filter((room) => room.appId === appId)
    .map(({ roomId, people }) => ({
      roomId,
      node: null,
      people: people.map((person) => ({ ...person, tid: tidPrefix(person.tid) })),
    }))
    .toSorted((a, b) => (a.roomId < b.roomId ? -1 : 1))
}
