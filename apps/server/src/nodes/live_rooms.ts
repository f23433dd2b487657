// Who is inside at this moment, on every node, and what an administrator may do about it. Whether they may was decided before; what was done is in
// the audit.
import { auditEntry, type AuditEvent } from '../audit/entry.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Answer, LiveRoom, Question, RoomPerson } from './local_rooms.ts'
import type { Others } from './others.ts'

export interface RoomsNow {
  /** By room ID. While a room moves to another node it may be here twice, with different people. */
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
  /** What this node says. */
  readonly say: (question: Question) => Answer
  /** Null where there is one process alone. */
  readonly others: Pick<Others, 'ask'> | null
  readonly audit: Pick<Store, 'recordAudit'>
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export function createLiveRooms({ appId, say, others, audit, log, now }: LiveRoomsParts): LiveRooms {
  const everywhere = async (question: Question) => {
    const own = say(question)
    const { answers, silent } = others === null ? { answers: [], silent: [] } : await others.ask(question)
    return { answers: [own, ...answers], silent }
  }
  const done = async (
    question: Question,
    event: AuditEvent,
    { roomId, userId }: RoomPerson,
    actor: string,
  ): Promise<boolean> => {
    const { answers } = await everywhere(question)
    if (!answers.some((answer) => answer.done)) return false
    // It is done already: somebody who was sent out is not let in again because a row is missing.
    await audit
      .recordAudit(auditEntry({ at: now(), event, actor, appId, roomId, userId }))
      .catch(() => log.error('audit_lost', { entry: event }))
    return true
  }

  return {
    async list() {
      const { answers, silent } = await everywhere({ do: 'list' })
      const rooms = answers.flatMap((answer) => answer.rooms)
      return { rooms: rooms.toSorted((a, b) => (a.roomId < b.roomId ? -1 : 1)), silent }
    },
    remove: (person, by) => done({ do: 'remove', ...personOf(person) }, 'room.removed', person, by),
    mute: (person, muted, by) =>
      done({ do: 'mute', ...personOf(person), muted }, muted ? 'room.muted' : 'room.unmuted', person, by),
  }
}

function personOf({ roomId, userId }: RoomPerson): RoomPerson {
  return { roomId, userId }
}
