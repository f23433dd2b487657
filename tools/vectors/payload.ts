// R29: what a payload says, and what it grants.
import type { Hold } from './hold.ts'
import { depthOf, hasDuplicate, member, readJson, type Json, type JsonObject } from './json.ts'
import type { Grant } from './model.ts'
import { isRoomId } from './sets.ts'

export interface Payload {
  readonly roomId: string | null
  readonly grant: Grant
}

const unrestricted: Payload = { roomId: null, grant: { join: true, publish: true, streamIds: null } }
const nothing: Payload = { roomId: null, grant: { join: false, publish: false, streamIds: null } }
const documented = ['room_id', 'privilege', 'stream_id_list']

export function readPayload(payload: string, proven: boolean, official: boolean, hold: Hold): Payload {
  if (payload === '') return unrestricted
  hold(payload.isWellFormed(), 'R29', 'payload_invalid')
  const object = objectOf(payload)
  const understood = object === null ? null : understand(object)
  if (!proven) return understood ?? nothing
  const plain = object !== null && Buffer.byteLength(payload) <= 1024 && isAsDocumented(object)
  hold(official || (plain && understood !== null), 'R29', 'payload_invalid')
  const roomId = understood?.roomId ?? null
  hold(roomId === null || isRoomId(roomId), 'R29', 'room_id_invalid')
  return understood ?? nothing
}

function objectOf(payload: string): JsonObject | null {
  const value = readJson(payload)?.value
  const right = value?.is === 'object' && depthOf(value) <= 3 && !hasDuplicate(value) && isWellFormed(value)
  return right ? value : null
}

/** Null where a field is of a kind that says nothing. */
function understand(object: JsonObject): Payload | null {
  const room = valueOf(object, 'room_id')
  const privilege = valueOf(object, 'privilege')
  const streams = streamsOf(valueOf(object, 'stream_id_list'))
  if ((room !== null && room.is !== 'string') || (privilege !== null && privilege.is !== 'object')) return null
  if (streams === null) return null
  const gives = (key: string): boolean => {
    const value = privilege === null ? null : member(privilege, key)
    return value === null || (value?.is === 'number' && value.literal === '1')
  }
  const grant = { join: gives('1'), publish: gives('2'), streamIds: streams.length === 0 ? null : streams }
  return { roomId: room === null || room.text === '' ? null : room.text, grant }
}

/** Null for a field that is absent or null. */
function valueOf(object: JsonObject, key: string): Json | null {
  const value = member(object, key)
  return value === undefined || (value.is === 'word' && value.word === 'null') ? null : value
}

function streamsOf(value: Json | null): readonly string[] | null {
  if (value === null) return []
  const items = value.is === 'array' ? value.items : [value]
  const ids = items.flatMap((item) => (item.is === 'string' ? [item.text] : []))
  const right = value.is === 'array' && ids.length === items.length && ids.length <= 100
  return right && ids.every((id) => Buffer.byteLength(id) <= 256) ? ids : null
}

/** Only known keys, and values that the documents know. */
function isAsDocumented(object: JsonObject): boolean {
  if (!object.members.every(([key]) => documented.includes(key) || key.startsWith('x-'))) return false
  const privilege = member(object, 'privilege')
  if (valueOf(object, 'room_id') === null && member(object, 'room_id') !== undefined) return false
  if (privilege === undefined) return true
  return (
    privilege.is === 'object' && privilege.members.every(([key, part]) => (key === '1' || key === '2') && isBit(part))
  )
}

function isBit(part: Json): boolean {
  return part.is === 'number' && (part.literal === '0' || part.literal === '1')
}

function isWellFormed(value: Json): boolean {
  if (value.is === 'string') return value.text.isWellFormed()
  if (value.is === 'array') return value.items.every(isWellFormed)
  return value.is !== 'object' || value.members.every(([key, part]) => key.isWellFormed() && isWellFormed(part))
}
