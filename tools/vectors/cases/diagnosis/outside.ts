// Faults that anyone can see who has no secret: in the bytes around the ciphertext, and in the suffix.
import { appId, honest } from '../../craft.ts'
import { pkcs7 } from '../../primitives.ts'
import { foreignToken04, honestSuffix, suffix, testOf, token, token04, withSuffix, type Ill } from './texts.ts'

type Row = readonly [comment: string, text: string, primary: string, more?: Partial<Ill>]

const edited = (change: (raw: Buffer) => unknown): string =>
  token04({
    edit: (raw) => {
      change(raw)
      return raw
    },
  })

/** Its length is written modulo 65536. */
const overflowed = foreignToken04({ pad: () => Buffer.alloc(65_536 + 64, 7) })

const envelopes: readonly Row[] = [
  ['a length that overflowed', overflowed, 'length_overflow'],
  ['an empty plaintext, as PHP makes it', foreignToken04({ plaintext: '', pad: pkcs7 }), 'plaintext_empty'],
  ['an expiry in milliseconds', token04({ header: BigInt(honest.expire) * 1000n }), 'expiry_in_milliseconds'],
  ['no expiry', token04({ header: 0n }), 'token_envelope'],
  ['an expiry below zero', token04({ header: -1n }), 'token_envelope'],
  ['an IV of 15 bytes', edited((raw) => raw.writeUInt16BE(15, 8)), 'token_envelope'],
  ['more bytes than it says', token04({ edit: (raw) => Buffer.concat([raw, Buffer.alloc(3)]) }), 'token_envelope'],
  ['fewer bytes than it says', edited((raw) => raw.writeUInt16BE(4096, 26)), 'truncated'],
]

const suffixes: readonly Row[] = [
  ['base64url at its end', `${token}#${suffix.slice(0, -1)}-`, 'base64url_spelling'],
  ['no base64', `${token}#${suffix.slice(0, 40)}!${suffix.slice(41)}`, 'suffix_not_base64'],
  ['a name in UTF-8', withSuffix({ userName: 'Zoë' }), 'suffix_not_ascii'],
  ['no app', withSuffix({ appID: undefined }), 'suffix_app_missing'],
  ['an app in capitals', withSuffix({ appID: undefined, APP_ID: appId }), 'suffix_app_missing'],
  ['an app that is no number', withSuffix({ appID: 'my app' }), 'suffix_app_missing'],
  ['an app in hex', withSuffix({ appID: `0x${appId.toString(16)}` }), 'suffix_app_missing'],
  ['an app that is true', withSuffix({ appID: true }), 'suffix_app_missing'],
  ['no JSON', withSuffix('hello'), 'suffix_malformed'],
  ['no user', withSuffix({ userID: undefined }), 'suffix_malformed'],
  ['a user ID with a space', withSuffix({ userID: 'Ada L' }), 'user_id_invalid'],
  ['a room ID with a space', withSuffix({ roomID: 'my room' }), 'room_id_invalid'],
  ['a name that is not encoded', withSuffix({ userName: '100%' }), 'user_name_invalid'],
  ['a signature of another version', withSuffix({ sig: '2.x' }), 'signature_malformed'],
  ['an app without keys', withSuffix({ appID: 5 }), 'key_unknown', { keyless: null }],
  [
    'a signature of a key that is not there',
    withSuffix({ ...honestSuffix, sig: `1.00000000.${'x'.repeat(42)}A` }),
    'key_unknown',
    { keyless: null },
  ],
]

const of = (rows: readonly Row[], flag: string) =>
  rows.map(([comment, text, primary, more = {}]) => {
    const kind = text.includes('#') ? 'kit-token' : 'token04'
    return testOf({ comment: `${flag.toLowerCase()}: ${comment}`, flags: [flag], text, kind, primary, ...more })
  })

export const outsideCases = [...of(envelopes, 'Envelope'), ...of(suffixes, 'Suffix')]
