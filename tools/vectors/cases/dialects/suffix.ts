// Suffixes as the web kit's two functions write them, and as people write them who do without.
import { appId, honest } from '../../craft.ts'
import type { DialectTest } from '../../model.ts'
import { claimed, opens, refused, type Dialect } from './dialect.ts'

interface Fields {
  readonly userID?: unknown
  readonly roomID?: unknown
  readonly userName?: string | undefined
  readonly appID?: unknown
}

/** The web kit's spelling: this order of keys, the name percent-encoded, all of it in Latin-1. */
const kit = ({ userName = '', ...fields }: Fields): Dialect => {
  const encoded = encodeURIComponent(userName)
  const { userID = honest.userId, roomID, appID = appId } = { roomID: 'room-1', ...fields }
  return { suffix: JSON.stringify({ userID, roomID, userName: encoded, appID }) }
}
const written = (json: string): Dialect => ({ suffix: json })
const utf8 = (json: string): Dialect => ({ suffix: Buffer.from(json, 'utf8').toString('latin1') })

const bidi = 'Ada \u200f\u05d0\u05d1'
const longName = '名'.repeat(300)

const official: readonly DialectTest[] = [
  opens('webkit', 'a name of two scripts', ['Suffix'], kit({ userName: 'Zoë 张' }), claimed('room-1', 'Zoë 张')),
  opens(
    'webkit',
    'a name with every mark',
    ['Suffix'],
    kit({ userName: `100% "Ada" #1 & <b>'\\/` }),
    claimed('room-1', `100% "Ada" #1 & <b>'\\/`),
  ),
  opens(
    'webkit',
    'a name of 85 characters of three bytes',
    ['Suffix'],
    kit({ userName: '名'.repeat(85) }),
    claimed('room-1', '名'.repeat(85)),
  ),
  opens(
    'webkit',
    'a name of 300 characters of three bytes',
    ['Suffix', 'Long'],
    kit({ userName: longName }),
    claimed('room-1', ''),
    'suffix_malformed',
  ),
  opens(
    'webkit',
    'a name of 257 bytes',
    ['Suffix', 'Long'],
    kit({ userName: 'n'.repeat(257) }),
    claimed('room-1', ''),
    'user_name_invalid',
  ),
  opens(
    'webkit',
    'a name with a mark of direction',
    ['Suffix'],
    kit({ userName: bidi }),
    claimed('room-1', ''),
    'user_name_invalid',
  ),
  opens(
    'webkit',
    'a name with a line feed',
    ['Suffix'],
    kit({ userName: 'Ada\nL' }),
    claimed('room-1', ''),
    'user_name_invalid',
  ),
  opens('webkit', 'no name', ['Suffix'], kit({}), claimed('room-1', '')),
  opens(
    'webkit',
    'the name of what was missing',
    ['Suffix'],
    kit({ userName: 'undefined' }),
    claimed('room-1', 'undefined'),
  ),
  opens('webkit', 'no room, as for call invitations', ['Suffix'], kit({ roomID: '' }), claimed(null, '')),
  opens('webkit', 'a room that is null', ['Suffix'], kit({ roomID: null }), claimed(null, '')),
  opens('webkit', 'a room that was not given', ['Suffix'], kit({ roomID: undefined }), claimed(null, '')),
  opens('webkit', 'a room in Latin-1', ['Suffix'], kit({ roomID: 'Büro' }), claimed(null, ''), 'suffix_malformed'),
  opens('webkit', 'a room with a space', ['Suffix'], kit({ roomID: 'my room' }), claimed(null, ''), 'room_id_invalid'),
  opens(
    'webkit',
    'a room with quotes, backslash and hash',
    ['Suffix', 'Escapes'],
    kit({ roomID: '"a\\b#c"' }),
    claimed(null, ''),
    'room_id_invalid',
  ),
  opens(
    'webkit',
    'a room with control characters',
    ['Suffix', 'Escapes'],
    kit({ roomID: 'a\n\t\u0001\u007f\u0080' }),
    claimed(null, ''),
    'suffix_malformed',
  ),
  opens(
    'webkit',
    'a room of 200 characters',
    ['Suffix', 'Long'],
    kit({ roomID: 'r'.repeat(200) }),
    claimed(null, ''),
    'room_id_invalid',
  ),
  opens(
    'webkit',
    'a room with every other character',
    ['Suffix'],
    kit({ roomID: "r:?[]{}|~!@$%^&*()_+=-`;',.<>/" }),
    claimed("r:?[]{}|~!@$%^&*()_+=-`;',.<>/", ''),
  ),
  opens('webkit', 'an app in a string', ['Suffix'], kit({ appID: String(appId) }), claimed('room-1', '')),
  opens(
    'webkit',
    'around a token of the generator for Java',
    ['Suffix', 'Claims'],
    {
      ...kit({ userName: 'Ada' }),
      plaintext:
        '{"user_id":"user-1","payload":"","expire":1767229200,"ctime":1767225600,"app_id":1234567890,"nonce":-7}',
    },
    claimed('room-1', 'Ada'),
  ),
  opens(
    'webkit',
    'around a token with a room in its payload',
    ['Suffix', 'Payload'],
    {
      ...kit({}),
      plaintext: String.raw`{"app_id":1234567890,"user_id":"user-1","ctime":1767225600,"expire":1767229200,"nonce":7,"payload":"{\"room_id\":\"room-1\"}"}`,
    },
    { ...claimed('room-1', ''), payload: '{"room_id":"room-1"}' },
  ),
  refused(
    'webkit',
    'around a token for another room',
    ['Suffix', 'Payload'],
    {
      ...kit({}),
      plaintext: String.raw`{"app_id":1234567890,"user_id":"user-1","ctime":1767225600,"expire":1767229200,"nonce":7,"payload":"{\"room_id\":\"room-2\"}"}`,
    },
    'room_mismatch',
  ),
  refused('webkit', 'around a token of another user', ['Suffix'], kit({ userID: 'user-2' }), 'user_mismatch'),
  refused(
    'webkit',
    'a user in Latin-1',
    ['Suffix', 'UserId'],
    kit({ userID: 'usér' }),
    'user_id_invalid',
    'suffix_malformed',
  ),
  refused('webkit', 'a user that is a number', ['Suffix', 'UserId', 'Fault'], kit({ userID: 5 }), 'suffix_malformed'),
  refused('webkit', 'a room that is a number', ['Suffix', 'Fault'], kit({ roomID: 5 }), 'suffix_malformed'),
  refused('webkit', 'an app that is no number', ['Suffix', 'Fault'], kit({ appID: null }), 'suffix_malformed'),
  refused(
    'webkit',
    'around the word undefined',
    ['Suffix', 'Fault'],
    { ...kit({}), text: (token) => token.replace(/^[^#]*/, 'undefined').padEnd(140, '=') },
    'token_malformed',
  ),
  refused(
    'webkit',
    'around a Kit Token',
    ['Suffix', 'Fault'],
    { ...kit({}), text: (token) => `${token}#${token.split('#')[1]}` },
    'token_malformed',
  ),
]

const json = (fields: object): string => JSON.stringify({ userID: 'user-1', roomID: 'room-1', ...fields, appID: appId })

const others: readonly DialectTest[] = [
  opens(
    'third-party',
    'white space, as encoders of Python write it',
    ['Suffix'],
    written(json({ userName: 'Ada' }).replaceAll(',', ', ').replaceAll(':', ': ')),
    claimed('room-1', 'Ada'),
  ),
  opens(
    'third-party',
    'keys in another order',
    ['Suffix'],
    written(`{"appID":${appId},"roomID":"room-1","userID":"user-1","userName":"Ada"}`),
    claimed('room-1', 'Ada'),
  ),
  opens(
    'third-party',
    'more fields',
    ['Suffix'],
    written(json({ userName: 'Ada', role: 'Host', avatar: 'https://example.com/a.png', vip: true })),
    claimed('room-1', 'Ada'),
  ),
  opens(
    'third-party',
    'a name that is not encoded',
    ['Suffix'],
    written(json({ userName: 'Ada Lovelace' })),
    claimed('room-1', 'Ada Lovelace'),
  ),
  opens(
    'third-party',
    'a name in escapes, as PHP writes it',
    ['Suffix', 'Escapes'],
    written(json({ userName: '张' }).replace('张', '\\u5f20')),
    claimed('room-1', '张'),
  ),
  opens(
    'third-party',
    'a name in UTF-8, which the official client shows as other characters',
    ['Suffix'],
    utf8(json({ userName: 'Zoë' })),
    claimed('room-1', 'Zo\u00c3\u00ab'),
    'suffix_malformed',
  ),
  opens(
    'third-party',
    'a name in UTF-8 that has control characters in Latin-1',
    ['Suffix'],
    utf8(json({ userName: '名' })),
    claimed('room-1', ''),
    'suffix_malformed',
  ),
  opens(
    'third-party',
    'a room in UTF-8',
    ['Suffix'],
    utf8(json({ userName: '' }).replace('room-1', '房间')),
    claimed(null, ''),
    'suffix_malformed',
  ),
  refused(
    'third-party',
    'a name that is not encoded and has a percent sign',
    ['Suffix'],
    written(json({ userName: '100%' })),
    'user_name_invalid',
  ),
  refused(
    'third-party',
    'the app under another name',
    ['Suffix'],
    written(json({ userName: 'Ada' }).replace('appID', 'APP_ID')),
    'suffix_malformed',
  ),
  refused(
    'third-party',
    'a field that is an object',
    ['Suffix'],
    written(json({ userName: 'Ada', more: {} })),
    'suffix_malformed',
  ),
  refused(
    'third-party',
    'JSON in lines',
    ['Suffix'],
    written(JSON.stringify(JSON.parse(json({ userName: 'Ada' })), null, 2)),
    'suffix_malformed',
  ),
  refused(
    'third-party',
    'a suffix without padding',
    ['Suffix'],
    { ...written(json({ userName: 'Ada' })), text: (token) => token.replace(/=+$/, '') },
    'suffix_malformed',
  ),
  refused(
    'third-party',
    'a suffix that was percent-encoded',
    ['Suffix'],
    {
      ...written(json({ userName: 'Ada' })),
      text: (token) => token.replace(/=+$/, (pads) => pads.replaceAll('=', '%3D')),
    },
    'suffix_malformed',
  ),
]

export const suffixDialects: readonly DialectTest[] = [...official, ...others]
