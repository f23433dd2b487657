// The honest side: gives tokens to whoever asks in their own name, in every spelling that is in use, and remembers what each of
// them means. The attacker sees what it gives, never the secret.
import { deriveKey } from '../../src/crypto/keys.ts'
import { provider } from '../../src/crypto/node.ts'
import { sealCbc, sealGcm } from '../../src/crypto/seal.ts'
import { sign } from '../../src/crypto/signature.ts'
import { createKeyringWith, type Keyring } from '../../src/keyring.ts'
import type { Pass } from '../../src/pass.ts'
import { verify, verifyToken04 } from '../../src/verify.ts'
import {
  encryptCbc,
  encryptGcm,
  frame,
  kitTokenText,
  pkcs7,
  suffixJson,
  token04Text,
  type Shown,
} from '../../../../tools/vectors/primitives.ts'
import type { Random } from '../random.ts'

const appId = 1234567890
export const now = 1767225600
export const honestExpiry: number = now + 3600

/** The secret of the app, which only the issuer and the verifiers have. */
export const secret = 'Vx9%hT2&qLw8@zRk4!mPc6*yJs1^fGd3' // roompass-scan-allow: made up for the proof

const key = deriveKey(provider, appId, secret)
export const keyring: Keyring = createKeyringWith(provider, [{ appId, serverSecret: secret }])
/** Of someone who takes the word of every GCM generator. */
export const trusting: Keyring = createKeyringWith(provider, [{ appId, serverSecret: secret, gcm: 'trust' }])

/** Who made it and how it is spelled. `app first`: as most official generators order the claims; `user first`: as Java does. */
export type Origin = 'signed' | 'sealed' | 'app first' | 'user first' | 'gcm signed' | 'gcm sealed' | 'gcm app first'

export interface Wish {
  readonly origin: Origin
  readonly userId: string
  readonly payload?: string
  /** The IV or nonce that a generator happened to draw. */
  readonly iv?: Buffer
  readonly nonce?: number
}

/** What its holder has and knows: all but the secret. */
export interface Held {
  readonly origin: Origin
  readonly userId: string
  readonly raw: Buffer
  /** Everyone knows the claims of their own token. */
  readonly plaintext: Buffer
  readonly iv: Buffer
  readonly ciphertext: Buffer
  readonly shown: Shown
  /** The JSON of the suffix, signed where the origin is. */
  readonly suffix: string
}

export interface Issuer {
  issue(wish: Wish): Held
  /** Whether an honest token says just this with just this trust. */
  isHonest(pass: Pass): boolean
}

export function createIssuer(random: Random): Issuer {
  const meanings = new Set<string>()
  return {
    issue(wish) {
      const held = make(wish, random)
      const kit = kitTokenText(held.raw, held.suffix)
      for (const keys of wish.origin.startsWith('gcm') ? [keyring, trusting] : [keyring]) {
        meanings.add(meaningOf(verify(kit, keys, { now, accept: 'bare' })))
        meanings.add(meaningOf(verifyToken04(token04Text(held.raw), keys, { now, accept: 'bare' })))
      }
      return held
    },
    isHonest: (pass) => meanings.has(meaningOf(pass)),
  }
}

/** All that a pass proves. What it calls `claimed` is not among it. */
function meaningOf(pass: Pass): string {
  return JSON.stringify({ ...pass, claimed: null })
}

function make(wish: Wish, random: Random): Held {
  const { origin, userId, payload = '' } = wish
  const plaintext = Buffer.from(spell(origin, userId, wish.nonce ?? random.u32() >>> 1, payload))
  const format = origin.startsWith('gcm') ? 'gcm' : 'cbc'
  const ours = origin.endsWith('signed') || origin.endsWith('sealed')
  const { iv, ciphertext } = ours ? sealed(format, plaintext) : official(format, plaintext, wish.iv, random)
  const raw = frame({ header: BigInt(honestExpiry), iv, ciphertext, format })
  const shown = { userId, roomId: roomOf(payload), encodedName: 'Ada', appId, ext: null }
  const signature = origin.endsWith('signed') ? sign(key, shown, raw) : null
  const suffix = suffixJson(shown, signature === null ? null : `1.${signature.kid}.${signature.tag}`)
  return { origin, userId, raw, plaintext, iv, ciphertext, shown, suffix }
}

type Encrypted = Pick<Held, 'iv' | 'ciphertext'>

/** As we mint. */
function sealed(format: 'cbc' | 'gcm', plaintext: Buffer): Encrypted {
  const { iv, ciphertext } = format === 'cbc' ? sealCbc(key, plaintext) : sealGcm(key, plaintext)
  return { iv: Buffer.from(iv), ciphertext: Buffer.from(ciphertext) }
}

/** As official generators do, under an IV that they drew. */
function official(format: 'cbc' | 'gcm', plaintext: Buffer, drawn: Buffer | undefined, random: Random): Encrypted {
  const iv = drawn ?? random.bytes(format === 'gcm' ? 12 : 16)
  const ciphertext = format === 'gcm' ? encryptGcm(secret, iv, plaintext) : encryptCbc(secret, iv, pkcs7(plaintext))
  return { iv, ciphertext }
}

/** The claims as such a generator writes them. */
export function spell(origin: Origin, user_id: string, nonce: number, payload: string): string {
  const times = { ctime: now, expire: honestExpiry }
  if (origin !== 'user first') return JSON.stringify({ app_id: appId, user_id, nonce, ...times, payload })
  return JSON.stringify({ user_id, payload, expire: honestExpiry, ctime: now, app_id: appId, nonce })
}

function roomOf(payload: string): string {
  const room: unknown = payload === '' ? '' : Object(JSON.parse(payload)).room_id
  return typeof room === 'string' ? room : ''
}
