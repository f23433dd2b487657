// What official generators write into a Token04 beyond the tokens that are at hand, spelled as they spell it.
import { now, payloadOf, unrestricted } from '../../craft.ts'
import type { DialectTest, Generator, Grant } from '../../model.ts'
import { given, nothing, opens, refused } from './dialect.ts'
import { spellAs } from './spell.ts'

const official: readonly Generator[] = ['go', 'cpp', 'java', 'python', 'php', 'dotnet', 'node']
const everyCharacter = "AZaz09~!@#$%^&*()_+=-`;',.<>/\\"
const mayJoin: Grant = { ...unrestricted, publish: false }
const strict = payloadOf('room/1 & <2>', mayJoin)

const escapes: readonly DialectTest[] = [
  ...official.map((generator) =>
    opens(generator, 'every kind of character that a user ID may have', ['Escapes'], { userId: everyCharacter }),
  ),
  ...official.map((generator) =>
    opens(
      generator,
      'a strict payload with slash, ampersand and angle brackets',
      ['Escapes', 'Payload'],
      { payload: strict },
      { grant: mayJoin },
    ),
  ),
  ...official.map((generator) =>
    opens(
      generator,
      'a payload with several scripts, an emoji, DEL and U+2028',
      ['Escapes', 'Payload'],
      { payload: '{"note":"Zoë 张 😀 \u007f \u0085 \u2028 \u20ac"}' },
      { grant: unrestricted },
    ),
  ),
  ...official.map((generator) =>
    opens(generator, 'a payload that is written in lines', ['Escapes', 'Payload'], {
      payload: '{\r\n\t"room_id": "room-1"\n}',
    }),
  ),
  ...official.map((generator) =>
    opens(
      generator,
      'control characters as payload',
      ['Escapes', 'Payload'],
      { payload: '\b\t\n\u000b\f\r\u001b\u001f' },
      { grant: nothing },
    ),
  ),
  ...official.map((generator) =>
    opens(generator, 'a user ID of 64 characters', ['Claims'], { userId: 'u'.repeat(64) }),
  ),
]

const claims: readonly DialectTest[] = [
  opens('java', 'the least nonce', ['Claims'], { nonce: -2147483648 }),
  opens('java', 'a negative nonce', ['Claims'], { nonce: -7 }),
  opens('java', 'a nonce of zero', ['Claims'], { nonce: 0 }),
  opens('node', 'the greatest nonce', ['Claims'], { nonce: 2147483647 }),
  opens('cpp', 'the greatest nonce of Windows', ['Claims'], { nonce: 32767 }),
  opens('java', 'a payload of null', ['Claims', 'Payload'], { payload: null }),
  opens('dotnet', 'a payload of null', ['Claims', 'Payload'], { payload: null }),
  opens('python', 'a payload of None', ['Claims', 'Payload'], { payload: null }),
  opens('php56', 'a payload of null', ['Claims', 'Payload'], { payload: null }),
  opens('node', 'a payload that was not given', ['Claims', 'Payload'], { payload: undefined }),
  opens('webkit', 'no payload, since it knows none', ['Claims', 'Payload'], {}),
  opens('dotnet', 'minted in the next second, since it rounds', ['Claims'], { ctime: now + 1, expire: now + 3601 }),
  opens('php', 'a lifetime that is a second longer, since it looks at the clock twice', ['Claims', 'Gcm'], {
    format: 'gcm',
    expire: now + 3601,
  }),
  opens('cpp', 'what comes before a NUL, and not the rest', ['Claims'], { userId: 'user' }),
  opens('cpp', 'two tokens of one second, the first', ['Iv'], {
    nonce: 1760210142,
    iv: Buffer.from('gzztuqvppmpmgdln', 'latin1'),
  }),
  opens('cpp', 'two tokens of one second, the second', ['Iv'], {
    nonce: 1760210142,
    userId: 'user-2',
    iv: Buffer.from('gzztuqvppmpmgdln', 'latin1'),
  }),
  opens('java', 'an IV of bytes that are no text', ['Iv'], {
    iv: Buffer.from('00ff80c0fe0aed0d7f22235c00000000', 'hex'),
  }),
  opens('java', 'an IV of zeros', ['Iv'], { iv: Buffer.alloc(16) }),
  opens('python', 'an IV of hex digits', ['Iv'], {}),
  opens('webkit', 'an IV of digits that repeat', ['Iv'], { iv: Buffer.from('8154672385481546', 'latin1') }),
  opens('webkit', 'an IV with an exponent', ['Iv'], { iv: Buffer.from('19281940872e-719', 'latin1') }),
  ...official.map((generator) => opens(generator, 'the GCM form', ['Gcm'], { format: 'gcm' })),
  ...official.map((generator) =>
    opens(
      generator,
      'the GCM form with a strict payload',
      ['Gcm', 'Payload'],
      { format: 'gcm', payload: strict },
      { grant: mayJoin },
    ),
  ),
]

