// What minting gives, layer by layer (spec/vectors/mint.json).
import { appId, now, payloadOf, secret, spell } from '../craft.ts'
import type { MintIn, MintTest, VectorFile } from '../model.ts'
import {
  deriveKeys,
  encryptCbc,
  encryptGcm,
  frame,
  kitTokenText,
  pkcs7,
  sealOf,
  sign,
  signedBytes,
  suffixJson,
  token04Text,
  tokenId,
} from '../primitives.ts'

const notes = {
  Basic: 'The plainest token there is.',
  Gcm: 'The GCM form: nonce of 12 bytes, tag, mode byte.',
  Grant: 'The payload carries room and privileges.',
  Unicode: 'UTF-8 in the payload or percent-encoding in the name: an escaper that writes \\uXXXX gives other bytes.',
  Escaping: 'Characters that some JSON writers escape and the format does not, or the reverse.',
  Padding: 'The claims end at another place of the block: 1 to 16 bytes of padding.',
  Bounds: 'A field at its least or greatest.',
  Ext: 'With the signed extension.',
}

function mintLayers(input: MintIn): Omit<MintTest, 'comment' | 'flags'> {
  const { serverSecret, userId, roomId, userName, grant, format, ext = null } = input
  const expire = input.now + input.expiresIn
  const payload = grant === null ? '' : payloadOf(roomId, grant)
  const plaintext = spell({ appId: input.appId, userId, nonce: input.nonce, ctime: input.now, expire, payload })
  const bytes = Buffer.from(plaintext, 'utf8')
  const { kSeal, kSig, kid } = deriveKeys(serverSecret, input.appId)
  const iv = sealOf(serverSecret, input.appId, bytes, format)
  const ciphertext = format === 'cbc' ? encryptCbc(serverSecret, iv, pkcs7(bytes)) : encryptGcm(serverSecret, iv, bytes)
  const raw = frame({ header: BigInt(expire), iv, ciphertext, format })
  const shown = { userId, roomId, encodedName: encodeURIComponent(userName), appId: input.appId, ext: ext || null }
  const sig = sign(serverSecret, shown, raw)
  const json = suffixJson(shown, sig)
  return {
    in: input,
    payload,
    plaintext,
    kSeal: kSeal.toString('hex'),
    kSig: kSig.toString('hex'),
    kid,
    iv: iv.toString('hex'),
    raw: raw.toString('hex'),
    token04: token04Text(raw),
    tbs: signedBytes(kid, shown, raw).toString('hex'),
    sig,
    suffixJson: json,
    kitToken: kitTokenText(raw, json),
    tid: tokenId(raw),
  }
}

const plain: MintIn = {
  appId,
  serverSecret: secret,
  userId: 'user-1',
  roomId: 'room-1',
  userName: 'Zoë 张',
  grant: null,
  expiresIn: 3600,
  format: 'cbc',
  now,
  nonce: 123456789,
}

function test(comment: string, flags: readonly (keyof typeof notes)[], differs: Partial<MintIn> = {}): MintTest {
  return { comment, flags, ...mintLayers({ ...plain, userName: 'Ada', ...differs }) }
}

const both = { join: true, publish: true, streamIds: null }
const everyUserIdCharacter = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  "~!@#$%^&*()_+=-`;',.<>/\\",
] as const
const roomIdCharacters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i)).filter(
  (c) => !'"\\#'.includes(c),
)

