// Who is in the room, as signals for the tiles and as batches for the page's onUserJoin and onUserLeave.
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { Participant, RoomClient } from '@roompass/room/client'
import { personOf, type Person } from './room_types.ts'
import type { KitUser } from '../room_config.ts'
import type { Callbacks } from './settings.ts'

export interface People {
  readonly self: ReadonlySignal<Person | null>
  readonly others: ReadonlySignal<readonly Person[]>
  /** Self first, then the others in the order in which they came: a tile never moves because someone joined. */
  readonly all: ReadonlySignal<readonly Person[]>
  follow(room: RoomClient): void
  /** Someone is there. True for a newcomer, false for who was there before us. */
  joined(person: Participant): boolean
  left(person: Participant): void
  refresh(): void
  clear(): void
}

export function createPeople(callbacks: Pick<Callbacks, 'onUserJoin' | 'onUserLeave'>): People {
  const self = signal<Person | null>(null)
  const others = signal<readonly Person[]>([])
  let room: RoomClient | null = null
  let known = new Set<string>()
  let settled = false
  // The room reports people one by one; the page gets those of one moment in one call, as ZEGOCLOUD's kit does.
  const arrivals = createBatch(callbacks.onUserJoin)
  const departures = createBatch(callbacks.onUserLeave)

  const refresh = (): void => {
    if (room === null) return
    self.value = room.self === null ? null : personOf(room.self)
    others.value = room.participants.map(personOf)
  }

  return {
    self,
    others,
    all: computed(() => (self.value === null ? others.value : [self.value, ...others.value])),
    follow(next) {
      room = next
      refresh()
      queueMicrotask(() => {
        settled = room === next
      })
    },
    joined(person) {
      refresh()
      if (person.isSelf || known.has(person.peerId)) return false
      known.add(person.peerId)
      arrivals.add(userOf(person))
      return settled
    },
    left(person) {
      refresh()
      if (known.delete(person.peerId)) departures.add(userOf(person))
    },
    refresh,
    clear() {
      arrivals.drop()
      departures.drop()
      room = null
      known = new Set()
      settled = false
      self.value = null
      others.value = []
    },
  }
}

function userOf({ userId, userName }: Participant): KitUser {
  return { userID: userId, userName }
}

function createBatch(deliver: (users: KitUser[]) => void): { add(user: KitUser): void; drop(): void } {
  let waiting: KitUser[] = []
  return {
    add(user) {
      waiting.push(user)
      if (waiting.length > 1) return
      queueMicrotask(() => {
        const users = waiting
        waiting = []
        if (users.length > 0) deliver(users)
      })
    },
    drop() {
      waiting = []
    },
  }
}
