// Lifetimes beyond reason, user IDs outside of the set, and the known faults of generators.
import { now } from '../../craft.ts'
import type { DialectTest } from '../../model.ts'
import { opens, refused } from './dialect.ts'

const far = { options: { now, maxLifetime: 100_000_000_000 } }
const room = { room_id: 'room-1', privilege: { 1: 1, 2: 1 }, stream_id_list: null }

const lifetimes: readonly DialectTest[] = [
  ...opens({ flags: ['Lifetime'] }, [
    ['java', 'the longest lifetime that an int holds', { expire: now + 2147483647, ...far }],
    ['go', 'a lifetime of three hundred years', { expire: now + 9_460_800_000, ...far }],
    ['webkit', 'a lifetime that ends before 2106', { expire: 4294967295, ...far }],
  ]),
  ...refused({ code: 'token_expired', flags: ['Lifetime', 'Fault'] }, [
    [
      'webkit',
      'an expiry outside that was cut to 32 bits',
      { expire: now + 3_000_000_000, header: BigInt(now + 3_000_000_000) % 2n ** 32n, ...far },
    ],
    [
      'webkit',
      'a lifetime in a string, which is joined to the time',
      { expire: `${now}60`, header: BigInt(`${now}60`) % 2n ** 32n, ...far },
    ],
  ]),
  ...refused({ code: 'token_envelope', flags: ['Lifetime', 'Fault'] }, [
    [
      'go',
      'the longest lifetime there is, which wraps',
      {
        header: -9223372035087550209n,
        plaintext:
          '{"app_id":1234567890,"user_id":"user-1","ctime":1767225600,"expire":-9223372035087550209,"nonce":7,"payload":""}',
        ...far,
      },
    ],
    [
      'php',
      'the longest lifetime there is, which becomes a float',
      {
        header: -(2n ** 63n),
        plaintext:
          '{"app_id":1234567890,"user_id":"user-1","nonce":7,"ctime":1767225600,"expire":9.2233720368547758e+18,"payload":""}',
        ...far,
      },
    ],
    ['dotnet', 'an expiry in milliseconds', { expire: now * 1000, ...far }],
  ]),
  ...refused({ code: 'expiry_mismatch', flags: ['Lifetime', 'Fault'] }, [
    ['node', 'a negative lifetime', { ctime: now + 30, expire: now + 10 }],
  ]),
]

const faults: readonly DialectTest[] = [
  ...refused({ code: 'user_id_invalid', flags: ['UserId'] }, [['go', 'a user ID with a space', { userId: 'user 1' }]]),
  ...refused({ code: 'user_id_invalid', flags: ['UserId', 'Escapes'] }, [
    ['php', 'a user ID with an é, in escapes', { userId: 'usér' }],
  ]),
  ...refused({ code: 'user_id_invalid', flags: ['UserId'] }, [
    ['python', 'a user ID of 65 characters', { userId: 'u'.repeat(65) }],
  ]),
  ...refused({ code: 'user_id_invalid', flags: ['UserId', 'Fault'] }, [
    ['dotnet', 'an empty user ID', { userId: '' }],
    ['java', 'an empty user ID that is an object of its own', { userId: '' }],
  ]),
  ...refused({ code: 'user_id_invalid', flags: ['UserId', 'Escapes'] }, [
    [
      'node',
      'a user ID with half a character',
      {
        plaintext:
          '{"app_id":1234567890,"user_id":"user\\ud83d","nonce":7,"ctime":1767225600,"expire":1767229200,"payload":""}',
      },
    ],
  ]),
  ...refused({ code: 'claims_invalid', flags: ['UserId', 'Fault'] }, [
    ['php56', 'a user ID that is a number', { userId: 5 }],
  ]),
  ...refused({ code: 'claims_invalid', flags: ['Claims', 'Fault'] }, [
    ['php56', 'an app in a string', { appId: '1234567890' }],
  ]),
  ...refused({ code: 'token_undecryptable', flags: ['Payload', 'Fault'] }, [
    ['python', 'a payload that is an object', { payload: room }],
    ['node', 'a payload that is an object', { payload: room }],
  ]),
  ...refused({ code: 'payload_invalid', flags: ['Payload', 'Fault'] }, [
    [
      'node',
      'a payload with half a character',
      {
        plaintext:
          '{"app_id":1234567890,"user_id":"user-1","nonce":7,"ctime":1767225600,"expire":1767229200,"payload":"\\ud83d"}',
      },
    ],
  ]),
  ...refused({ code: 'token_undecryptable', flags: ['Payload', 'Fault'] }, [
    [
      'cpp',
      'a payload in Latin-1',
      {
        plaintext: Buffer.from(
          '{"app_id":1234567890,"user_id":"user-1","nonce":7,"ctime":1767225600,"expire":1767229200,"payload":"caf\u00e9"}',
          'latin1',
        ),
      },
    ],
  ]),
  ...refused({ code: 'token_malformed', flags: ['Payload', 'Fault'] }, [
    ['php', 'an empty plaintext, since the payload was no UTF-8', { plaintext: '' }],
  ]),
  ...refused({ code: 'token_undecryptable', flags: ['Claims'] }, [
    [
      'third-party',
      'white space between the claims',
      {
        plaintext:
          '{"app_id": 1234567890, "user_id": "user-1", "nonce": 7, "ctime": 1767225600, "expire": 1767229200, "payload": ""}',
      },
    ],
  ]),
  ...refused({ code: 'claims_invalid', flags: ['Claims'] }, [
    [
      'third-party',
      'a nonce of 64 bits',
      {
        plaintext:
          '{"app_id":1234567890,"user_id":"user-1","nonce":4611686018427387904,"ctime":1767225600,"expire":1767229200,"payload":""}',
      },
    ],
    ['third-party', 'a nonce in milliseconds', { nonce: 1767225600123 }],
    ['third-party', 'a nonce in a string', { nonce: '1622829597' }],
  ]),
  ...refused({ code: 'token_encoding', flags: ['Claims'] }, [
    ['third-party', 'base64url', { text: (token) => token.replaceAll('+', '-').replaceAll('/', '_') }],
    ['third-party', 'base64 without padding', { text: (token) => token.replace(/=+$/, '') }],
  ]),
]

export const faultDialects: readonly DialectTest[] = [...lifetimes, ...faults]
