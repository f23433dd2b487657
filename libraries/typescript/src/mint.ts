// Making tokens: sealed always, and signed where there is a suffix. What is minted here is what verify takes.
import { systemNow, systemRandom } from './ambient.ts'
import { lastSecond, type Format } from './codec/envelope.ts'
import { encodeToken04, joinKitToken } from './codec/frame.ts'
import type { Payload } from './codec/own_payload.ts'
import { writeSuffix } from './codec/suffix.ts'
import { isExt, maxExt, type Suffix } from './codec/suffix_fields.ts'
import { sign } from './crypto/signature.ts'
import { payloadFor, type GrantInput } from './grant.ts'
import { contentsOf, mintingKey, type AppKey, type Keyring } from './keyring.ts'
import { defaultMaxLifetime } from './lifetime.ts'
import { isRoomId, isUserId, isUserName, roomIdRule, userIdRule } from './names.ts'
import { makePass, type Pass } from './pass.ts'
import { readPayload } from './payload.ts'
import { sealToken } from './sealed_token.ts'

/**
 * Who may enter which room, under which name, with which rights, for how long.
 * @example
 * const input: MintInput = { userId: 'ada', roomId: 'lobby', grant: { publish: true }, expiresIn: 3600 }
 * const kitToken = mint({ ...input, userName: 'Ada L.' }, keys)
 */
export interface MintInput {
  /** Default: the only app of the keyring. */
  readonly appId?: number
  /** 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\ */
  readonly userId: string
  /** 1 to 128 printable ASCII characters without space, ", \ and #. */
  readonly roomId: string
  /** Text of any script without control characters, at most 256 bytes of UTF-8. Default "". */
  readonly userName?: string
  /** Sealed into the payload together with the room. Absent: the payload is empty, which restricts nothing. */
  readonly grant?: GrantInput
  /** Seconds, a whole number from 1 to `maxLifetime`. */
  readonly expiresIn: number
  /** The payload is made from `grant`. */
  readonly payload?: never
  /** Default `cbc`, which every ZEGOCLOUD client takes. */
  readonly format?: Format
  /** Up to 512 printable ASCII characters that the signature proves and the application reads; "" is none. */
  readonly ext?: string
}

/**
 * Who the Token04 is for, and for how long; the room and the rights where they are to be sealed.
 * @example
 * const claims: Token04Input = { userId: 'ada', roomId: 'lobby', grant: { publish: true }, expiresIn: 3600 }
 * const token = mintToken04(claims, keys)
 */
export interface Token04Input {
  /** Default: the only app of the keyring. */
  readonly appId?: number
  /** 1 to 64 ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>/\ */
  readonly userId: string
  /** Seconds, a whole number from 1 to `maxLifetime`. */
  readonly expiresIn: number
  /** Sealed into the payload, with `roomId` if there is one. Absent: the payload is empty, which restricts nothing. */
  readonly grant?: GrantInput
  /** Sealed together with `grant`; without a grant it has no place to stand. */
  readonly roomId?: string
  /** A payload that was made elsewhere, instead of `grant`. */
  readonly payload?: string
  /** Default `cbc`. */
  readonly format?: Format
}

/**
 * The surroundings of minting.
 * @example
 * const aWeek: MintOptions = { maxLifetime: 604_800 }
 * const kitToken = mint({ userId: 'ada', roomId: 'lobby', expiresIn: 604_800 }, keys, aWeek)
 */
export interface MintOptions {
  /** The time in whole Unix seconds. Default: the clock of this machine. */
  readonly now?: () => number
  /** The longest lifetime that is minted, in seconds. Default 86400, which is also the most that verify takes by default. */
  readonly maxLifetime?: number
  /** That many random bytes. Default: the machine's generator. Tests and vectors pass their own; nobody else should. */
  readonly random?: (count: number) => Uint8Array
}

/**
 * Mints a Kit Token, sealed and signed (spec token04.md 3 to 6, kit-token.md 2 and 3): {@link verify} takes it as `signed`, and every
 * ZEGOCLOUD client takes it, too. Minted for the active key of the app.
 * @throws TypeError or RangeError naming the argument that is wrong
 * @example
 * const grant = { publish: true }
 * const kitToken = mint({ userId: 'ada', roomId: 'lobby', userName: 'Ada L.', grant, expiresIn: 3600 }, keys)
 */
export function mint(input: MintInput, keys: Keyring, options: MintOptions = {}): string {
  return mintKitToken(input, keys, options).kitToken
}

/**
 * {@link mint}, with the pass that {@link verify} will make of the token: for servers that keep a record of what they give away. It costs the
 * hash of its `tid`, not a verification.
 * @throws TypeError or RangeError naming the argument that is wrong
 * @example
 * const { kitToken, pass } = mintWithPass({ userId: 'ada', roomId: 'lobby', grant: { publish: true }, expiresIn: 3600 }, keys)
 * console.log(`${pass.tid} for ${pass.userId} until ${pass.expiresAt}`)
 */
export function mintWithPass(
  input: MintInput,
  keys: Keyring,
  options: MintOptions = {},
): { readonly kitToken: string; readonly pass: Pass } {
  const { kitToken, made, suffix } = mintKitToken(input, keys, options)
  return { kitToken, pass: passOf(keys, made, suffix) }
}

