// How official generators spell what they are given: escapes, order, nulls, IVs, both forms.
import { now, payloadOf, unrestricted } from '../../craft.ts'
import type { DialectTest, Generator, Grant } from '../../model.ts'
import { nothing, opens, type Row } from './dialect.ts'

const official: readonly Generator[] = ['go', 'cpp', 'java', 'python', 'php', 'dotnet', 'node']
const everyCharacter = "AZaz09~!@#$%^&*()_+=-`;',.<>/\\"
const mayJoin: Grant = { ...unrestricted, publish: false }
const strict = payloadOf('room/1 & <2>', mayJoin)

type Tail = Row extends readonly [unknown, ...infer Rest] ? Rest : never

/** The same row for each of them. */
function byAll(row: Tail): readonly Row[] {
  return official.map((generator): Row => [generator, ...row])
}

const escapes: readonly DialectTest[] = [
  ...opens({ flags: ['Escapes'] }, [
    ...byAll(['every kind of character that a user ID may have', { userId: everyCharacter }]),
  ]),
  ...opens({ flags: ['Escapes', 'Payload'] }, [
    ...byAll(['a strict payload with slash, ampersand and angle brackets', { payload: strict }, { grant: mayJoin }]),
    ...byAll([
      'a payload with several scripts, an emoji, DEL and U+2028',
      { payload: '{"note":"Zoë 张 😀 \u007f \u0085 \u2028 \u20ac"}' },
      { grant: unrestricted },
    ]),
    ...byAll([
      'a payload that is written in lines',
      {
        payload: '{\r\n\t"room_id": "room-1"\n}',
      },
    ]),
    ...byAll(['control characters as payload', { payload: '\b\t\n\u000b\f\r\u001b\u001f' }, { grant: nothing }]),
  ]),
  ...opens({ flags: ['Claims'] }, [...byAll(['a user ID of 64 characters', { userId: 'u'.repeat(64) }])]),
]

const claims: readonly DialectTest[] = [
  ...opens({ flags: ['Claims'] }, [
    ['java', 'the least nonce', { nonce: -2147483648 }],
    ['java', 'a negative nonce', { nonce: -7 }],
    ['java', 'a nonce of zero', { nonce: 0 }],
    ['node', 'the greatest nonce', { nonce: 2147483647 }],
    ['cpp', 'the greatest nonce of Windows', { nonce: 32767 }],
  ]),
  ...opens({ flags: ['Claims', 'Payload'] }, [
    ['java', 'a payload of null', { payload: null }],
    ['dotnet', 'a payload of null', { payload: null }],
    ['python', 'a payload of None', { payload: null }],
    ['php56', 'a payload of null', { payload: null }],
    ['node', 'a payload that was not given', { payload: undefined }],
    ['webkit', 'no payload, since it knows none', {}],
  ]),
  ...opens({ flags: ['Claims'] }, [
    ['dotnet', 'minted in the next second, since it rounds', { ctime: now + 1, expire: now + 3601 }],
  ]),
  ...opens({ flags: ['Claims', 'Gcm'] }, [
    [
      'php',
      'a lifetime that is a second longer, since it looks at the clock twice',
      { format: 'gcm', expire: now + 3601 },
    ],
  ]),
  ...opens({ flags: ['Claims'] }, [['cpp', 'what comes before a NUL, and not the rest', { userId: 'user' }]]),
  ...opens({ flags: ['Iv'] }, [
    [
      'cpp',
      'two tokens of one second, the first',
      { nonce: 1760210142, iv: Buffer.from('gzztuqvppmpmgdln', 'latin1') },
    ],
    [
      'cpp',
      'two tokens of one second, the second',
      {
        nonce: 1760210142,
        userId: 'user-2',
        iv: Buffer.from('gzztuqvppmpmgdln', 'latin1'),
      },
    ],
    ['java', 'an IV of bytes that are no text', { iv: Buffer.from('00ff80c0fe0aed0d7f22235c00000000', 'hex') }],
    ['java', 'an IV of zeros', { iv: Buffer.alloc(16) }],
    ['python', 'an IV of hex digits', {}],
    ['webkit', 'an IV of digits that repeat', { iv: Buffer.from('8154672385481546', 'latin1') }],
    ['webkit', 'an IV with an exponent', { iv: Buffer.from('19281940872e-719', 'latin1') }],
  ]),
  ...opens({ flags: ['Gcm'] }, [...byAll(['the GCM form', { format: 'gcm' }])]),
  ...opens({ flags: ['Gcm', 'Payload'] }, [
    ...byAll(['the GCM form with a strict payload', { format: 'gcm', payload: strict }, { grant: mayJoin }]),
  ]),
]

export const claimsDialects: readonly DialectTest[] = [...escapes, ...claims]
