// What the payload of a Token04 says (spec R29): the room and the rights that were encrypted together with the user.
import type { Reading } from './codec/bounds.ts'
import { scanObject, type JsonObject, type JsonValue } from './codec/json.ts'
import type { OwnPayload, Payload } from './codec/own_payload.ts'
import { KitTokenError } from './errors.ts'
import { isStreamList, maxPayload, type Grant } from './grant.ts'
import { fitsUtf8, isRoomId, isWellFormed } from './names.ts'

export interface PayloadFacts {
  /** Null where the payload is bound to no room. */
  readonly roomId: string | null
  readonly grant: Grant
}

const maxDepth = 3
const named: ReadonlySet<string> = new Set(['room_id', 'privilege', 'stream_id_list'])
const unrestricted = factsOf(null, { join: true, publish: true, streamIds: null })
const nothing = factsOf(null, { join: false, publish: false, streamIds: null })

/**
 * What a payload says. A proven one is as mint and the documents have it, beside keys of an application ("x-…").
 * In official reading, and unproven, it may be whatever an application gave to a generator: what is not understood there grants nothing.
 * @throws KitTokenError `payload_invalid`, `room_id_invalid`
 */
export function readPayload(payload: Payload, proven: boolean, reading: Reading): PayloadFacts {
  if (payload === '') return unrestricted
  if (typeof payload !== 'string') return factsOfOwn(payload)
  if (!isWellFormed(payload)) throw new KitTokenError('payload_invalid')
  const facts = proven && reading === 'own' ? readOwn(payload) : readOfficial(payload)
  // Nobody may believe that a token is bound to no room when it is bound to one that cannot be.
  if (proven && facts.roomId !== null && !isRoomId(facts.roomId)) throw new KitTokenError('room_id_invalid', 'room_id')
  return facts
}

function factsOfOwn({ roomId, join, publish }: OwnPayload): PayloadFacts {
  return factsOf(roomId === '' ? null : roomId, { join, publish, streamIds: null })
}

function readOwn(payload: string): PayloadFacts {
  const object = fitsUtf8(payload, maxPayload) ? objectOf(payload) : null
  if (object === null || [...object.keys()].some((key) => !named.has(key) && !key.startsWith('x-'))) {
    throw new KitTokenError('payload_invalid')
  }
  const odd = oddField(object)
  if (odd !== null) throw new KitTokenError('payload_invalid', odd)
  const facts = understand(object)
  if (typeof facts === 'string') throw new KitTokenError('payload_invalid', facts)
  return facts
}

function readOfficial(payload: string): PayloadFacts {
  const object = objectOf(payload)
  const facts = object === null ? null : understand(object)
  return facts === null || typeof facts === 'string' ? nothing : facts
}

/** The object of a payload, with strings that are text and keys that stand once; null for anything else. */
function objectOf(payload: string): JsonObject | null {
  const scanned = scanObject(payload, maxDepth)
  return scanned === null || scanned.duplicate || !isWellFormedValue(scanned.object) ? null : scanned.object
}

/** The first field with a value that the documents do not know, though its meaning can be guessed. */
function oddField(object: JsonObject): string | null {
  if (object.get('room_id') === null) return 'room_id'
  const privilege = object.get('privilege')
  if (privilege === undefined) return null
  const plain = privilege instanceof Map && [...privilege].every(([key, bit]) => isPrivilege(key) && isBit(bit))
  return plain ? null : 'privilege'
}

function isPrivilege(key: string): boolean {
  return key === '1' || key === '2'
}

function isBit(value: JsonValue): boolean {
  return value === 0 || value === 1
}

/** The facts, or the name of the field that is not of its kind. Null is as good as absent, and restricts nothing. */
function understand(object: JsonObject): PayloadFacts | string {
  const room = object.get('room_id') ?? ''
  if (typeof room !== 'string') return 'room_id'
  const privilege = object.get('privilege') ?? null
  if (privilege !== null && !(privilege instanceof Map)) return 'privilege'
  const streams = object.get('stream_id_list') ?? []
  if (!Array.isArray(streams) || !isStreamList(streams)) return 'stream_id_list'
  const streamIds = streams.length === 0 ? null : streams
  return factsOf(room === '' ? null : room, { join: gives(privilege, '1'), publish: gives(privilege, '2'), streamIds })
}

/** A right that is not named is not given, nor is one with any value but 1; without any privileges nothing is restricted. */
function gives(privilege: JsonObject | null, key: string): boolean {
  return privilege === null || privilege.get(key) === 1
}

function factsOf(roomId: string | null, grant: Grant): PayloadFacts {
  if (grant.streamIds !== null) Object.freeze(grant.streamIds)
  return { roomId, grant: Object.freeze(grant) }
}

function isWellFormedValue(value: JsonValue): boolean {
  if (typeof value === 'string') return isWellFormed(value)
  if (Array.isArray(value)) return value.every(isWellFormedValue)
  if (value instanceof Map) return [...value].every(([key, part]) => isWellFormed(key) && isWellFormedValue(part))
  return true
}