function mintKitToken(
  input: MintInput,
  keys: Keyring,
  options: MintOptions,
): { readonly kitToken: string; readonly made: Made; readonly suffix: Suffix } {
  const {
    appId,
    userId,
    roomId,
    userName = '',
    grant,
    expiresIn,
    payload,
    format,
    ext = null,
  } = asObject(input, 'input')
  if (payload !== undefined) throw new TypeError('payload is made from grant; mintToken04 takes one of its own')
  const key = mintingKey(keys, appId)
  checkRoomId(roomId)
  if (!isUserName(userName)) {
    throw new RangeError('userName must be text of at most 256 bytes of UTF-8 without control characters')
  }
  if (ext !== null && !isExt(ext)) throw new RangeError(`ext must be at most ${maxExt} printable ASCII characters`)
  const rights = grant === undefined ? '' : payloadFor(roomId, grant)
  const made = mintRaw(key, { userId, expiresIn, payload: rights, format }, options)
  const fields = {
    userId,
    roomId,
    encodedName: encodeURIComponent(userName),
    appId: key.appId,
    ext: ext === '' ? null : ext,
  }
  const signature = sign(key, fields, made.raw)
  const suffix = writeSuffix(fields, signature)
  if (suffix === null) throw new RangeError('ext is too long beside this userName')
  const kitToken = joinKitToken(encodeToken04(made.raw, key.transcoder), suffix)
  return { kitToken, made, suffix: { ...fields, userName, signature } }
}

/**
 * Mints a sealed Token04 without a suffix (spec token04.md 3 to 6), for clients that take it bare and for pages that call
 * {@link generateKitTokenForProduction}.
 * @throws TypeError or RangeError naming the argument that is wrong
 * @example
 * const token = mintToken04({ userId: 'ada', roomId: 'lobby', grant: { publish: true }, expiresIn: 3600 }, keys)
 */
export function mintToken04(claims: Token04Input, keys: Keyring, options: MintOptions = {}): string {
  const { key, raw } = mintAlone(claims, keys, options)
  return encodeToken04(raw, key.transcoder)
}

/**
 * {@link mintToken04}, with the pass that {@link verifyToken04} will make of the token.
 * @throws TypeError or RangeError naming the argument that is wrong
 * @example
 * const { token, pass } = mintToken04WithPass({ userId: 'ada', expiresIn: 3600 }, keys)
 */
export function mintToken04WithPass(
  claims: Token04Input,
  keys: Keyring,
  options: MintOptions = {},
): { readonly token: string; readonly pass: Pass } {
  const made = mintAlone(claims, keys, options)
  return { token: encodeToken04(made.raw, made.key.transcoder), pass: passOf(keys, made, null) }
}

function mintAlone(claims: Token04Input, keys: Keyring, options: MintOptions): Made {
  const { appId, userId, expiresIn, format } = asObject(claims, 'claims')
  return mintRaw(mintingKey(keys, appId), { userId, expiresIn, payload: payloadOf(claims), format }, options)
}

/** What {@link verify} concludes from the same token, whose maker need not look at it again. */
function passOf(keys: Keyring, { key, raw, format, userId, payload, ...times }: Made, suffix: Suffix | null): Pass {
  return makePass({
    trust: suffix === null ? 'sealed' : 'signed',
    claims: { appId: key.appId, userId, payload, ...times },
    payload: readPayload(payload, true, 'own'),
    suffix,
    tid: contentsOf(keys).tokenId(raw),
    kid: key.kid,
    format,
  })
}

function payloadOf({ roomId, grant, payload }: Token04Input): Payload {
  if (roomId !== undefined) checkRoomId(roomId)
  if (payload === undefined) {
    if (grant !== undefined) return payloadFor(roomId ?? '', grant)
    if (roomId !== undefined) throw new TypeError('roomId is sealed together with a grant: pass grant as well')
    return ''
  }
  if (grant !== undefined || roomId !== undefined) throw new TypeError('payload takes the place of grant and roomId')
  if (typeof payload !== 'string') throw new TypeError('payload must be a string')
  try {
    readPayload(payload, true, 'own')
  } catch (cause) {
    throw new TypeError('payload must be JSON of room_id, privilege and stream_id_list as documented, or ""', { cause })
  }
  return payload
}

function checkRoomId(roomId: string): void {
  if (!isRoomId(roomId)) throw new RangeError(`roomId must be ${roomIdRule}`)
}

interface RawInput {
  readonly userId: string
  readonly expiresIn: number
  readonly payload: Payload
  readonly format: Format | undefined
}

/** A token as bytes, and what is in it. */
interface Made extends Omit<RawInput, 'expiresIn' | 'format'> {
  readonly key: AppKey
  readonly raw: Uint8Array
  readonly issuedAt: number
  readonly expiresAt: number
  readonly format: Format
}

function mintRaw(key: AppKey, input: RawInput, options: MintOptions): Made {
  const { userId, expiresIn, payload, format = 'cbc' } = input
  const { now = systemNow, maxLifetime = defaultMaxLifetime, random = systemRandom } = asObject(options, 'options')
  if (!isUserId(userId)) throw new RangeError(`userId must be ${userIdRule}`)
  if (!(maxLifetime > 0)) throw new RangeError('options.maxLifetime must be a positive number of seconds')
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > maxLifetime) {
    throw new RangeError(`expiresIn must be whole seconds from 1 to ${maxLifetime}, which options.maxLifetime sets`)
  }
  if (format !== 'cbc' && format !== 'gcm') throw new TypeError('format must be cbc or gcm')
  if (format === 'gcm' && key.gcm === 'refuse') throw new TypeError('format: this key refuses gcm')
  const issuedAt = now()
  if (!Number.isInteger(issuedAt) || issuedAt < 1 || issuedAt + expiresIn > lastSecond) {
    throw new RangeError('options.now must give whole Unix seconds')
  }
  const expiresAt = issuedAt + expiresIn
  const raw = sealToken(key, { userId, payload, issuedAt, expiresAt, format, random })
  return { key, raw, userId, payload, issuedAt, expiresAt, format }
}

function asObject<T extends object>(value: T, name: string): T {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} must be an object`)
  return value
}
