// What payloads grant, and which spellings of unsigned suffixes are taken.
import { appId, bare, foreignIv, honest, unrestricted, unsigned, type Ask } from '../../craft.ts'
import type { Grant, VerifyTest } from '../../model.ts'
import { suffixJson } from '../../primitives.ts'
import { passes } from './case.ts'

/** A sealed payload, what it grants, and the room that it proves. */
function granted(
  payload: string,
  grant: Partial<Grant>,
  roomId: string | null = null,
): readonly [Ask, { roomId: string | null; grant: Grant }] {
  return [
    { ...unsigned, payload, shown: { roomId: roomId ?? 'room-1' } },
    { roomId, grant: { ...unrestricted, ...grant } },
  ]
}

const hundred = Array.from({ length: 100 }, (_, i) => `s${i}`)

const payloads = passes({ flags: ['Payload'] }, [
  ['an empty object, which restricts nothing', ...granted('{}', {})],
  ['privileges without a room', ...granted('{"privilege":{"1":1,"2":1}}', {})],
  ['a room without privileges', ...granted('{"room_id":"r"}', {}, 'r')],
  [
    'an empty room ID, which is no room',
    ...granted('{"room_id":"","privilege":{"1":1,"2":1},"stream_id_list":null}', {}),
  ],
  ['publishing denied', ...granted('{"privilege":{"1":1,"2":0}}', { publish: false })],
  ['joining denied', ...granted('{"privilege":{"1":0,"2":1}}', { join: false })],
  ['publishing not named, and so not given', ...granted('{"privilege":{"1":1}}', { publish: false })],
  ['joining not named, and so not given', ...granted('{"privilege":{"2":1}}', { join: false })],
  ['no privilege named, and none given', ...granted('{"privilege":{}}', { join: false, publish: false })],
  ['streams', ...granted('{"privilege":{"1":1,"2":1},"stream_id_list":["a","b"]}', { streamIds: ['a', 'b'] })],
  ['an empty list of streams, which restricts nothing', ...granted('{"stream_id_list":[]}', {})],
  ['streams that are null', ...granted('{"stream_id_list":null}', {})],
  ['a hundred streams', ...granted(JSON.stringify({ stream_id_list: hundred }), { streamIds: hundred })],
  [
    'a stream ID of 256 bytes',
    ...granted(JSON.stringify({ stream_id_list: ['é'.repeat(128)] }), { streamIds: ['é'.repeat(128)] }),
  ],
  [
    'white space, as the encoders of applications write it',
    ...granted('{"room_id": "r", "privilege": {"1": 1, "2": 0}}', { publish: false }, 'r'),
  ],
  [
    'fields in another order',
    ...granted('{"stream_id_list":null,"privilege":{"2":0,"1":1},"room_id":"r"}', { publish: false }, 'r'),
  ],
  ['keys of an application', ...granted('{"room_id":"r","x-app":{"a":[1,2.5]},"x-":null,"x-e":1e999}', {}, 'r')],
  [
    'escapes in keys and values',
    ...granted('{"room\\u005fid":"\\u0072","privilege":{"\\u0031":1}}', { publish: false }, 'r'),
  ],
  ['the longest room', ...granted(JSON.stringify({ room_id: 'r'.repeat(128) }), {}, 'r'.repeat(128))],
  ['a payload of 1024 bytes', ...granted(JSON.stringify({ 'x-note': 'é'.repeat(505) + 'x' }), {})],
])

const { userId: userID } = honest
const written = (json: (text: string) => string): Ask => ({
  ...unsigned,
  json: (shown) => json(suffixJson(shown, null)),
})
const fields = (values: object): Ask => written(() => JSON.stringify({ userID, ...values, appID: appId }))
const claimed = (roomId: string | null, userName: string) => ({ claimed: { roomId, userName } })

const suffixes = passes({ flags: ['Tolerance', 'Sealed'] }, [
  ['an AppID in a string', written((text) => text.replace(String(appId), `"${appId}"`))],
  ['white space in the suffix', written((text) => text.replaceAll(',', ', ').replaceAll(':', ' : '))],
  [
    'eight unknown fields',
    written((text) => text.replace('}', ',"a":1,"b":1.5,"c":"c","d":true,"e":false,"f":null,"g":-0,"h":1e9}')),
  ],
  ['an unknown field named __proto__', written((text) => text.replace('}', ',"__proto__":null}'))],
  ['no user name, which is an empty one', fields({ roomID: 'room-1' }), claimed('room-1', '')],
  ['no room', fields({ userName: 'Ada' }), claimed(null, 'Ada')],
  ['a room that is null', fields({ roomID: null, userName: 'Ada' }), claimed(null, 'Ada')],
  [
    'a user name that is not encoded and needs no encoding',
    fields({ roomID: 'room-1', userName: 'Ada Lovelace' }),
    claimed('room-1', 'Ada Lovelace'),
  ],
  [
    'a plus in a user name, which is a plus',
    fields({ roomID: 'room-1', userName: 'Ada+L' }),
    claimed('room-1', 'Ada+L'),
  ],
  [
    'a user name that is encoded in lowercase hex',
    fields({ roomID: 'room-1', userName: 'Zo%c3%ab' }),
    claimed('room-1', 'Zoë'),
  ],
  ['escapes in the suffix', written((text) => text.replace('"userID":"user-1"', '"\\u0075serID":"user\\u002d1"'))],
  ['a suffix of 2048 bytes', written((text) => text.replace('}', `,"more":"${'m'.repeat(2048 - text.length - 10)}"}`))],
])

const official = passes({ flags: ['Official', 'Tolerance'] }, [
  [
    'a sealed token beside a room in Latin-1',
    { ...bare, ...written((text) => text.replace('room-1', 'Büro')) },
    claimed(null, 'Ada'),
  ],
  [
    'a sealed token beside a room with a space',
    { ...bare, ...unsigned, shown: { roomId: 'my room' } },
    claimed(null, 'Ada'),
  ],
  [
    'a sealed token beside a name that may not be shown',
    { ...bare, ...unsigned, shown: { encodedName: 'Ada%E2%80%AE' } },
    claimed('room-1', ''),
  ],
  [
    'a bare token beside both',
    { ...bare, ...unsigned, ...foreignIv, shown: { roomId: 'my room', encodedName: 'Ada%0A' } },
    { trust: 'bare', ...claimed(null, '') },
  ],
  [
    'a suffix of 16384 bytes',
    { ...bare, ...written((text) => text.replace('}', `,"more":"${'m'.repeat(16_384 - text.length - 10)}"}`)) },
  ],
])

export const wordCases: readonly VerifyTest[] = [...payloads, ...suffixes, ...official]
