// Rooms that are here and live elsewhere since the nodes changed: they end with 1012, one after the other, and their people meet again at home.
import type { Hub } from '@roompass/room/hub'

export interface MovesParts {
  readonly hub: Pick<Hub, 'rooms' | 'dissolve'>
  readonly isHere: (roomId: string) => boolean
  /** Milliseconds over which they end. */
  readonly spreadMs: number
}

/** @returns looks for such rooms; call it whenever the nodes may have changed */
export function createMoves({ hub, isHere, spreadMs }: MovesParts): () => void {
  const leaving = new Set<string>()
  const end = (appId: number, roomId: string): void => {
    leaving.delete(roomId)
    // The node may have come back meanwhile, or the room be empty.
    if (!isHere(roomId)) hub.dissolve(appId, roomId)
  }
  return () => {
    const away = hub.rooms().filter(({ roomId }) => !isHere(roomId) && !leaving.has(roomId))
    for (const [i, { appId, roomId }] of away.entries()) {
      leaving.add(roomId)
      setTimeout(() => end(appId, roomId), (spreadMs / away.length) * i).unref()
    }
  }
}
