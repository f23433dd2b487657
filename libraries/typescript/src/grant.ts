// What the holder may do in the room, and the payload that mint writes for it: privilege 1 is to join, 2 is to publish.
// How payloads are read is in payload.ts.
import type { Payload } from './codec/own_payload.ts'
import { fitsUtf8, isWellFormed } from './names.ts'

/**
 * What the holder may do in the room, as a pass says it. Frozen.
 * @example
 * const described = ({ join, publish, streamIds }: Grant): string =>
 *   !join ? 'may not enter' : !publish ? 'may watch' : `may publish ${streamIds?.join(', ') ?? 'any stream'}`
 * console.log(described(verify(kitToken, keys).grant))
 */
export interface Grant {
  /** May enter the room. */
  readonly join: boolean
  /** May send sound and picture. */
  readonly publish: boolean
  /** The streams that may be published, or null for any. */
  readonly streamIds: readonly string[] | null
}

/**
 * What the holder is to be allowed.
 * @example
 * const grants: Record<string, GrantInput> = { speaker: { publish: true }, guest: { publish: false } }
 * const kitToken = mint({ userId: 'ada', roomId: 'lobby', grant: grants['speaker'] ?? {}, expiresIn: 3600 }, keys)
 */
export interface GrantInput {
  /** May enter the room. Default true. */
  readonly join?: boolean
  /** May send sound and picture. Default false. */
  readonly publish?: boolean
  /** Default null: any. At most 100 of at most 256 bytes; an empty list means the same as null. */
  readonly streamIds?: readonly string[] | null
}

export const maxPayload = 1024
const maxStreams = 100
const maxStreamId = 256

/**
 * The payload for a room ("" for none) and what is to be allowed in it.
 * @throws TypeError or RangeError naming the argument
 */
export function payloadFor(roomId: string, input: GrantInput): Payload {
  if (typeof input !== 'object' || input === null) throw new TypeError('grant must be an object')
  const { join = true, publish = false, streamIds = null } = input
  if (typeof join !== 'boolean') throw new TypeError('grant.join must be a boolean')
  if (typeof publish !== 'boolean') throw new TypeError('grant.publish must be a boolean')
  if (streamIds === null) return { roomId, join, publish }
  if (!Array.isArray(streamIds)) throw new TypeError('grant.streamIds must be a list of strings or null')
  if (!isStreamList(streamIds)) {
    throw new RangeError(
      `grant.streamIds must be at most ${maxStreams} well-formed strings of at most ${maxStreamId} bytes`,
    )
  }
  const privilege = { 1: Number(join), 2: Number(publish) }
  const payload = JSON.stringify({ room_id: roomId, privilege, stream_id_list: streamIds })
  if (!fitsUtf8(payload, maxPayload)) {
    throw new RangeError(`grant.streamIds: the payload is longer than ${maxPayload} bytes`)
  }
  return payload
}

export function isStreamList(list: readonly unknown[]): list is readonly string[] {
  return (
    list.length <= maxStreams &&
    list.every((id) => typeof id === 'string' && isWellFormed(id) && fitsUtf8(id, maxStreamId))
  )
}