const room = { room_id: 'room-1', privilege: { 1: 1, 2: 1 }, stream_id_list: null }
const payload = (value: unknown): { readonly payload: string } => ({ payload: JSON.stringify(value) })

const payloads: readonly DialectTest[] = [
  opens('python', 'the payload of its sample', ['Payload'], { payload: '{"demoPayload": ""}' }),
  opens('python', 'the payload of its sample for rooms, with white space', ['Payload'], {
    payload: '{"room_id": "room1", "privilege": {"1": 1, "2": 1}, "stream_id_list": null}',
  }),
  opens('python', 'a payload in which the encoder escaped everything', ['Payload', 'Escapes'], {
    payload: '{"room_id": "\\u623f\\u95f4"}',
  }),
  opens(
    'dotnet',
    'the payload of its demo, with a privilege of 2',
    ['Payload'],
    {
      payload: '{"room_id":"0002","stream_id_list":["0002"],"privilege":{"1":1,"2":2}}',
    },
    { grant: { join: true, publish: false, streamIds: ['0002'] } },
  ),
  opens(
    'php',
    'the payload of its sample, with an empty list of streams',
    ['Payload'],
    payload({ ...room, privilege: { 1: 1, 2: 0 }, stream_id_list: [] }),
    { grant: mayJoin },
  ),
  opens('php', 'privileges in an empty list', ['Payload'], payload({ ...room, privilege: [] }), { grant: nothing }),
  opens(
    'php',
    'privileges in a list, since their keys were 0 and 1',
    ['Payload'],
    payload({ ...room, privilege: [1, 1] }),
    { grant: nothing },
  ),
  opens('go', 'privileges and streams that are nil', ['Payload'], payload({ ...room, privilege: null })),
  opens('java', 'only the privilege to join', ['Payload'], payload({ room_id: '', privilege: { 1: 1 } }), {
    grant: mayJoin,
  }),
  opens('java', 'only the privilege to publish', ['Payload'], payload({ room_id: '', privilege: { 2: 1 } }), {
    grant: { ...unrestricted, join: false },
  }),
  opens(
    'node',
    'privileges that are true and false',
    ['Payload'],
    payload({ ...room, privilege: { 1: true, 2: false } }),
    { grant: nothing },
  ),
  opens('node', 'privileges in strings', ['Payload'], payload({ ...room, privilege: { 1: '1', 2: '1' } }), {
    grant: nothing,
  }),
  opens(
    'node',
    'privileges by name',
    ['Payload'],
    payload({ ...room, privilege: { loginRoom: 1, publishStream: 1 } }),
    { grant: nothing },
  ),
  opens('node', 'a privilege that nobody knows', ['Payload'], payload({ ...room, privilege: { 1: 1, 2: 1, 3: 1 } })),
  opens('node', 'a room that is a number', ['Payload'], payload({ ...room, room_id: 1 }), { grant: nothing }),
  opens('node', 'a room that is null', ['Payload'], payload({ ...room, room_id: null })),
  opens('node', 'a room in Chinese', ['Payload'], payload({ ...room, room_id: '房间' })),
  opens('node', 'streams of the kit', ['Payload'], payload({ ...room, stream_id_list: ['room-1_user-1_main'] }), {
    grant: { ...unrestricted, streamIds: ['room-1_user-1_main'] },
  }),
  opens(
    'node',
    '101 streams',
    ['Payload'],
    payload({ ...room, stream_id_list: Array.from({ length: 101 }, (_, i) => `s${i}`) }),
    { grant: nothing },
  ),
  opens('node', 'keys of an application', ['Payload'], payload({ ...room, role: 'host', tags: ['a'], 'x-seat': 5 })),
  opens('node', 'keys of an application, deeper than is read', ['Payload'], payload({ ...room, a: { b: { c: {} } } }), {
    grant: nothing,
  }),
  opens('node', 'text that is no JSON', ['Payload'], { payload: 'hello' }, { grant: nothing }),
  opens('node', 'the word null', ['Payload'], { payload: 'null' }, { grant: nothing }),
  opens('node', 'a list', ['Payload'], { payload: '["room-1"]' }, { grant: nothing }),
  opens('node', 'JSON that ends too early', ['Payload'], { payload: '{"privilege":{"1":1,"2":0}' }, { grant: nothing }),
  opens('go', 'bytes that were no UTF-8, and are replaced', ['Payload'], { payload: 'caf\ufffd' }, { grant: nothing }),
  opens('node', 'a payload of 2000 bytes', ['Payload'], payload({ ...room, note: 'x'.repeat(1900) })),
]

