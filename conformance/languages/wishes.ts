// What is minted: random wishes of every length and kind that spec/token04.md 8 and spec/kit-token.md 2 allow, and the bytes that each must become.
import { kitToken, payloadOf, rawToken } from '../../tools/vectors/craft.ts'
import type { Grant } from '../../tools/vectors/model.ts'
import { suffixJson, token04Text, type Format } from '../../tools/vectors/primitives.ts'
import type { Random } from './random.ts'
import { anyText, ascii, name, roomId, secret, userId } from './texts.ts'

/** `in` of the request, as in mint.json. */
export interface WishIn {
  readonly appId: number
  readonly serverSecret: string
  readonly userId: string
  readonly roomId?: string
  readonly userName?: string
  readonly grant?: Grant | null
  readonly payload?: string
  readonly ext?: string
  readonly expiresIn: number
  readonly format: Format
  readonly now: number
  readonly nonce: number
}

export interface Wish {
  readonly op: 'mint' | 'mintToken04'
  readonly in: WishIn
  /** What every library must make of it. */
  readonly token: string
}

const lastSecond = 253_402_300_799
const maxPayload = 1024
const maxSuffix = 2048

export function randomWish(random: Random): Wish {
  const common = {
    appId: random.pick([1, 1234567890, 2147483647, 2147483648, 4294967295, 1 + random.below(4294967295)]),
    serverSecret: secret(random),
    userId: userId(random),
    expiresIn: random.length(1, 86_400),
    format: random.pick(['cbc', 'gcm'] as const),
    now: random.pick([1, 1767225600, 4294967296, lastSecond - 86_400, 1 + random.below(lastSecond - 86_400)]),
    nonce: random.length(0, 2147483647),
  }
  return random.chance(75) ? kitWish(random, common) : token04Wish(random, common)
}

function kitWish(random: Random, common: WishIn): Wish {
  const named = { roomId: roomId(random), userName: name(random, random.length(0, 256)) }
  const grant = random.chance(25) ? null : randomGrant(random, named.roomId)
  const ext = random.chance(40) ? undefined : fittingExt(random, { ...common, ...named })
  const wish = { ...common, ...named, grant, ...(ext === undefined ? {} : { ext }) }
  const payload = grant === null ? '' : payloadOf(named.roomId, grant)
  const shown = { roomId: named.roomId, encodedName: encodeURIComponent(named.userName), ext: ext || null }
  return { op: 'mint', in: wish, token: kitToken({ ...craftOf(wish, payload), shown }) }
}

function token04Wish(random: Random, common: WishIn): Wish {
  const room = random.chance(30) ? '' : roomId(random)
  const grant = randomGrant(random, room)
  const own = ownPayload(random, room, grant)
  const bound = [{ ...(room === '' ? {} : { roomId: room }), grant }, payloadOf(room, grant)] as const
  const [given, payload] = random.pick([[{}, ''] as const, bound, bound, [{ payload: own }, own] as const])
  const wish = { ...common, ...given }
  return { op: 'mintToken04', in: wish, token: token04Text(rawToken(craftOf(wish, payload))) }
}

function craftOf({ appId, serverSecret, userId: user, nonce, now, expiresIn, format }: WishIn, payload: string) {
  return { appId, secret: serverSecret, userId: user, nonce, ctime: now, expire: now + expiresIn, payload, format }
}

/** Streams of any length, of which some fill the payload to its last byte. */
function randomGrant(random: Random, room: string): Grant {
  const rights = { join: random.chance(50), publish: random.chance(50) }
  if (random.chance(40)) return { ...rights, streamIds: null }
  const lengthOf = (streamIds: readonly string[]): number =>
    Buffer.byteLength(payloadOf(room, { ...rights, streamIds }))
  const [count, most] = random.pick([
    [0, 0],
    [random.length(0, 100), 4],
    [random.length(0, 8), 256],
  ] as const)
  const ids = Array.from({ length: count }, () => anyText(random, random.length(0, most)))
  while (lengthOf(ids) > maxPayload) ids.pop()
  const left = maxPayload - lengthOf([...ids, ''])
  if (random.chance(30) && ids.length < 100 && left >= 0) ids.push('s'.repeat(Math.min(256, left)))
  return { ...rights, streamIds: ids }
}

/** As others spell it: other orders, white space, escapes, keys of applications; still within R29. */
function ownPayload(random: Random, room: string, { join, publish, streamIds }: Grant): string {
  const rights = random.pick([{ 1: Number(join), 2: Number(publish) }, { 2: Number(publish) }, { 1: Number(join) }, {}])
  const members = [
    { room_id: room },
    random.chance(80) ? { privilege: rights } : {},
    random.chance(50) ? { stream_id_list: streamIds?.slice(0, 3) ?? null } : {},
    random.chance(50) ? { 'x-app': random.pick([null, true, -0.5, 1e300, [], { deep: [anyText(random, 9)] }]) } : {},
  ]
  const object = Object.assign({}, ...(random.chance(50) ? members : members.toReversed()))
  const text = JSON.stringify(object, null, random.pick([0, 1, '\t']))
  const spelled = random.chance(50) ? text : text.replaceAll(/[^\x20-\x7e\s]/g, escaped).replaceAll('/', '\\/')
  return Buffer.byteLength(spelled) <= maxPayload ? spelled : payloadOf(room, { join, publish, streamIds: null })
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** As long as the suffix allows; "" counts as none. */
function fittingExt(random: Random, { appId, userId: user, roomId: room = '', userName = '' }: WishIn): string {
  const shown = { userId: user, roomId: room, encodedName: encodeURIComponent(userName), appId }
  // The longest suffix needs an extension of nothing but escapes.
  const isLongest = shown.encodedName.length > 600 && random.chance(50)
  let ext = isLongest ? '"'.repeat(512) : ascii(random, random.length(0, 512))
  const sig = `1.00000000.${'A'.repeat(43)}`
  while (suffixJson({ ...shown, ext: ext || null }, sig).length > maxSuffix) ext = ext.slice(1)
  return ext
}
