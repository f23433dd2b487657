// Which room a pass is about at the door: the one that it proves, else the one that its holder wrote, which the policy decides on (spec R31).
import type { Pass } from '@roompass/token'

/** Null: none in particular. */
export function roomOf({ roomId, claimed }: Pass): string | null {
  return roomId ?? claimed?.roomId ?? null
}