const long: readonly DialectTest[] = [
  opens(
    'go',
    'a payload of 5000 bytes',
    ['Long', 'Payload'],
    payload({ note: 'x'.repeat(4989) }),
    {},
    'token_malformed',
  ),
  opens('node', 'the longest claims of the CBC form', ['Long', 'Payload'], withClaims(32_751), {}, 'token_malformed'),
  opens(
    'node',
    'the longest claims of the GCM form',
    ['Long', 'Payload', 'Gcm'],
    { ...withClaims(32_751), format: 'gcm' },
    {},
    'token_malformed',
  ),
  refused('node', 'a byte more than 15 bits can count', ['Long', 'Fault'], withClaims(32_752), 'token_malformed'),
]

/** A payload with which the claims have so many bytes. */
function withClaims(length: number): { readonly payload: string } {
  const empty = spellAs('node', { ...given, payload: '{"":""}' })
  return { payload: `{"":"${'x'.repeat(length - empty.length)}"}` }
}

const far = { options: { now, maxLifetime: 100_000_000_000 } }

const lifetimes: readonly DialectTest[] = [
  opens('java', 'the longest lifetime that an int holds', ['Lifetime'], { expire: now + 2147483647, ...far }),
  opens('go', 'a lifetime of three hundred years', ['Lifetime'], { expire: now + 9_460_800_000, ...far }),
  opens('webkit', 'a lifetime that ends before 2106', ['Lifetime'], { expire: 4294967295, ...far }),
  refused(
    'webkit',
    'an expiry outside that was cut to 32 bits',
    ['Lifetime', 'Fault'],
    { expire: now + 3_000_000_000, header: BigInt(now + 3_000_000_000) % 2n ** 32n, ...far },
    'token_expired',
  ),
  refused(
    'webkit',
    'a lifetime in a string, which is joined to the time',
    ['Lifetime', 'Fault'],
    { expire: `${now}60`, header: BigInt(`${now}60`) % 2n ** 32n, ...far },
    'token_expired',
  ),
  refused(
    'go',
    'the longest lifetime there is, which wraps',
    ['Lifetime', 'Fault'],
    {
      header: -9223372035087550209n,
      plaintext:
        '{"app_id":1234567890,"user_id":"user-1","ctime":1767225600,"expire":-9223372035087550209,"nonce":7,"payload":""}',
      ...far,
    },
    'token_envelope',
  ),
  refused(
    'php',
    'the longest lifetime there is, which becomes a float',
    ['Lifetime', 'Fault'],
    {
      header: -(2n ** 63n),
      plaintext:
        '{"app_id":1234567890,"user_id":"user-1","nonce":7,"ctime":1767225600,"expire":9.2233720368547758e+18,"payload":""}',
      ...far,
    },
    'token_envelope',
  ),
  refused(
    'dotnet',
    'an expiry in milliseconds',
    ['Lifetime', 'Fault'],
    { expire: now * 1000, ...far },
    'token_envelope',
  ),
  refused(
    'node',
    'a negative lifetime',
    ['Lifetime', 'Fault'],
    { ctime: now + 30, expire: now + 10 },
    'expiry_mismatch',
  ),
]

