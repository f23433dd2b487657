// Which node a room lives on: rendezvous hashing. Each node finds the same answer from the same list, and when a node comes or goes only the rooms
// move that it gets or had.
import { hash } from 'node:crypto'

/** The home of a room among nodes; null among none. */
export function homeAmong(nodes: readonly string[], appId: number, roomId: string): string | null {
  let [home, highest]: [string | null, string] = [null, '']
  for (const url of nodes) {
    const weight = hash('sha256', `${url}\n${appId}\n${roomId}`)
    if (weight <= highest) continue
    home = url
    highest = weight
  }
  return home
}
