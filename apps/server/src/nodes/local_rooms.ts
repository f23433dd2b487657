// The rooms of one node: what it says when it is asked about them, and does in them. All of them together are live_rooms.ts.
import type { Hub, SeatSummary } from '@roompass/room/hub'
import { tidPrefix } from '../audit/entry.ts'

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

/** What can be asked of a node, as data. */
export type Question =
  | { readonly do: 'list' }
  | ({ readonly do: 'remove' } & RoomPerson)
  | ({ readonly do: 'mute'; readonly muted: boolean } & RoomPerson)

export interface Answer {
  readonly rooms: readonly LiveRoom[]
  /** Whether there was something to do, and it is done. */
  readonly done: boolean
}

/** @param node its URL; null where it is alone */
export function sayOf(
  hub: Pick<Hub, 'rooms' | 'remove' | 'mute'>,
  appId: number,
  node: string | null,
): (question: Question) => Answer {
  return (question) => {
    if (question.do === 'list') return { rooms: roomsOf(hub, appId, node), done: true }
    const { roomId, userId } = question
    const done =
      question.do === 'remove' ? hub.remove(appId, roomId, userId) : hub.mute(appId, roomId, userId, question.muted)
    return { rooms: [], done }
  }
}

function roomsOf(hub: Pick<Hub, 'rooms'>, appId: number, node: string | null): LiveRoom[] {
  return hub
    .rooms()
    .filter((room) => room.appId === appId)
    .map(({ roomId, people }) => ({
      roomId,
      node,
      people: people.map((person) => ({ ...person, tid: tidPrefix(person.tid) })),
    }))
}
