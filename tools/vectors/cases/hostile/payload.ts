// Payloads of proven tokens that are not as mint and the documents have them: R29.
import { alone, bare, foreignIv } from '../../craft.ts'
import type { HostileTest } from '../../model.ts'
import { breaking, type Bend } from './breaks.ts'

const payload = (text: string): Bend => ({ ...alone, payload: text })
const of = (value: unknown): Bend => payload(JSON.stringify(value))

const shape: readonly HostileTest[] = [
  ...breaking({ rule: 'R29', code: 'payload_invalid', flags: ['Payload'] }, [
    ['a payload that is no JSON', payload('hello')],
    ['a payload of white space', payload(' ')],
    ['a payload that is a list', payload('[]')],
    ['a payload that is a string', payload('"room-1"')],
    ['a payload that is null, as text', payload('null')],
    ['a payload with something after it', payload('{}{}')],
    ['a payload that ends too early', payload('{"privilege":{"1":1,"2":0}')],
    ['a payload with single quotes', payload("{'room_id':'room-1'}")],
    ['a payload with a comma too many', payload('{"room_id":"room-1",}')],
    ['a payload with a byte order mark', payload('\ufeff{}')],
    ['a payload of 1025 bytes', of({ 'x-note': 'x'.repeat(1012) })],
    ['a payload of 1025 bytes in fewer characters', of({ 'x-note': 'é'.repeat(506) })],
    ['a payload of depth 4', payload('{"x-a":{"b":{"c":{}}}}')],
    ['a payload of depth 4 in lists', payload('{"x-a":[[[]]]}')],
    ['a payload with half a character', payload('{"x-note":"\ud800"}')],
    ['a payload with half a character, in escapes', payload('{"x-note":"\\ud800"}')],
    ['a payload with half a character in a key', payload('{"x-\\udc00":1}')],
    ['the room twice', payload('{"room_id":"room-1","room_id":"room-2"}')],
    ['the privileges twice', payload('{"privilege":{"1":1,"2":0},"privilege":{"1":1,"2":1}}')],
    ['a privilege twice', payload('{"privilege":{"1":1,"2":0,"2":1}}')],
    ['a privilege twice, once in escapes', payload('{"privilege":{"1":1,"2":0,"\\u0032":1}}')],
    ['a key of an application twice', payload('{"x-a":1,"x-a":2}')],
    ['an unknown key', payload('{"demoPayload":""}')],
    ['a misspelt key', payload('{"privileges":{"1":1,"2":0}}')],
    ['a key in another case', payload('{"Room_id":"room-1"}')],
    ['a key of an application in capitals', payload('{"X-note":1}')],
    ['a key that is a prototype', payload('{"__proto__":{}}')],
  ]),
]

const fields: readonly HostileTest[] = [
  ...breaking({ rule: 'R29', code: 'payload_invalid', flags: ['Payload'] }, [
    ['a privilege of 2', of({ privilege: { 1: 1, 2: 2 } })],
    ['a privilege of -1', of({ privilege: { 1: 1, 2: -1 } })],
    ['a privilege of true', of({ privilege: { 1: 1, 2: true } })],
    ['a privilege in a string', of({ privilege: { 1: 1, 2: '1' } })],
    ['a privilege of 1.0', payload('{"privilege":{"1":1,"2":1.0}}')],
    ['a privilege of null', of({ privilege: { 1: 1, 2: null } })],
    ['a privilege of number 3', of({ privilege: { 1: 1, 3: 1 } })],
    ['a privilege by name', of({ privilege: { login: 1 } })],
    ['privileges that are null', of({ privilege: null })],
    ['privileges in a list', of({ privilege: [1, 1] })],
    ['privileges that are a number', of({ privilege: 3 })],
    ['a room that is a number', of({ room_id: 5 })],
    ['a room that is null', of({ room_id: null })],
    ['a room that is a list', of({ room_id: ['room-1'] })],
    ['streams that are a string', of({ stream_id_list: 'main' })],
    ['streams that are an object', of({ stream_id_list: {} })],
    ['streams that are false', of({ stream_id_list: false })],
    ['a stream that is a number', of({ stream_id_list: [5] })],
    ['a stream that is null', of({ stream_id_list: [null] })],
    ['101 streams', of({ stream_id_list: Array.from({ length: 101 }, () => 's') })],
    ['a stream ID of 257 bytes', of({ stream_id_list: ['s'.repeat(257)] })],
    ['a stream ID of 257 bytes in fewer characters', of({ stream_id_list: [`${'é'.repeat(128)}s`] })],
    ['a privilege of 2, in a signed token', { payload: '{"privilege":{"1":1,"2":2}}' }],
    ['a privilege of 2, in GCM form', { ...of({ privilege: { 1: 1, 2: 2 } }), format: 'gcm' }],
  ]),
  ...breaking({ rule: 'R29', code: 'room_id_invalid', flags: ['Payload', 'Room', 'Names'] }, [
    ['a sealed room with a space', of({ room_id: 'room 1' })],
    ['a sealed room with a hash', of({ room_id: 'room#1' })],
    ['a sealed room of 129 characters', of({ room_id: 'r'.repeat(129) })],
    ['a sealed room in Chinese', of({ room_id: '房间' })],
    ['a sealed room with a line feed at its end', of({ room_id: 'room-1\n' })],
    ['a sealed room with a space, in official reading', { ...of({ room_id: 'room 1' }), ...bare }],
    [
      'a signed payload with a room in Chinese, in official reading',
      { payload: '{"room_id":"房间"}', shown: { roomId: '' }, ...bare },
    ],
  ]),
  ...breaking({ rule: 'R29', code: 'payload_invalid', flags: ['Payload', 'Official'] }, [
    ['a bare payload with half a character, in official reading', { ...payload('\ud83d'), ...bare, ...foreignIv }],
    ['a sealed payload with half a character, in official reading', { ...payload('\ud83d'), ...bare }],
  ]),
]

export const payloadCases: readonly HostileTest[] = [...shape, ...fields]
