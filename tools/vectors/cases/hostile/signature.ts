// Signatures that are not formed as they should be, not of this version, or not right; and keys that are not there: R12 to R15.
import { createHmac } from 'node:crypto'
import {
  alone,
  appId,
  foreignIv,
  honest,
  keyring,
  now,
  otherSecret,
  rawToken,
  secret,
  shownOf,
  unsigned,
  type KitCraft,
} from '../../craft.ts'
import type { HostileTest } from '../../model.ts'
import { deriveKeys, kitTokenText, sign, signedBytes, suffixJson } from '../../primitives.ts'
import { breaking, replaced, type Bend } from './breaks.ts'

/** The text of the signature, bent. */
const sig = (bend: (sig: string) => unknown): Pick<Bend, 'json'> => ({
  json: (shown, text) => suffixJson(shown, null).replace('}', `,"sig":${JSON.stringify(bend(text ?? ''))}}`),
})
/** The fields of the suffix, bent after they were signed. */
const shown = (bend: (json: string) => string): Pick<Bend, 'json'> => ({
  json: (fields, text) => bend(suffixJson(fields, text)),
})
/** A tag over something else than it should be. */
const tagged = (tagOf: (craft: KitCraft, raw: Buffer) => Buffer): Pick<Bend, 'text'> => ({
  text: () => {
    const raw = rawToken()
    const { kid } = deriveKeys(secret, appId)
    return kitTokenText(raw, suffixJson(shownOf({}), `1.${kid}.${tagOf({}, raw).toString('base64url')}`))
  },
})
const hmac = (key: Buffer | string, bytes: Buffer): Buffer => createHmac('sha256', key).update(bytes).digest()
const { kSeal, kSig, kid } = deriveKeys(secret, appId)
const { kid: otherKid } = deriveKeys(otherSecret, appId)

const form: readonly HostileTest[] = [
  ...breaking({ rule: 'R12', code: 'signature_malformed', flags: ['Signature'] }, [
    ['an empty signature', { ...sig(() => ''), alsoBreaks: ['R13'] }],
    ['a signature that is null', { ...sig(() => null), alsoBreaks: ['R13'] }],
    ['a signature that is a number', { ...sig(() => 1), alsoBreaks: ['R13'] }],
    ['a signature that is true', { ...sig(() => true), alsoBreaks: ['R13'] }],
    ['a signature without a tag', { ...sig((text) => text.slice(0, 11)), alsoBreaks: ['R13'] }],
    ['a signature without a version', { ...sig((text) => text.slice(2)), alsoBreaks: ['R13'] }],
    ['a key ID in capitals', sig((text) => text.replace(kid, kid.toUpperCase()))],
    ['a key ID of seven digits', { ...sig((text) => text.replace(kid, kid.slice(1))), alsoBreaks: ['R13'] }],
    ['a tag of 31 bytes', { ...sig((text) => text.slice(0, -2)), alsoBreaks: ['R13'] }],
    ['a tag of four bytes', { ...sig((text) => text.slice(0, 17)), alsoBreaks: ['R13'] }],
    ['a tag of 33 bytes', { ...sig((text) => `${text}AA`), alsoBreaks: ['R13'] }],
    ['a tag with padding', sig((text) => `${text}=`)],
    [
      'a tag in the alphabet with + and /',
      { nonce: 5, ...sig((text) => text.replaceAll('-', '+').replaceAll('_', '/')) },
    ],
    ['a tag with spare bits that are not zero', sig(nextLetter)],
    ['a space after the signature', sig((text) => `${text} `)],
    ['a line feed after the signature', sig((text) => `${text}\n`)],
    ['a fourth part', sig((text) => `${text}.x`)],
    ['a signed extension of 513 characters', { shown: { ext: 'e'.repeat(513) } }],
    ['a signed extension with a line feed', { shown: { ext: 'a\nb' } }],
    ['an unsigned extension of 513 characters', { ...unsigned, shown: { ext: 'e'.repeat(513) } }],
    [
      'an unsigned extension with an é, in escapes',
      { ...unsigned, ...shown((text) => text.replace('}', ',"ext":"\\u00e9"}')) },
    ],
  ]),
  ...breaking({ rule: 'R15', code: 'signature_malformed', flags: ['Signature'] }, [
    ['version 0', sig((text) => text.replace('1.', '0.'))],
    ['version 2', sig((text) => text.replace('1.', '2.'))],
    ['version 01', sig((text) => `0${text}`)],
    ['version 10', sig((text) => text.replace('1.', '10.'))],
    [
      'version 2 where signatures are asked for',
      { ...sig((text) => text.replace('1.', '2.')), options: { accept: 'signed' } },
    ],
  ]),
]

