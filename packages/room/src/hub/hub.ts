// The hub: all rooms, keyed by app and room, and the doors that are still open.
import { createDoor, type Door, type House, type Place } from './door.ts'
import { createRoom, type Room, type RoomBook } from './room.ts'
import { summaryOf } from './seat.ts'
import { peerIdOfTicket, sameTicket } from './tickets.ts'
import { closeReasons } from '../protocol/index.ts'
import type { Hub, HubOptions } from './types.ts'
import { createWorld } from './world.ts'

/** A hub without people. Throws RangeError naming a limit that makes no sense. */
export function createHub(options: HubOptions): Hub {
  const world = createWorld(options)
  const rooms = new Map<string, Room>()
  const places = new Map<string, Place>()
  const doors = new Set<Door>()
  let closed = false

  const book: RoomBook = {
    taken(room, seat) {
      rooms.set(keyOf(room.appId, room.roomId), room)
      places.set(seat.peerId, { room, seat })
    },
    freed(room, seat) {
      places.delete(seat.peerId)
      if (room.seats.size === 0) rooms.delete(keyOf(room.appId, room.roomId))
    },
  }

  const house: House = {
    opensTo(ticket) {
      const place = ticket === undefined ? undefined : places.get(peerIdOfTicket(ticket))
      return ticket !== undefined && place !== undefined && sameTicket(ticket, place.seat.ticket) ? place : undefined
    },
    roomFor: ({ appId, roomId }) => rooms.get(keyOf(appId, roomId)) ?? createRoom(world, book, appId, roomId),
  }

  return {
    opened(connection, context = {}) {
      if (closed) {
        connection.close(closeReasons.restart.code, 'restart')
        return { message: () => undefined, closed: () => undefined }
      }
      const door = createDoor(world, house, connection, context.address, () => doors.delete(door))
      doors.add(door)
      return door
    },
    get size() {
      return places.size
    },
    get roomCount() {
      return rooms.size
    },
    rooms: () =>
      [...rooms.values()].map(({ appId, roomId, seats }) => ({
        appId,
        roomId,
        people: [...seats.values()].map(summaryOf),
      })),
    remove(appId, roomId, userId, why = 'removed', peerId) {
      // Whoever is being admitted at this moment was judged by what was true before; who is to lose one stay of several was not meant.
      if (peerId === undefined) for (const door of doors) door.forbid({ appId, roomId, userId }, why)
      const room = rooms.get(keyOf(appId, roomId))
      const seats = (room?.seatsOf(userId) ?? []).filter((seat) => peerId === undefined || seat.peerId === peerId)
      for (const seat of seats) room?.leave(seat, why)
      return seats.length > 0
    },
    shorten(peerId, expiresAt) {
      const place = places.get(peerId)
      if (place === undefined || place.seat.pass.expiresAt <= expiresAt) return false
      place.room.shorten(place.seat, expiresAt)
      return true
    },
    mute(appId, roomId, userId, muted) {
      const room = rooms.get(keyOf(appId, roomId))
      const changed = (room?.seatsOf(userId) ?? []).filter((seat) => room?.mute(seat, muted))
      return changed.length > 0
    },
    dissolve(appId, roomId) {
      const room = rooms.get(keyOf(appId, roomId))
      room?.dissolve('restart')
      return room !== undefined
    },
    async drain(spreadMs) {
      closed = true
      for (const door of doors) door.shut('restart')
      // A room at a time, evenly: its people come back together, and not all rooms at once.
      const each = spreadMs / Math.max(1, rooms.size)
      await Promise.all([...rooms.values()].map((room, i) => endsAfter(room, each * i)))
    },
    close() {
      closed = true
      for (const door of doors) door.shut('restart')
      for (const room of rooms.values()) room.dissolve('restart')
    },
  }

  function endsAfter(room: Room, ms: number): Promise<void> {
    return new Promise((ended) =>
      world.clock.after(ms, () => {
        room.dissolve('restart')
        ended()
      }),
    )
  }
}

/** An app's id is a number: no room id can imitate another app's key. */
function keyOf(appId: number, roomId: string): string {
  return `${appId}:${roomId}`
}