const tests: readonly MintTest[] = [
  test('the reference token in CBC form', ['Basic'], { userName: 'Zoë 张' }),
  test('the reference token in GCM form', ['Basic', 'Gcm'], { userName: 'Zoë 张', format: 'gcm' }),
  test('no user name', ['Basic'], { userName: '' }),
  test('a grant that allows everything', ['Grant'], { grant: both }),
  test('a grant to listen only', ['Grant'], { grant: { ...both, publish: false } }),
  test('a grant to publish without joining', ['Grant'], { grant: { ...both, join: false } }),
  test('a grant of nothing', ['Grant'], { grant: { join: false, publish: false, streamIds: null } }),
  test('a grant with one stream', ['Grant'], { grant: { ...both, streamIds: ['room-1_user-1_main'] } }),
  test('a grant with several streams, in GCM form', ['Grant', 'Gcm'], {
    format: 'gcm',
    grant: { ...both, streamIds: ['a', 'b', 'c'] },
  }),
  test('a grant with an empty list of streams', ['Grant'], { grant: { ...both, streamIds: [] } }),
  test('stream IDs of several scripts, with U+2028 and an emoji', ['Grant', 'Unicode'], {
    grant: { ...both, streamIds: ['Zoë', '张', '\u2028', '😀'] },
  }),
  test('stream IDs with quotes, backslashes, slashes and angle brackets', ['Grant', 'Escaping'], {
    grant: { ...both, streamIds: ['"', '\\', '/', '<>&', "'"] },
  }),
  test('stream IDs with control characters and DEL', ['Grant', 'Escaping'], {
    grant: { ...both, streamIds: ['\b\t\n\f\r', '\u0000\u0001\u001f', '\u007f'] },
  }),
  test('a user ID of one backslash', ['Escaping'], { userId: '\\' }),
  test('a user ID that looks like an escape', ['Escaping'], { userId: '\\u0041\\n\\' }),
  test('a user ID of slash, angle brackets and ampersand', ['Escaping'], { userId: '/<>&/' }),
  test('the letters and digits of user IDs', ['Bounds'], { userId: everyUserIdCharacter[0] }),
  test('the other characters of user IDs', ['Bounds', 'Escaping'], { userId: everyUserIdCharacter[1] }),
  test('the longest user ID', ['Bounds'], { userId: 'u'.repeat(64) }),
  test('every character of room IDs', ['Bounds', 'Escaping'], { roomId: roomIdCharacters.join(''), grant: both }),
  test('the longest room ID', ['Bounds'], { roomId: 'r'.repeat(128), grant: both }),
  test('the longest user name, all ASCII', ['Bounds'], { userName: 'n'.repeat(256) }),
  test('the longest user name in bytes', ['Bounds', 'Unicode'], { userName: '😀'.repeat(64) }),
  test('a user name with every mark that percent-encoding leaves alone', ['Escaping'], {
    userName: '-_.!~*\'() %+&=?#"\\/',
  }),
  test('a user name in Arabic with a combining mark', ['Unicode'], { userName: 'مُحَمَّد' }),
  test('a user name with a joined emoji', ['Unicode'], { userName: '👩‍👩‍👧' }),
  test('a user name in decomposed form stays decomposed', ['Unicode'], { userName: 'Zoe\u0308' }),
  test('the least AppID', ['Bounds'], { appId: 1 }),
  test('the greatest AppID', ['Bounds'], { appId: 4294967295, grant: both }),
  test('the least nonce', ['Bounds'], { nonce: 0 }),
  test('the greatest nonce', ['Bounds'], { nonce: 2147483647 }),
  test('a lifetime of one second', ['Bounds'], { expiresIn: 1 }),
  test('the longest lifetime', ['Bounds'], { expiresIn: 86400 }),
  test('the shortest token', ['Bounds'], { appId: 1, userId: 'a', nonce: 0, now: 1, expiresIn: 1, userName: '' }),
  test('an expiry beyond 2^31', ['Bounds'], { now: 2147483000 }),
  test('an expiry beyond 2^32', ['Bounds'], { now: 4294967000 }),
  test('an expiry beyond 2^32, in GCM form', ['Bounds', 'Gcm'], { now: 4294967000, format: 'gcm' }),
  test('the last second there is', ['Bounds'], { now: 253402300799 - 3600 }),
  test('a secret with every kind of printable character', ['Bounds'], {
    serverSecret: ' !"#$%&\'()*+,-./0AZ[\\]^_`az{|}~9',
  }),
  test('an extension', ['Ext'], { ext: '{"v":1,"role":"host"}' }),
  test('an empty extension', ['Ext'], { ext: '' }),
  test('the longest extension', ['Ext', 'Bounds'], { ext: 'e'.repeat(512) }),
  test('everything at once', ['Ext', 'Grant', 'Unicode', 'Gcm'], {
    userId: 'ada@example.com',
    roomId: 'lobby/1',
    userName: 'Ada ✓',
    grant: { join: true, publish: true, streamIds: ['lobby_ada_main'] },
    format: 'gcm',
    ext: 'a"b\\c',
  }),
  ...Array.from({ length: 16 }, (_, i) => {
    const shortest = Buffer.byteLength(mintLayers({ ...plain, userId: 'p' }).plaintext)
    const userId = 'p'.repeat(1 + ((32 - (i + 1) - (shortest % 16)) % 16))
    return test(`padding of ${i + 1}`, ['Padding'], { userId })
  }),
]

export const mintFile: VectorFile<MintTest> = {
  name: 'mint',
  prefix: 'M',
  description:
    'Minting under a given clock and nonce: every layer from the payload to the Kit Token. A port that fails sees in which layer. Hex is lowercase.',
  notes,
  tests,
}