const keys: readonly HostileTest[] = [
  ...breaking({ rule: 'R13', code: 'key_unknown', flags: ['Keys'] }, [
    ['an app that the keyring does not know', { ...unsigned, appId: 5, keyApp: appId, alsoBreaks: ['R23'] }],
    ['a signed token of an app that the keyring does not know', { appId: 5, alsoBreaks: ['R23'] }],
    ['signed with a secret that the keyring does not know', { signSecret: otherSecret }],
    [
      'signed with a key of another app',
      { signSecret: otherSecret, ring: [...keyring, { appId: 5, serverSecret: otherSecret }] },
    ],
    ['a key ID that is changed', sig((text) => text.replace(kid, '00000000'))],
    ['the key ID of another secret', sig((text) => text.replace(kid, otherKid))],
    ['a Token04 for an app that is asked for and not known', { ...alone, options: { appId: 5 }, alsoBreaks: ['R23'] }],
  ]),
  ...breaking({ rule: 'R14', code: 'trust_too_low', flags: ['Signature'] }, [
    ['a sealed Kit Token where signatures are asked for', { ...unsigned, options: { accept: 'signed' } }],
    ['a sealed Token04 where signatures are asked for', { ...alone, options: { accept: 'signed' } }],
    ['a bare Kit Token where signatures are asked for', { ...unsigned, ...foreignIv, options: { accept: 'signed' } }],
    [
      'a signature that was taken away',
      { ...shown((text) => text.replace(/,"sig":"[^"]*"/, '')), options: { accept: 'signed' } },
    ],
    [
      'a signature under another name',
      { ...shown((text) => replaced(text, '"sig"', '"SIG"')), options: { accept: 'signed' } },
    ],
    [
      'an extension without a signature where signatures are asked for',
      { ...unsigned, shown: { ext: 'role=host' }, options: { accept: 'signed' } },
    ],
  ]),
]

const wrong: readonly HostileTest[] = [
  ...breaking({ rule: 'R13', code: 'signature_invalid', flags: ['Signature', 'Forgery'] }, [
    ['another room than was signed', shown((text) => replaced(text, 'room-1', 'room-2'))],
    [
      'a room where none was signed',
      { shown: { roomId: '' }, ...shown((text) => replaced(text, '"roomID":""', '"roomID":"room-1"')) },
    ],
    ['no room where one was signed', shown((text) => replaced(text, '"roomID":"room-1",', ''))],
    ['another name than was signed', shown((text) => replaced(text, 'Ada', 'Eve'))],
    [
      'the name that was signed, in another spelling',
      { shown: { encodedName: 'Ada%20L' }, ...shown((text) => replaced(text, '%20', ' ')) },
    ],
    [
      'the name that was signed, in lowercase hex',
      { shown: { encodedName: 'Zo%C3%AB' }, ...shown((text) => replaced(text, '%C3%AB', '%c3%ab')) },
    ],
    ['another user than was signed', { ...shown((text) => replaced(text, 'user-1', 'user-2')), alsoBreaks: ['R24'] }],
    ['an extension where none was signed', shown((text) => replaced(text, ',"sig"', ',"ext":"role=host","sig"'))],
    [
      'no extension where one was signed',
      { shown: { ext: 'role=host' }, ...shown((text) => replaced(text, ',"ext":"role=host"', '')) },
    ],
    [
      'another extension than was signed',
      { shown: { ext: 'role=guest' }, ...shown((text) => replaced(text, 'guest', 'host')) },
    ],
    [
      'a letter that moved from the room to the user',
      {
        userId: 'user-1r',
        shown: { roomId: 'oom-1' },
        ...shown((text) => text.replace('user-1r', 'user-1').replace('oom-1', 'room-1')),
        alsoBreaks: ['R24'],
      },
    ],
    [
      'a letter that moved from the name to the extension',
      {
        shown: { encodedName: 'Adax', ext: 'y' },
        ...shown((text) => text.replace('Adax', 'Ada').replace('"y"', '"xy"')),
      },
    ],
    [
      'the signature of another token of the same user',
      {
        text: (token) =>
          `${kitTokenText(rawToken({ nonce: 1 }), '').replace('#', '')}${token.slice(token.indexOf('#'))}`,
      },
    ],
    [
      'a sealed token renewed under the old signature',
      {
        text: (token) =>
          `${kitTokenText(rawToken({ expire: now + 7200 }), '').replace('#', '')}${token.slice(token.indexOf('#'))}`,
      },
    ],
    ['the tag of the other key', { signSecret: otherSecret, ...sig((text) => text.replace(otherKid, kid)) }],
    [
      'the right tag under the ID of another key of the app',
      {
        ring: [...keyring, { appId, serverSecret: otherSecret, state: 'previous' }],
        ...sig((text) => text.replace(kid, otherKid)),
      },
    ],
  ]),
  ...breaking({ rule: 'R13', code: 'signature_invalid', flags: ['Signature'] }, [
    ['a tag of zeros', tagged(() => Buffer.alloc(32))],
    [
      'a tag whose first bit is wrong',
      tagged((_, raw) => flipped(hmac(kSig, signedBytes(kid, shownOf({}), raw)), 0, 0x80)),
    ],
    [
      'a tag whose last bit is wrong',
      tagged((_, raw) => flipped(hmac(kSig, signedBytes(kid, shownOf({}), raw)), 31, 0x01)),
    ],
    ['a tag with the key of the seal', tagged((_, raw) => hmac(kSeal, signedBytes(kid, shownOf({}), raw)))],
    ['a tag with the ServerSecret itself', tagged((_, raw) => hmac(secret, signedBytes(kid, shownOf({}), raw)))],
    [
      'a tag over the base64 instead of the bytes',
      tagged((_, raw) => hmac(kSig, signedBytes(kid, shownOf({}), Buffer.from(raw.toString('base64'))))),
    ],
    ['a tag over the fields without their lengths', tagged((_, raw) => hmac(kSig, withoutLengths(raw)))],
    [
      'a tag over the fields without the Token04',
      tagged(() => hmac(kSig, signedBytes(kid, shownOf({}), Buffer.alloc(0)))),
    ],
    ['a tag over the name as it is decoded', { shown: { encodedName: 'Zo%C3%AB' }, text: nameDecoded }],
    [
      'a tag of another app with the same secret',
      { ...sig(() => sign(secret, { ...shownOf({}), appId: 5 }, rawToken()).replace(/\.[0-9a-f]+\./, `.${kid}.`)) },
    ],
    ['a tag over the claims in the clear', tagged(() => hmac(kSig, Buffer.from(JSON.stringify(honest))))],
  ]),
]

/** Another last character of the same 32 bytes. */
function nextLetter(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? '') + 1]
}

function flipped(tag: Buffer, at: number, bits: number): Buffer {
  tag.writeUInt8(tag.readUInt8(at) ^ bits, at)
  return tag
}

function withoutLengths(raw: Buffer): Buffer {
  const { userId, roomId, encodedName } = shownOf({})
  const head = Buffer.from('roompass-signature/v1\0\u0007', 'latin1')
  return Buffer.concat([head, Buffer.from(kid + appId + userId + roomId + encodedName), raw])
}

function nameDecoded(): string {
  const raw = rawToken()
  const fields = shownOf({ shown: { encodedName: 'Zo%C3%AB' } })
  const tag = hmac(kSig, signedBytes(kid, { ...fields, encodedName: 'Zoë' }, raw))
  return kitTokenText(raw, suffixJson(fields, `1.${kid}.${tag.toString('base64url')}`))
}

export const signatureCases: readonly HostileTest[] = [...form, ...keys, ...wrong]
