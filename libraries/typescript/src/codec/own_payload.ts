// The payload that mint writes for a room and two rights. It stands in the claims as JSON inside of a JSON string; there it is spelled
// and read together with them, since reading JSON twice takes as long as decrypting it.

export interface OwnPayload {
  /** "" for none. */
  readonly roomId: string
  readonly join: boolean
  readonly publish: boolean
}

/** A payload: its text, or what it says where it is spelled as mint does. */
export type Payload = string | OwnPayload

/** The text of a payload. */
export function textOfPayload(payload: Payload): string {
  if (typeof payload === 'string') return payload
  const { roomId, join, publish } = payload
  return `{"room_id":"${roomId}","privilege":{"1":${bit(join)},"2":${bit(publish)}},"stream_id_list":null}`
}

/** A payload as it stands in the claims. Nothing in a room ID needs an escape. */
export function spellPayload(payload: Payload): string {
  if (typeof payload === 'string') return JSON.stringify(payload)
  const { roomId, join, publish } = payload
  return `"{\\"room_id\\":\\"${roomId}\\",\\"privilege\\":{\\"1\\":${bit(join)},\\"2\\":${bit(publish)}},\\"stream_id_list\\":null}"`
}

/** A pattern for what {@link spellPayload} makes of an own one, with three groups for {@link ownPayloadOf}. */
export const ownPayload: string =
  '"\\{\\\\"room_id\\\\":\\\\"([!$-[\\]-~]{0,128})\\\\",\\\\"privilege\\\\":\\{\\\\"1\\\\":([01]),\\\\"2\\\\":([01])\\},\\\\"stream_id_list\\\\":null\\}"'

export function ownPayloadOf(roomId: string, join: string, publish: string): OwnPayload {
  return { roomId, join: join === '1', publish: publish === '1' }
}

function bit(right: boolean): string {
  return right ? '1' : '0'
}
