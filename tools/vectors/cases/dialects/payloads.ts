// What applications and official samples give to official generators as payload, which look at none of it.
import { unrestricted } from '../../craft.ts'
import type { DialectTest, Grant } from '../../model.ts'
import { given, nothing, opens, refused } from './dialect.ts'
import { spellAs } from './spell.ts'

const mayJoin: Grant = { ...unrestricted, publish: false }
const room = { room_id: 'room-1', privilege: { 1: 1, 2: 1 }, stream_id_list: null }
const payload = (value: unknown): { readonly payload: string } => ({ payload: JSON.stringify(value) })

const payloads: readonly DialectTest[] = [
  ...opens({ flags: ['Payload'] }, [
    ['python', 'the payload of its sample', { payload: '{"demoPayload": ""}' }],
    [
      'python',
      'the payload of its sample for rooms, with white space',
      {
        payload: '{"room_id": "room1", "privilege": {"1": 1, "2": 1}, "stream_id_list": null}',
      },
    ],
  ]),
  ...opens({ flags: ['Payload', 'Escapes'] }, [
    [
      'python',
      'a payload in which the encoder escaped everything',
      {
        payload: '{"room_id": "\\u623f\\u95f4"}',
      },
    ],
  ]),
  ...opens({ flags: ['Payload'] }, [
    [
      'dotnet',
      'the payload of its demo, with a privilege of 2',
      {
        payload: '{"room_id":"0002","stream_id_list":["0002"],"privilege":{"1":1,"2":2}}',
      },
      { grant: { join: true, publish: false, streamIds: ['0002'] } },
    ],
    [
      'php',
      'the payload of its sample, with an empty list of streams',
      payload({ ...room, privilege: { 1: 1, 2: 0 }, stream_id_list: [] }),
      { grant: mayJoin },
    ],
    ['php', 'privileges in an empty list', payload({ ...room, privilege: [] }), { grant: nothing }],
    [
      'php',
      'privileges in a list, since their keys were 0 and 1',
      payload({ ...room, privilege: [1, 1] }),
      { grant: nothing },
    ],
    ['go', 'privileges and streams that are nil', payload({ ...room, privilege: null })],
    ['java', 'only the privilege to join', payload({ room_id: '', privilege: { 1: 1 } }), { grant: mayJoin }],
    [
      'java',
      'only the privilege to publish',
      payload({ room_id: '', privilege: { 2: 1 } }),
      {
        grant: { ...unrestricted, join: false },
      },
    ],
    [
      'node',
      'privileges that are true and false',
      payload({ ...room, privilege: { 1: true, 2: false } }),
      { grant: nothing },
    ],
    ['node', 'privileges in strings', payload({ ...room, privilege: { 1: '1', 2: '1' } }), { grant: nothing }],
    [
      'node',
      'privileges by name',
      payload({ ...room, privilege: { loginRoom: 1, publishStream: 1 } }),
      { grant: nothing },
    ],
    ['node', 'a privilege that nobody knows', payload({ ...room, privilege: { 1: 1, 2: 1, 3: 1 } })],
    ['node', 'a room that is a number', payload({ ...room, room_id: 1 }), { grant: nothing }],
    ['node', 'a room that is null', payload({ ...room, room_id: null })],
    ['node', 'a room in Chinese', payload({ ...room, room_id: '房间' })],
    [
      'node',
      'streams of the kit',
      payload({ ...room, stream_id_list: ['room-1_user-1_main'] }),
      {
        grant: { ...unrestricted, streamIds: ['room-1_user-1_main'] },
      },
    ],
    [
      'node',
      '101 streams',
      payload({ ...room, stream_id_list: Array.from({ length: 101 }, (_, i) => `s${i}`) }),
      { grant: nothing },
    ],
    ['node', 'keys of an application', payload({ ...room, role: 'host', tags: ['a'], 'x-seat': 5 })],
    [
      'node',
      'keys of an application, deeper than is read',
      payload({ ...room, a: { b: { c: {} } } }),
      { grant: nothing },
    ],
    ['node', 'text that is no JSON', { payload: 'hello' }, { grant: nothing }],
    ['node', 'the word null', { payload: 'null' }, { grant: nothing }],
    ['node', 'a list', { payload: '["room-1"]' }, { grant: nothing }],
    ['node', 'JSON that ends too early', { payload: '{"privilege":{"1":1,"2":0}' }, { grant: nothing }],
    ['go', 'bytes that were no UTF-8, and are replaced', { payload: 'caf\ufffd' }, { grant: nothing }],
    ['node', 'a payload of 2000 bytes', payload({ ...room, note: 'x'.repeat(1900) })],
  ]),
]

const long: readonly DialectTest[] = [
  ...opens({ flags: ['Long', 'Payload'] }, [
    ['go', 'a payload of 5000 bytes', payload({ note: 'x'.repeat(4989) }), {}, 'token_malformed'],
    ['node', 'the longest claims of the CBC form', withClaims(32_751), {}, 'token_malformed'],
  ]),
  ...opens({ flags: ['Long', 'Payload', 'Gcm'] }, [
    ['node', 'the longest claims of the GCM form', { ...withClaims(32_751), format: 'gcm' }, {}, 'token_malformed'],
  ]),
  ...refused({ code: 'token_malformed', flags: ['Long', 'Fault'] }, [
    ['node', 'a byte more than 15 bits can count', withClaims(32_752)],
  ]),
]

/** A payload with which the claims have so many bytes. */
function withClaims(length: number): { readonly payload: string } {
  const empty = spellAs('node', { ...given, payload: '{"":""}' })
  return { payload: `{"":"${'x'.repeat(length - empty.length)}"}` }
}

export const payloadDialects: readonly DialectTest[] = [...payloads, ...long]
