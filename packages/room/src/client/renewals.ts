// Newer tokens on their way to the room: one at a time on the wire, and none lost with a connection.
import type { RefusedCode } from '../protocol/index.ts'
import { RoomError, type RoomErrorCode } from './types.ts'

interface Renewal {
  readonly kitToken: string
  resolve(): void
  reject(error: RoomError): void
}

export interface Renewals {
  /** True while a token waits that the room has not answered. */
  readonly waiting: boolean
  add(kitToken: string): Promise<void>
  /** A line is there: what waits is sent. A token that opened the door has been accepted. */
  open(): void
  close(): void
  /** The newest token, to open the door with; those before it do not matter any more. */
  takeForDoor(): string | null
  /** The hub accepted the token on the wire; gives it. */
  accepted(): string | null
  refused(code: RefusedCode): void
  /** The stay is over. */
  end(code: RoomErrorCode): void
}

export function createRenewals(send: (kitToken: string) => void): Renewals {
  let queue: Renewal[] = []
  /** Tried at the door; their fate is that of the attempt. */
  let atDoor: Renewal[] = []
  let isOpen = false

  const next = (): void => {
    const [first] = queue
    if (isOpen && first !== undefined) send(first.kitToken)
  }

  return {
    get waiting() {
      return queue.length > 0
    },
    add(kitToken) {
      return new Promise((resolve, reject) => {
        queue.push({ kitToken, resolve, reject })
        if (queue.length === 1) next()
      })
    },
    open() {
      isOpen = true
      for (const renewal of atDoor) renewal.resolve()
      atDoor = []
      next()
    },
    close() {
      isOpen = false
    },
    takeForDoor() {
      const newest = queue.at(-1)
      atDoor = [...atDoor, ...queue]
      queue = []
      return newest?.kitToken ?? null
    },
    accepted() {
      const done = queue.shift()
      done?.resolve()
      next()
      return done?.kitToken ?? null
    },
    refused(code) {
      queue.shift()?.reject(new RoomError(code))
      next()
    },
    end(code) {
      isOpen = false
      for (const renewal of [...atDoor, ...queue]) renewal.reject(new RoomError(code))
      queue = []
      atDoor = []
    },
  }
}