const faults: readonly DialectTest[] = [
  refused('go', 'a user ID with a space', ['UserId'], { userId: 'user 1' }, 'user_id_invalid'),
  refused('php', 'a user ID with an é, in escapes', ['UserId', 'Escapes'], { userId: 'usér' }, 'user_id_invalid'),
  refused('python', 'a user ID of 65 characters', ['UserId'], { userId: 'u'.repeat(65) }, 'user_id_invalid'),
  refused('dotnet', 'an empty user ID', ['UserId', 'Fault'], { userId: '' }, 'user_id_invalid'),
  refused(
    'java',
    'an empty user ID that is an object of its own',
    ['UserId', 'Fault'],
    { userId: '' },
    'user_id_invalid',
  ),
  refused(
    'node',
    'a user ID with half a character',
    ['UserId', 'Escapes'],
    {
      plaintext:
        '{"app_id":1234567890,"user_id":"user\\ud83d","nonce":7,"ctime":1767225600,"expire":1767229200,"payload":""}',
    },
    'user_id_invalid',
  ),
  refused('php56', 'a user ID that is a number', ['UserId', 'Fault'], { userId: 5 }, 'claims_invalid'),
  refused('php56', 'an app in a string', ['Claims', 'Fault'], { appId: '1234567890' }, 'claims_invalid'),
  refused('python', 'a payload that is an object', ['Payload', 'Fault'], { payload: room }, 'token_undecryptable'),
  refused('node', 'a payload that is an object', ['Payload', 'Fault'], { payload: room }, 'token_undecryptable'),
  refused(
    'node',
    'a payload with half a character',
    ['Payload', 'Fault'],
    {
      plaintext:
        '{"app_id":1234567890,"user_id":"user-1","nonce":7,"ctime":1767225600,"expire":1767229200,"payload":"\\ud83d"}',
    },
    'payload_invalid',
  ),
  refused(
    'cpp',
    'a payload in Latin-1',
    ['Payload', 'Fault'],
    {
      plaintext: Buffer.from(
        '{"app_id":1234567890,"user_id":"user-1","nonce":7,"ctime":1767225600,"expire":1767229200,"payload":"caf\u00e9"}',
        'latin1',
      ),
    },
    'token_undecryptable',
  ),
  refused(
    'php',
    'an empty plaintext, since the payload was no UTF-8',
    ['Payload', 'Fault'],
    { plaintext: '' },
    'token_malformed',
  ),
  refused(
    'third-party',
    'white space between the claims',
    ['Claims'],
    {
      plaintext:
        '{"app_id": 1234567890, "user_id": "user-1", "nonce": 7, "ctime": 1767225600, "expire": 1767229200, "payload": ""}',
    },
    'token_undecryptable',
  ),
  refused(
    'third-party',
    'a nonce of 64 bits',
    ['Claims'],
    {
      plaintext:
        '{"app_id":1234567890,"user_id":"user-1","nonce":4611686018427387904,"ctime":1767225600,"expire":1767229200,"payload":""}',
    },
    'claims_invalid',
  ),
  refused('third-party', 'a nonce in milliseconds', ['Claims'], { nonce: 1767225600123 }, 'claims_invalid'),
  refused('third-party', 'a nonce in a string', ['Claims'], { nonce: '1622829597' }, 'claims_invalid'),
  refused(
    'third-party',
    'base64url',
    ['Claims'],
    { text: (token) => token.replaceAll('+', '-').replaceAll('/', '_') },
    'token_encoding',
  ),
  refused(
    'third-party',
    'base64 without padding',
    ['Claims'],
    { text: (token) => token.replace(/=+$/, '') },
    'token_encoding',
  ),
]

export const claimsDialects: readonly DialectTest[] = [
  ...escapes,
  ...claims,
  ...payloads,
  ...long,
  ...lifetimes,
  ...faults,
]
