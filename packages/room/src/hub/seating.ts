// Whether there is a seat for somebody who was admitted, and whose seats end for it (spec/room-protocol.md section 2.2). Decides alone: nothing
// here changes a room, so that whoever is refused has touched nobody.
import type { CloseName, Hello } from '../protocol/index.ts'
import type { Room } from './room.ts'
import type { Seat } from './seat.ts'
import type { HubPass } from './types.ts'
import type { World } from './world.ts'

/** A seat, for which those of `ends` make way; or none. */
export type Seating =
  | { readonly seated: true; readonly ends: readonly Seat[] }
  | { readonly seated: false; readonly close: CloseName; readonly reason: string }

export interface Newcomer {
  readonly hello: Pick<Hello, 'resume' | 'fresh'>
  readonly pass: HubPass
  /** Their own earlier stays, as they have proved. */
  readonly own: readonly Seat[]
}

/** For somebody who is to get a new seat. */
export function seatingOf(world: World, room: Room, { hello, pass, own }: Newcomer): Seating {
  const duplicates = pass.duplicates ?? world.duplicates
  const others = room.seatsOf(pass.userId).filter((seat) => !own.includes(seat))
  const makesWay = duplicates === 'newest' && others.length > 0
  // A page that was replaced, slept through it and reconnects by itself must not throw out the one that came after it.
  if (makesWay && hello.resume !== undefined && hello.fresh !== true)
    return none('replaced', 'a newer connection is inside')
  if (!makesWay && others.length >= mostOf(duplicates)) return none('already_joined', 'the user has a seat')
  const ends = makesWay ? [...own, ...others] : own
  return room.seats.size - ends.length < capOf(world, pass) ? { seated: true, ends } : none('room_full', 'no free seat')
}

/**
 * Whether a seat is still one that its new pass allows: those who came first keep theirs when a room is made smaller. Asked when a stay is renewed or
 * taken up again, so that no cap is one for newcomers alone.
 */
export function isWithinCap(world: World, room: Room, seat: Seat, pass: HubPass): boolean {
  return [...room.seats.values()].indexOf(seat) < capOf(world, pass)
}

function capOf({ limits }: World, { maxPeople }: HubPass): number {
  return maxPeople ?? limits.maxPeople
}

function mostOf(duplicates: 'oldest' | 'newest' | number): number {
  return typeof duplicates === 'number' ? duplicates : 1
}

function none(close: CloseName, reason: string): Seating {
  return { seated: false, close, reason }
}
