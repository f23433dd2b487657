// How ZEGOCLOUD's web kit names the streams that a person publishes: for grants that list them.

/** The camera and the microphone, a file that is played, and the screen. */
const purposes = ['main', 'media', 'screensharing'] as const
const streamIdSet = /^[A-Za-z0-9_-]{1,120}$/

/**
 * The streams that ZEGOCLOUD's web kit publishes for a person in a room: `<roomId>_<userId>_main`, `_media` and `_screensharing`. A grant
 * with `streamIds` must list them, or the kit cannot publish.
 * @param roomId 1 to 120 letters, digits, `_` and `-`: stream IDs have no others
 * @param userId the same
 * @throws RangeError naming the argument
 * @example
 * const grant = { publish: true, streamIds: kitStreamIds('lobby', 'ada') }
 * const token = mintToken04({ userId: 'ada', roomId: 'lobby', grant, expiresIn: 3600 }, keys)
 */
export function kitStreamIds(roomId: string, userId: string): readonly string[] {
  for (const [name, value] of Object.entries({ roomId, userId })) {
    if (typeof value !== 'string' || !streamIdSet.test(value)) {
      throw new RangeError(`${name} must be 1 to 120 ASCII letters, digits, _ and -: stream IDs have no others`)
    }
  }
  return purposes.map((purpose) => `${roomId}_${userId}_${purpose}`)
}
