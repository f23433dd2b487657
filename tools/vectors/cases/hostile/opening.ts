// Tokens that do not open, or open to something else than claims, or are not sealed: R16 to R18.
import { createHmac } from 'node:crypto'
import { alone, appId, foreignIv, honest, now, otherSecret, secret, spell, unsigned } from '../../craft.ts'
import type { HostileTest } from '../../model.ts'
import { deriveKeys, pkcs7, sealOf, u32 } from '../../primitives.ts'
import { breaking, replaced, type Bend } from './breaks.ts'

/** The claims with so many letters of user that the padding has this length. */
function paddedBy(length: number): { readonly userId: string; readonly shown: { readonly userId: string } } {
  const shortest = spell({ ...honest, userId: '' }).length
  const userId = 'p'.repeat(16 + ((48 - length - shortest) % 16))
  return { userId, shown: { userId } }
}

/** Padding of the right length with one byte in it set. */
const withByte = (length: number, at: number, value: number): Bend => ({
  ...paddedBy(length),
  pad: (plaintext) => {
    const blocks = pkcs7(plaintext)
    blocks[blocks.length - length + at] = value
    return blocks
  },
})
const gcm = { format: 'gcm' } as const

const padding: readonly HostileTest[] = [
  ...breaking({ rule: 'R16', code: 'token_undecryptable', flags: ['Padding'] }, [
    ['padding of 0', { ...alone, ...withByte(1, 0, 0) }],
    ['padding of 17', { ...alone, ...withByte(1, 0, 17) }],
    ['padding of 255', { ...alone, ...withByte(1, 0, 255) }],
    ['padding of 2 that is 1 long', { ...alone, ...withByte(1, 0, 2) }],
    ['padding whose first byte of two is wrong', { ...alone, ...withByte(2, 0, 3) }],
    ['padding whose first byte of sixteen is wrong', { ...alone, ...withByte(16, 0, 15) }],
    ['padding whose middle is wrong', { ...alone, ...withByte(8, 3, 0) }],
    ['padding of zeros', { ...alone, ...paddedBy(5), pad: (plaintext) => Buffer.concat([plaintext, Buffer.alloc(5)]) }],
    [
      'padding of random bytes that ends in its length',
      { ...alone, ...paddedBy(4), pad: (plaintext) => Buffer.concat([plaintext, Buffer.from([9, 2, 6, 4])]) },
    ],
    [
      'padding of spaces',
      { ...alone, ...paddedBy(3), pad: (plaintext) => Buffer.concat([plaintext, Buffer.from('   ')]) },
    ],
    ['no padding after whole blocks', { ...alone, ...paddedBy(16), pad: (plaintext) => plaintext }],
    ['wrong padding in an unsigned Kit Token', { ...unsigned, ...withByte(2, 0, 3) }],
    ['wrong padding in a signed token', withByte(2, 0, 3)],
  ]),
  ...breaking({ rule: 'R16', code: 'token_undecryptable', flags: ['Tag', 'Gcm'] }, [
    ['a GCM tag whose first bit is wrong', { ...alone, ...gcm, edit: (raw) => flipped(raw, -17, 0x80) }],
    ['a GCM tag whose last bit is wrong', { ...alone, ...gcm, edit: (raw) => flipped(raw, -2, 0x01) }],
    ['a GCM tag of zeros', { ...alone, ...gcm, edit: (raw) => raw.fill(0, raw.length - 17, raw.length - 1) }],
    ['a GCM tag whose last bit is wrong, in a signed token', { ...gcm, edit: (raw) => flipped(raw, -2, 0x01) }],
  ]),
  ...breaking({ rule: 'R16', code: 'token_undecryptable', flags: ['Keys'] }, [
    ['made with another secret', { ...alone, secret: otherSecret }],
    ['made with another secret, in GCM form', { ...alone, ...gcm, secret: otherSecret }],
    ['made with another secret, in a Kit Token', { ...unsigned, secret: otherSecret }],
    [
      'made with a secret of another app of the keyring',
      {
        ...unsigned,
        secret: otherSecret,
        ring: [
          { appId, serverSecret: secret },
          { appId: 5, serverSecret: otherSecret },
        ],
      },
    ],
  ]),
  ...breaking({ rule: 'R16', code: 'token_undecryptable', flags: ['Forgery'] }, [
    ['the last block is cut off', { ...alone, edit: (raw) => shortened(raw, 16) }],
    ['the last block stands twice', { ...alone, edit: (raw) => relength(Buffer.concat([raw, raw.subarray(-16)])) }],
    ['the last byte of the ciphertext is changed', { ...alone, edit: (raw) => flipped(raw, -1, 0x01) }],
  ]),
]

