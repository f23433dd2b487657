// One honest token and every way to bend it: each layer is made from the one before, unless a case brings its own.
import {
  encryptCbc,
  encryptGcm,
  frame,
  pkcs7,
  sealOf,
  sign,
  suffixJson,
  token04Text,
  kitTokenText,
  deriveKeys,
  tokenId,
  type Format,
  type Shown,
} from './primitives.ts'
import type { Entry, Grant, Kind, Options, Pass, Request } from './model.ts'

export const appId = 1234567890
export const secret = '0123456789abcdef0123456789abcdef'
export const otherSecret = 'fedcba9876543210fedcba9876543210'
/** 2026-01-01T00:00:00Z */
export const now = 1767225600
export const keyring: readonly Entry[] = [{ appId, serverSecret: secret }]

export interface Claims {
  readonly appId: number
  readonly userId: string
  readonly nonce: number
  readonly ctime: number
  readonly expire: number
  readonly payload: string
}

export interface Craft extends Partial<Claims> {
  readonly secret?: string
  /** The app whose key seals. */
  readonly keyApp?: number
  readonly format?: Format
  /** Instead of the claims as mint spells them. */
  readonly plaintext?: string | Buffer
  /** Instead of the sealed one. */
  readonly iv?: Buffer
  /** Instead of PKCS#7. */
  readonly pad?: (plaintext: Buffer) => Buffer
  /** Instead of the expiry in the claims. */
  readonly header?: bigint
  /** The last word on the bytes, before they are signed. */
  readonly edit?: (raw: Buffer) => Buffer
}

export const honest: Claims = { appId, userId: 'user-1', nonce: 123456789, ctime: now, expire: now + 3600, payload: '' }

/** token04.md section 3. */
export function spell(claims: Claims): string {
  const { appId: app_id, userId: user_id, nonce, ctime, expire, payload } = claims
  return JSON.stringify({ app_id, user_id, nonce, ctime, expire, payload })
}

export function rawToken(craft: Craft = {}): Buffer {
  const claims = { ...honest, ...craft }
  const { secret: key = secret, keyApp = claims.appId, format = 'cbc', pad = pkcs7, edit = (raw) => raw } = craft
  const spelled = craft.plaintext ?? spell(claims)
  const plaintext = typeof spelled === 'string' ? Buffer.from(spelled, 'utf8') : spelled
  const iv = craft.iv ?? sealOf(key, keyApp, plaintext, format)
  const ciphertext = format === 'cbc' ? encryptCbc(key, iv, pad(plaintext)) : encryptGcm(key, iv, plaintext)
  return edit(frame({ header: craft.header ?? BigInt(claims.expire), iv, ciphertext, format }))
}

function token04(craft: Craft = {}): string {
  return token04Text(rawToken(craft))
}

export interface KitCraft extends Craft {
  readonly shown?: Partial<Shown>
  /** Default true. */
  readonly signed?: boolean
  readonly signSecret?: string
  /** Instead of the suffix as mint spells it. */
  readonly json?: (shown: Shown, sig: string | null) => string
}

export function shownOf(craft: KitCraft): Shown {
  const { userId, appId: app } = { ...honest, ...craft }
  return { userId, roomId: 'room-1', encodedName: 'Ada', appId: app, ext: null, ...craft.shown }
}

export function kitToken(craft: KitCraft = {}): string {
  const raw = rawToken(craft)
  const shown = shownOf(craft)
  const { signed = true, signSecret = craft.secret ?? secret, json = suffixJson } = craft
  return kitTokenText(raw, json(shown, signed ? sign(signSecret, shown, raw) : null))
}

/** The base64 of the suffix. */
export function suffixOf(token: string): string {
  return token.slice(token.indexOf('#') + 1)
}

export const unrestricted: Grant = { join: true, publish: true, streamIds: null }

/** A craft, and how it is put to a verifier. */
export interface Ask extends KitCraft {
  /** Default: a Kit Token. */
  readonly kind?: Kind
  readonly ring?: readonly Entry[]
  readonly options?: Partial<Options>
}

export function requestOf(ask: Ask): Request & { readonly token: string } {
  const { kind = 'kit-token', ring = keyring, options = {} } = ask
  return {
    kind,
    keyring: ring,
    options: { now, ...options },
    token: kind === 'kit-token' ? kitToken(ask) : token04(ask),
  }
}

export const alone = { kind: 'token04' } as const
/** As generateKitTokenForProduction writes it. */
export const unsigned = { signed: false } as const
/** As an official generator makes it. */
export const foreignIv = { iv: Buffer.from('0123456789abcdef', 'latin1') } as const
export const foreignNonce = { format: 'gcm', iv: Buffer.from('0123456789ab', 'latin1') } as const
export const bare = { options: { accept: 'bare' } } as const

/** What an accepted token of this craft is expected to prove, before the case says what differs. */
export function passOf(craft: KitCraft, kind: 'kit-token' | 'token04', differs: Partial<Pass> = {}): Pass {
  const claims = { ...honest, ...craft }
  const shown = shownOf(craft)
  const signed = kind === 'kit-token' && craft.signed !== false
  const claimed = { roomId: shown.roomId || null, userName: decodeURIComponent(shown.encodedName) }
  return {
    trust: signed ? 'signed' : 'sealed',
    appId: claims.appId,
    userId: claims.userId,
    roomId: signed ? claimed.roomId : null,
    userName: signed ? claimed.userName : null,
    grant: unrestricted,
    issuedAt: claims.ctime,
    expiresAt: claims.expire,
    tid: tokenId(rawToken(craft)),
    kid: deriveKeys(craft.secret ?? secret, claims.appId).kid,
    format: craft.format ?? 'cbc',
    payload: claims.payload,
    ext: signed ? shown.ext || null : null,
    claimed: kind === 'kit-token' ? claimed : null,
    ...differs,
  }
}

/** The payload that mint writes. */
export function payloadOf(roomId: string, { join, publish, streamIds }: Grant): string {
  return JSON.stringify({
    room_id: roomId,
    privilege: { 1: Number(join), 2: Number(publish) },
    stream_id_list: streamIds,
  })
}
