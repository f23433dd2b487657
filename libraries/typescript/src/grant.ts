// What the holder may do in the room, and the payload that says so (spec R29): privilege 1 is to join, 2 is to publish.
import { KitTokenError } from './errors.ts'
import { isRoomId, isWellFormed, utf8Length } from './names.ts'
import { scanObject, type JsonObject, type JsonValue } from './codec/json.ts'

export interface Grant {
  readonly join: boolean
  readonly publish: boolean
  /** The streams that may be published, or null for any. */
  readonly streamIds: readonly string[] | null
}

export interface GrantInput {
  /** Default true. */
  readonly join?: boolean
  /** Default false. */
  readonly publish?: boolean
  /** Default null: any. At most 100 of at most 256 bytes; an empty list means the same as null. */
  readonly streamIds?: readonly string[] | null
}

export interface PayloadFacts {
  /** Null where the payload is bound to no room. */
  readonly roomId: string | null
  readonly grant: Grant
}

const maxPayload = 1024
const maxStreams = 100
const maxStreamId = 256
const named: ReadonlySet<string> = new Set(['room_id', 'privilege', 'stream_id_list'])

/** @throws TypeError or RangeError naming the argument */
export function writePayload(roomId: string, input: GrantInput): string {
  if (typeof input !== 'object' || input === null) throw new TypeError('grant must be an object')
  const { join = true, publish = false, streamIds = null } = input
  if (typeof join !== 'boolean') throw new TypeError('grant.join must be a boolean')
  if (typeof publish !== 'boolean') throw new TypeError('grant.publish must be a boolean')
  if (streamIds !== null && !Array.isArray(streamIds))
    throw new TypeError('grant.streamIds must be a list of strings or null')
  if (streamIds !== null && !isStreamList(streamIds)) {
    throw new RangeError(
      `grant.streamIds must be at most ${maxStreams} well-formed strings of at most ${maxStreamId} bytes`,
    )
  }
  const payload = JSON.stringify({
    room_id: roomId,
    privilege: { 1: Number(join), 2: Number(publish) },
    stream_id_list: streamIds,
  })
  if (utf8Length(payload) > maxPayload)
    throw new RangeError(`grant.streamIds: the payload is longer than ${maxPayload} bytes`)
  return payload
}

/**
 * What a payload says. A proven one may carry keys of an application ("x-…"), and its room must be one that can be entered.
 * @throws KitTokenError `payload_invalid`, `room_id_invalid`
 */
export function readPayload(payload: string, proven: boolean): PayloadFacts {
  if (payload === '') return { roomId: null, grant: grantOf({ join: true, publish: true, streamIds: null }) }
  const scanned = payload.length <= maxPayload && utf8Length(payload) <= maxPayload ? scanObject(payload, 3) : null
  if (scanned === null || scanned.duplicate) throw new KitTokenError('payload_invalid')
  const { object } = scanned
  const strange = [...object.keys()].some((key) => !named.has(key) && !(proven && key.startsWith('x-')))
  if (strange || !isWellFormedValue(object)) throw new KitTokenError('payload_invalid')
  const roomId = readRoom(object.get('room_id'))
  if (proven && roomId !== null && !isRoomId(roomId)) throw new KitTokenError('room_id_invalid', 'room_id')
  const streamIds = readStreams(object.get('stream_id_list'))
  return { roomId, grant: grantOf({ ...readPrivileges(object.get('privilege')), streamIds }) }
}

function readRoom(value: JsonValue | undefined): string | null {
  if (value === undefined || value === '') return null
  if (typeof value !== 'string') throw new KitTokenError('payload_invalid', 'room_id')
  return value
}

/** A right that is not named is not given; without any privileges the payload restricts nothing. */
function readPrivileges(value: JsonValue | undefined): { join: boolean; publish: boolean } {
  if (value === undefined) return { join: true, publish: true }
  if (!(value instanceof Map)) throw new KitTokenError('payload_invalid', 'privilege')
  const privileges: JsonObject = value
  for (const [key, bit] of privileges) {
    if ((key !== '1' && key !== '2') || (bit !== 0 && bit !== 1))
      throw new KitTokenError('payload_invalid', 'privilege')
  }
  return { join: privileges.get('1') === 1, publish: privileges.get('2') === 1 }
}

function readStreams(value: JsonValue | undefined): readonly string[] | null {
  if (value === undefined || value === null) return null
  if (!Array.isArray(value) || !isStreamList(value)) throw new KitTokenError('payload_invalid', 'stream_id_list')
  return value.length === 0 ? null : value
}

function isStreamList(list: readonly unknown[]): list is readonly string[] {
  return (
    list.length <= maxStreams &&
    list.every((id) => typeof id === 'string' && isWellFormed(id) && utf8Length(id) <= maxStreamId)
  )
}

function isWellFormedValue(value: JsonValue): boolean {
  if (typeof value === 'string') return isWellFormed(value)
  if (Array.isArray(value)) return value.every(isWellFormedValue)
  if (value instanceof Map) return [...value].every(([key, part]) => isWellFormed(key) && isWellFormedValue(part))
  return true
}

function grantOf(grant: Grant): Grant {
  if (grant.streamIds !== null) Object.freeze(grant.streamIds)
  return Object.freeze(grant)
}