const honestBytes = Buffer.from(spell(honest))
const { kSeal, kSig } = deriveKeys(secret, appId)
const tagged = (key: Buffer | string, ...parts: readonly (string | Buffer)[]): Buffer => {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}
const chars = (tag: Buffer): { readonly iv: Buffer } => ({
  iv: Buffer.from(tag.toString('base64url').slice(0, 16), 'latin1'),
})
const label = 'roompass-seal/v1\0'
const right = sealOf(secret, appId, honestBytes, 'cbc')
/** In the order of ZEGOCLOUD's generator for Java: then the first block holds the user. */
const javaOrder = `{"user_id":"mike0001","payload":"","expire":${now + 3600},"ctime":${now},"app_id":${appId},"nonce":7}`

const seal: readonly HostileTest[] = [
  ...breaking({ rule: 'R17', code: 'trust_too_low', flags: ['Seal'] }, [
    ['an IV of an official generator', { ...alone, ...foreignIv }],
    ['an IV of an official generator, in a Kit Token', { ...unsigned, ...foreignIv }],
    ['an IV of zeros', { ...alone, iv: Buffer.alloc(16) }],
    ['an IV whose first character is wrong', { ...alone, iv: flipped(Buffer.from(right), 0, 0x01) }],
    ['an IV whose last character is wrong', { ...alone, iv: flipped(Buffer.from(right), 15, 0x01) }],
    ['an IV in capitals', { ...alone, iv: Buffer.from(right.toString('latin1').toUpperCase(), 'latin1') }],
    [
      'the tag itself instead of its characters',
      { ...alone, iv: tagged(kSeal, label, u32(appId), honestBytes).subarray(0, 16) },
    ],
    [
      'the tag in hex',
      {
        ...alone,
        iv: Buffer.from(tagged(kSeal, label, u32(appId), honestBytes).toString('hex').slice(0, 16), 'latin1'),
      },
    ],
    ['a seal with the key of the signature', { ...alone, ...chars(tagged(kSig, label, u32(appId), honestBytes)) }],
    ['a seal with the ServerSecret itself', { ...alone, ...chars(tagged(secret, label, u32(appId), honestBytes)) }],
    [
      'a seal with the label of the GCM form',
      { ...alone, ...chars(tagged(kSeal, 'roompass-gcm-seal/v1\0', u32(appId), honestBytes)) },
    ],
    ['a seal without the AppID', { ...alone, ...chars(tagged(kSeal, label, honestBytes)) }],
    ['a seal over the padded plaintext', { ...alone, ...chars(tagged(kSeal, label, u32(appId), pkcs7(honestBytes))) }],
    ['a seal for another app with the same secret', { ...alone, iv: sealOf(secret, 5, honestBytes, 'cbc') }],
    [
      'the seal of other claims',
      { ...alone, iv: sealOf(secret, appId, Buffer.from(spell({ ...honest, nonce: 1 })), 'cbc') },
    ],
    [
      'the seal of the same claims in another spelling',
      {
        ...alone,
        plaintext: replaced(spell(honest), 'user-1', '\\u0075ser-1'),
        iv: sealOf(secret, appId, honestBytes, 'cbc'),
      },
    ],
    [
      'a bare CBC token under a key that trusts GCM',
      { ...alone, ...foreignIv, ring: [{ appId, serverSecret: secret, gcm: 'trust' }] },
    ],
  ]),
  ...breaking({ rule: 'R17', code: 'trust_too_low', flags: ['Seal', 'Gcm'] }, [
    ['a GCM nonce of an official generator', { ...alone, ...gcm, iv: Buffer.from('0123456789ab', 'latin1') }],
    [
      'a GCM nonce whose last bit is wrong',
      { ...alone, ...gcm, iv: flipped(sealOf(secret, appId, honestBytes, 'gcm'), 11, 0x01) },
    ],
    [
      'a GCM nonce with the label of the CBC form',
      { ...alone, ...gcm, iv: tagged(kSeal, label, u32(appId), honestBytes).subarray(0, 12) },
    ],
    [
      'a GCM nonce of characters',
      {
        ...alone,
        ...gcm,
        iv: Buffer.from(
          tagged(kSeal, 'roompass-gcm-seal/v1\0', u32(appId), honestBytes).toString('base64url').slice(0, 12),
          'latin1',
        ),
      },
    ],
  ]),
  ...breaking({ rule: 'R17', code: 'trust_too_low', flags: ['Seal', 'Forgery'] }, [
    [
      'an IV that turns one user into another',
      { ...unsigned, userId: 'root0001', plaintext: javaOrder, ...foreignIv, edit: turned('mike', 'root', 12) },
    ],
    [
      'an IV that turns one app into another that the keyring knows',
      {
        ...alone,
        ring: [{ appId: 2234567890, serverSecret: secret }],
        plaintext: spell(honest),
        edit: turned('1', '2', 10),
        options: { appId: 2234567890 },
      },
    ],
    [
      'leading blocks dropped and the IV made to fit',
      {
        ...unsigned,
        userId: 'victim-0001',
        ...foreignIv,
        plaintext: `{"user_id":"aaaaBBBBBBBBBBBBBBBBim-0001","payload":"","expire":${now + 3600},"ctime":${now},"app_id":${appId},"nonce":7}`,
        edit: dropped,
      },
    ],
  ]),
]

