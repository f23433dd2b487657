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
  ...opens({ flags: ['Suffix'] }, [
    ['webkit', 'a name of two scripts', kit({ userName: 'Zoë 张' }), claimed('room-1', 'Zoë 张')],
    [
      'webkit',
      'a name with every mark',
      kit({ userName: `100% "Ada" #1 & <b>'\\/` }),
      claimed('room-1', `100% "Ada" #1 & <b>'\\/`),
    ],
    [
      'webkit',
      'a name of 85 characters of three bytes',
      kit({ userName: '名'.repeat(85) }),
      claimed('room-1', '名'.repeat(85)),
    ],
  ]),
  ...opens({ flags: ['Suffix', 'Long'] }, [
    [
      'webkit',
      'a name of 300 characters of three bytes',
      kit({ userName: longName }),
      claimed('room-1', ''),
      'suffix_malformed',
    ],
    ['webkit', 'a name of 257 bytes', kit({ userName: 'n'.repeat(257) }), claimed('room-1', ''), 'user_name_invalid'],
  ]),
  ...opens({ flags: ['Suffix'] }, [
    ['webkit', 'a name with a mark of direction', kit({ userName: bidi }), claimed('room-1', ''), 'user_name_invalid'],
    ['webkit', 'a name with a line feed', kit({ userName: 'Ada\nL' }), claimed('room-1', ''), 'user_name_invalid'],
    ['webkit', 'no name', kit({}), claimed('room-1', '')],
    ['webkit', 'the name of what was missing', kit({ userName: 'undefined' }), claimed('room-1', 'undefined')],
    ['webkit', 'no room, as for call invitations', kit({ roomID: '' }), claimed(null, '')],
    ['webkit', 'a room that is null', kit({ roomID: null }), claimed(null, '')],
    ['webkit', 'a room that was not given', kit({ roomID: undefined }), claimed(null, '')],
    ['webkit', 'a room in Latin-1', kit({ roomID: 'Büro' }), claimed(null, ''), 'suffix_malformed'],
    ['webkit', 'a room with a space', kit({ roomID: 'my room' }), claimed(null, ''), 'room_id_invalid'],
  ]),
  ...opens({ flags: ['Suffix', 'Escapes'] }, [
    [
      'webkit',
      'a room with quotes, backslash and hash',
      kit({ roomID: '"a\\b#c"' }),
      claimed(null, ''),
      'room_id_invalid',
    ],
    [
      'webkit',
      'a room with control characters',
      kit({ roomID: 'a\n\t\u0001\u007f\u0080' }),
      claimed(null, ''),
      'suffix_malformed',
    ],
  ]),
  ...opens({ flags: ['Suffix', 'Long'] }, [
    ['webkit', 'a room of 200 characters', kit({ roomID: 'r'.repeat(200) }), claimed(null, ''), 'room_id_invalid'],
  ]),
  ...opens({ flags: ['Suffix'] }, [
    [
      'webkit',
      'a room with every other character',
      kit({ roomID: "r:?[]{}|~!@$%^&*()_+=-`;',.<>/" }),
      claimed("r:?[]{}|~!@$%^&*()_+=-`;',.<>/", ''),
    ],
    ['webkit', 'an app in a string', kit({ appID: String(appId) }), claimed('room-1', '')],
  ]),
  ...opens({ flags: ['Suffix', 'Claims'] }, [
    [
      'webkit',
      'around a token of the generator for Java',
      {
        ...kit({ userName: 'Ada' }),
        plaintext:
          '{"user_id":"user-1","payload":"","expire":1767229200,"ctime":1767225600,"app_id":1234567890,"nonce":-7}',
      },
      claimed('room-1', 'Ada'),
    ],
  ]),
  ...opens({ flags: ['Suffix', 'Payload'] }, [
    [
      'webkit',
      'around a token with a room in its payload',
      {
        ...kit({}),
        plaintext: String.raw`{"app_id":1234567890,"user_id":"user-1","ctime":1767225600,"expire":1767229200,"nonce":7,"payload":"{\"room_id\":\"room-1\"}"}`,
      },
      { ...claimed('room-1', ''), payload: '{"room_id":"room-1"}' },
    ],
  ]),
  ...refused({ code: 'room_mismatch', flags: ['Suffix', 'Payload'] }, [
    [
      'webkit',
      'around a token for another room',
      {
        ...kit({}),
        plaintext: String.raw`{"app_id":1234567890,"user_id":"user-1","ctime":1767225600,"expire":1767229200,"nonce":7,"payload":"{\"room_id\":\"room-2\"}"}`,
      },
    ],
  ]),
  ...refused({ code: 'user_mismatch', flags: ['Suffix'] }, [
    ['webkit', 'around a token of another user', kit({ userID: 'user-2' })],
  ]),
  ...refused({ code: 'user_id_invalid', flags: ['Suffix', 'UserId'] }, [
    ['webkit', 'a user in Latin-1', kit({ userID: 'usér' }), 'suffix_malformed'],
  ]),
  ...refused({ code: 'suffix_malformed', flags: ['Suffix', 'UserId', 'Fault'] }, [
    ['webkit', 'a user that is a number', kit({ userID: 5 })],
  ]),
  ...refused({ code: 'suffix_malformed', flags: ['Suffix', 'Fault'] }, [
    ['webkit', 'a room that is a number', kit({ roomID: 5 })],
    ['webkit', 'an app that is no number', kit({ appID: null })],
  ]),
  ...refused({ code: 'token_malformed', flags: ['Suffix', 'Fault'] }, [
    [
      'webkit',
      'around the word undefined',
      { ...kit({}), text: (token) => token.replace(/^[^#]*/, 'undefined').padEnd(140, '=') },
    ],
    ['webkit', 'around a Kit Token', { ...kit({}), text: (token) => `${token}#${token.split('#')[1]}` }],
  ]),
]

const json = (fields: object): string => JSON.stringify({ userID: 'user-1', roomID: 'room-1', ...fields, appID: appId })

const others: readonly DialectTest[] = [
  ...opens({ flags: ['Suffix'] }, [
    [
      'third-party',
      'white space, as encoders of Python write it',
      written(json({ userName: 'Ada' }).replaceAll(',', ', ').replaceAll(':', ': ')),
      claimed('room-1', 'Ada'),
    ],
    [
      'third-party',
      'keys in another order',
      written(`{"appID":${appId},"roomID":"room-1","userID":"user-1","userName":"Ada"}`),
      claimed('room-1', 'Ada'),
    ],
    [
      'third-party',
      'more fields',
      written(json({ userName: 'Ada', role: 'Host', avatar: 'https://example.com/a.png', vip: true })),
      claimed('room-1', 'Ada'),
    ],
    [
      'third-party',
      'a name that is not encoded',
      written(json({ userName: 'Ada Lovelace' })),
      claimed('room-1', 'Ada Lovelace'),
    ],
  ]),
  ...opens({ flags: ['Suffix', 'Escapes'] }, [
    [
      'third-party',
      'a name in escapes, as PHP writes it',
      written(json({ userName: '张' }).replace('张', '\\u5f20')),
      claimed('room-1', '张'),
    ],
  ]),
  ...opens({ flags: ['Suffix'] }, [
    [
      'third-party',
      'a name in UTF-8, which the official client shows as other characters',
      utf8(json({ userName: 'Zoë' })),
      claimed('room-1', 'Zo\u00c3\u00ab'),
      'suffix_malformed',
    ],
    [
      'third-party',
      'a name in UTF-8 that has control characters in Latin-1',
      utf8(json({ userName: '名' })),
      claimed('room-1', ''),
      'suffix_malformed',
    ],
    [
      'third-party',
      'a room in UTF-8',
      utf8(json({ userName: '' }).replace('room-1', '房间')),
      claimed(null, ''),
      'suffix_malformed',
    ],
  ]),
  ...refused({ code: 'user_name_invalid', flags: ['Suffix'] }, [
    ['third-party', 'a name that is not encoded and has a percent sign', written(json({ userName: '100%' }))],
  ]),
  ...refused({ code: 'suffix_malformed', flags: ['Suffix'] }, [
    ['third-party', 'the app under another name', written(json({ userName: 'Ada' }).replace('appID', 'APP_ID'))],
    ['third-party', 'a field that is an object', written(json({ userName: 'Ada', more: {} }))],
    ['third-party', 'JSON in lines', written(JSON.stringify(JSON.parse(json({ userName: 'Ada' })), null, 2))],
    [
      'third-party',
      'a suffix without padding',
      { ...written(json({ userName: 'Ada' })), text: (token) => token.replace(/=+$/, '') },
    ],
    [
      'third-party',
      'a suffix that was percent-encoded',
      {
        ...written(json({ userName: 'Ada' })),
        text: (token) => token.replace(/=+$/, (pads) => pads.replaceAll('=', '%3D')),
      },
    ],
  ]),
]

export const suffixDialects: readonly DialectTest[] = [...official, ...others]
