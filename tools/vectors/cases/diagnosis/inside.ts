// Faults that only keys can show: keys that do not fit, claims that are none, parts that contradict each other, and what is worth a
// warning.
import { createCipheriv } from 'node:crypto'
import {
  appId,
  foreignIv,
  foreignNonce,
  honest,
  keyring,
  kitToken,
  now,
  otherSecret,
  secret,
  spell,
} from '../../craft.ts'
import { foreignToken04, kit, otherApp, payload, retiredSecret, sealed, signedJson, testOf } from './texts.ts'
import { token04, unsignedSuffix, withSuffix, type Ill } from './texts.ts'

type Row = readonly [comment: string, text: string, primary: string | null, more?: Partial<Ill>]

const claims = (changes: Readonly<Record<string, unknown>>): string =>
  foreignToken04({ plaintext: JSON.stringify({ ...JSON.parse(spell(honest)), ...changes }) })
/** AES-128 with the 16 bytes that the secret names in hex. */
const hexDecoded = foreignToken04({
  edit: (raw) => {
    const cipher = createCipheriv('aes-128-cbc', Buffer.from(secret, 'hex'), foreignIv.iv)
    return Buffer.concat([raw.subarray(0, 28), cipher.update(spell(honest)), cipher.final()])
  },
})
const week = now + 604_800
const year = now + 31_536_000

const keys: readonly Row[] = [
  ['another secret', token04({ secret: 'x'.repeat(32) }), 'wrong_secret'],
  ['a secret decoded from hex', hexDecoded, 'secret_hex_decoded'],
  ['a retired key', token04({ secret: retiredSecret }), 'key_retired'],
  ['signed with a retired key', kitToken({ payload, secret: retiredSecret }), 'key_retired'],
  [
    'the only key of its app, which is retired',
    kit,
    'key_retired',
    { keyring: [{ ...keyring[0]!, state: 'retired' }] },
  ],
  ["another app's secret", `${token04({ secret: otherSecret })}#${unsignedSuffix}`, 'key_of_another_app'],
  ['another room than was signed', withSuffix(signedJson().replace('room-1', 'vault')), 'signature_invalid'],
  ['another name than was signed', withSuffix(signedJson().replace('Ada', 'Bob')), 'signature_invalid'],
]

const insides: readonly Row[] = [
  ['a payload that is an object', claims({ payload: { room_id: 'room-1' } }), 'claims_nested'],
  ['white space', foreignToken04({ plaintext: JSON.stringify(JSON.parse(spell(honest)), null, 1) }), 'claims_spaced'],
  ['no JSON', foreignToken04({ plaintext: 'hello '.repeat(20) }), 'claims_unreadable'],
  ['an AppID in quotes', claims({ app_id: String(appId) }), 'claims_invalid'],
  ['a claim too many', claims({ room_id: 'room-1' }), 'claims_invalid'],
  ['a user ID of another script', claims({ user_id: '用户' }), 'user_id_invalid'],
  ['a payload that grants what there is not', token04({ payload: '{"privilege":{"1":2}}' }), 'payload_invalid'],
  ['a payload of another shape', token04({ payload: '{"rooms":["room-1"]}' }), 'payload_invalid'],
  ['a payload for a room that nobody can enter', token04({ payload: '{"room_id":"my room"}' }), 'room_id_invalid'],
]

const conflicts: readonly Row[] = [
  ['another app inside', claims({ app_id: otherApp }), 'app_mismatch'],
  ['another user outside', withSuffix({ userID: 'bob' }, sealed), 'user_mismatch'],
  ['another user than is expected', kit, 'user_mismatch', { options: { userId: 'bob' } }],
  ['another room outside', withSuffix({ roomID: 'vault' }), 'room_mismatch'],
  ['another room than is expected', kit, 'room_mismatch', { options: { roomId: 'vault' } }],
  ['another expiry outside', token04({ header: BigInt(honest.expire + 60) }), 'expiry_mismatch'],
  ['minted after its expiry', claims({ ctime: honest.expire + 5 }), 'expiry_mismatch'],
  ['a lifetime of a week', token04({ expire: week }), 'lifetime_too_long'],
  ['minted 95 seconds from now', token04({ ctime: now + 95 }), 'clock_ahead'],
  ['minted next year', token04({ ctime: year, expire: year + 3600 }), 'not_yet_valid'],
]

const expired: readonly Row[] = [
  ['expired 42 seconds ago', kit, 'token_expired', { options: { now: honest.expire + 42 }, keyless: 'token_expired' }],
  ['expired this very second', kit, 'token_expired', { options: { now: honest.expire }, keyless: 'token_expired' }],
]

const proofs: readonly Row[] = [
  ['an official generator', foreignToken04(), 'trust_too_low'],
  ['an official generator, in GCM', token04(foreignNonce), 'trust_too_low', { generators: ['cpp', 'php', 'python'] }],
  [
    'an unsigned suffix where a signed one is wanted',
    kitToken({ payload, signed: false }),
    'trust_too_low',
    { options: { accept: 'signed' }, warnings: ['suffix_unproven'] },
  ],
  ['an IV of digits', weak('3654997620112513'), 'trust_too_low', { warnings: ['iv_weak'] }],
  ['an IV of hex digits', weak('9f86d081884c7d65'), 'trust_too_low', { warnings: ['iv_weak'] }],
  [
    'an IV of its second',
    weak('ugsxctgd2eezehwq'),
    'trust_too_low',
    { warnings: ['iv_repeated'], generators: ['cpp'] },
  ],
]

/** Broken in nothing; but something should be known. */
const warned: readonly Row[] = [
  ['a Kit Token that is good', kit, null, { generators: ['roompass'] }],
  ['a Token04 that is good', sealed, null, { generators: ['roompass'] }],
  ['a Kit Token whose secret was published as a sample', kit, null, { warnings: ['secret_weak'] }],
  [
    'a Kit Token with an unsigned suffix',
    kitToken({ payload, signed: false }),
    null,
    { warnings: ['suffix_unproven'] },
  ],
  [
    'a sealed payload of another shape where official tokens are taken',
    token04({ payload: '{"demoPayload":""}' }),
    null,
    { options: { accept: 'bare' }, warnings: ['payload_invalid'] },
  ],
]

/** With an IV as weak generators make them. */
function weak(iv: string): string {
  return token04({ iv: Buffer.from(iv, 'latin1') })
}

const of = (rows: readonly Row[], flag: string) =>
  rows.map(([comment, text, primary, more = {}]) => {
    const kind = text.includes('#') ? 'kit-token' : 'token04'
    const what = `${flag.toLowerCase()}: ${comment}`
    return testOf({ comment: what, flags: [flag], text, kind, primary, keyless: null, ...more })
  })

export const insideCases = [
  ...of(keys, 'Keys'),
  ...of(insides, 'Claims'),
  ...of(conflicts, 'Mismatch'),
  ...of(expired, 'Clock'),
  ...of(proofs, 'Proof'),
  ...of(warned, 'Good'),
]