/** Bits of the IV that change the first block of the plaintext as wanted, and nothing else. */
function turned(from: string, to: string, at: number): NonNullable<Bend['edit']> {
  return (raw) => {
    Buffer.from(from).forEach((byte, i) => flipped(raw, 10 + at + i, byte ^ (to.codePointAt(i) ?? 0)))
    return raw
  }
}

/** The second block becomes the first: its IV gives `{"user_id":"vict`, and what follows reads `im-0001"`. */
function dropped(raw: Buffer): Buffer {
  const second = Buffer.from('BBBBBBBBBBBBBBBB')
  const wanted = Buffer.from('{"user_id":"vict')
  const iv = Buffer.from(raw.subarray(28, 44)).map((byte, i) => byte ^ (second[i] ?? 0) ^ (wanted[i] ?? 0))
  return relength(Buffer.concat([raw.subarray(0, 10), iv, raw.subarray(26, 28), raw.subarray(44)]))
}

const note = (bytes: Buffer | string): Buffer => {
  const [head = '', tail = ''] = spell({ ...honest, payload: '{"x-note":"|"}' }).split('|')
  return Buffer.concat([Buffer.from(head), Buffer.from(bytes), Buffer.from(tail)])
}

const text: readonly HostileTest[] = [
  ...breaking({ rule: 'R18', code: 'token_undecryptable', flags: ['Utf8'] }, [
    ['a byte order mark before the claims', { ...alone, plaintext: `\ufeff${spell(honest)}` }],
    ['a space before the claims', { ...alone, plaintext: ` ${spell(honest)}` }],
    ['a line feed after the claims', { ...alone, plaintext: `${spell(honest)}\n` }],
    ['a NUL after the claims', { ...alone, plaintext: `${spell(honest)}\0` }],
    [
      'control characters after the claims, as padding that was added twice',
      { ...alone, plaintext: pkcs7(honestBytes) },
    ],
    ['a byte that continues nothing', { ...alone, plaintext: note(Buffer.of(0x80)) }],
    ['a character of Latin-1', { ...alone, plaintext: note(Buffer.of(0xeb)) }],
    ['a character that ends too early', { ...alone, plaintext: note(Buffer.of(0xe5, 0xbc)) }],
    ['a slash spelled too long', { ...alone, plaintext: note(Buffer.of(0xc0, 0xaf)) }],
    ['a NUL spelled too long', { ...alone, plaintext: note(Buffer.of(0xc0, 0x80)) }],
    ['a surrogate in UTF-8', { ...alone, plaintext: note(Buffer.of(0xed, 0xa0, 0x80)) }],
    ['an emoji in CESU-8', { ...alone, plaintext: note(Buffer.of(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80)) }],
    ['a character beyond the last', { ...alone, plaintext: note(Buffer.of(0xf4, 0x90, 0x80, 0x80)) }],
    ['a byte that is never UTF-8', { ...alone, plaintext: note(Buffer.of(0xff)) }],
    ['a line feed in a string', { ...alone, plaintext: replaced(spell({ ...honest, payload: '{|}' }), '|', '\n') }],
    ['a tab in a string', { ...alone, plaintext: replaced(spell({ ...honest, payload: '{|}' }), '|', '\t') }],
    [
      'padding of sixteen whose last byte is 1, which leaves fifteen',
      {
        ...alone,
        plaintext: Buffer.concat([Buffer.from(spell({ ...honest, ...paddedBy(16) })), Buffer.alloc(15, 16)]),
      },
    ],
    ['a character of Latin-1, in GCM form', { ...alone, ...gcm, plaintext: note(Buffer.of(0xeb)) }],
    ['a character of Latin-1, in a signed token', { plaintext: note(Buffer.of(0xeb)) }],
  ]),
]

function flipped(bytes: Buffer, at: number, bits: number): Buffer {
  const index = at < 0 ? bytes.length + at : at
  bytes.writeUInt8(bytes.readUInt8(index) ^ bits, index)
  return bytes
}

function shortened(raw: Buffer, by: number): Buffer {
  return relength(raw.subarray(0, raw.length - by))
}

/** With the length of the ciphertext that it has. */
function relength(raw: Buffer): Buffer {
  raw.writeUInt16BE(raw.length - 28, 26)
  return raw
}

export const openingCases: readonly HostileTest[] = [...padding, ...seal, ...text]
