// How many connections there may be: of one network, so that nobody takes them all, and of everybody, so that files are left for the store.
import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf } from '../network.ts'
import type { RoomDoor } from './room_door.ts'

/** The part of the files of a process that may be connections. */
const share = 0.8

/** Connections beyond the limits are closed before anything is read. A trusted proxy speaks for many: it has no limit of its own. */
export function limitSockets(
  server: Server,
  { isProxy, socketsPerNetwork }: Pick<RoomDoor, 'isProxy' | 'socketsPerNetwork'>,
  files: number | null = filesOfProcess(),
): void {
  if (files !== null) server.maxConnections = Math.max(1, Math.floor(files * share))
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (isProxy(address)) return
    const network = networkOf(address)
    const before = open.get(network) ?? 0
    if (before >= socketsPerNetwork) {
      socket.destroy()
      return
    }
    open.set(network, before + 1)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left === 0) open.delete(network)
      else open.set(network, left)
    })
  })
}

/** How many files this process may have open; null where the system does not say so. */
function filesOfProcess(): number | null {
  try {
    const soft = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
    return soft === undefined ? null : Number(soft)
  } catch {
    return null
  }
}
