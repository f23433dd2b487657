// Secrets at rest: AES-256-GCM, bound to the app and the name of the key (docs/keys.md, "At rest"). What is kept where is not known here.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/**
 * A key service that never gives its key away. What it wraps are 32 random bytes, one such data key for each secret.
 * Both may be slow; both are asked again while a secret is not known.
 */
export interface KeyService {
  /** What only `unwrap` turns back: 1 to 4096 bytes. */
  wrap(dataKey: Uint8Array): Promise<Uint8Array>
  /** Rejects for what it did not wrap. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>
}

/** What seals secrets: one way to seal, and several to open. Prints nothing. */
export interface Sealer {
  seal(name: SecretName, secret: string): Promise<Uint8Array>
  /** @throws SealBroken */
  open(name: SecretName, sealed: Uint8Array): Promise<string>
  /** Whether it was sealed in the way that seals today: otherwise it is to be sealed anew. */
  isToday(sealed: Uint8Array): boolean
}

/** Which secret: no sealed bytes open under another name. */
export interface SecretName {
  readonly appId: number
  readonly kid: string
}

/** Sealed bytes that do not open. Says which secret, and nothing of it. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
  constructor({ appId, kid }: SecretName, why: string, options?: ErrorOptions) {
    super(`the secret of key ${kid} of app ${appId} cannot be opened: ${why}`, options)
  }
}

/**
 * The first byte says how it was sealed:
 * 1: the ID of the key that encrypts (4 bytes), nonce (12), ciphertext, tag (16);
 * 2: length of the wrapped data key (2 bytes), the wrapped data key, nonce (12), ciphertext, tag (16).
 */
const [underKey, underService] = [1, 2]
const [idLength, nonceLength, tagLength, keyLength] = [4, 12, 16, 32]
const longestWrapped = 4096

/**
 * @param keys 32 bytes each. Where there is no service the first one seals; all of them open
 * @param service seals, where it is given
 */
export function createSealer(keys: readonly Uint8Array[], service: KeyService | null = null): Sealer {
  const byId = new Map(keys.map((key) => [idOf(key), key]))
  const [first] = keys

  const sealUnderService = async (name: SecretName, secret: string, kms: KeyService): Promise<Uint8Array> => {
    const dataKey = randomBytes(keyLength)
    const wrapped = await kms.wrap(new Uint8Array(dataKey))
    if (!(wrapped instanceof Uint8Array) || wrapped.length < 1 || wrapped.length > longestWrapped)
      throw new TypeError(`keys.kms.wrap must give 1 to ${longestWrapped} bytes`)
    const head = Buffer.from([underService, wrapped.length >> 8, wrapped.length & 0xff])
    return new Uint8Array(Buffer.concat([head, wrapped, encrypt(dataKey, name, secret)]))
  }

  return {
    async seal(name, secret) {
      if (service !== null) return sealUnderService(name, secret, service)
      if (first === undefined) throw new TypeError('there is no key that encrypts')
      const head = Buffer.concat([Buffer.from([underKey]), Buffer.from(idOf(first), 'hex')])
      return new Uint8Array(Buffer.concat([head, encrypt(first, name, secret)]))
    },
    async open(name, sealed) {
      if (sealed[0] === underKey) {
        const id = keyIdOf(sealed)
        const key = byId.get(id)
        if (key === undefined) throw new SealBroken(name, `it was sealed under the key ${id}, which is not given`)
        return decrypt(key, name, sealed.subarray(1 + idLength))
      }
      if (sealed[0] !== underService) throw new SealBroken(name, 'it was sealed in a way that is not known here')
      if (service === null) throw new SealBroken(name, 'it was sealed under a key service, and there is none')
      const end = 3 + ((sealed[1] ?? 0) << 8) + (sealed[2] ?? 0)
      return decrypt(await unwrapped(service, name, sealed.subarray(3, end)), name, sealed.subarray(end))
    },
    isToday(sealed) {
      if (service !== null) return sealed[0] === underService
      return sealed[0] === underKey && first !== undefined && keyIdOf(sealed) === idOf(first)
    },
  }
}

/** 32 bytes as 64 hex digits, or in base64url. */
export const keyText: RegExp = /^(?:[\da-f]{64}|[\w-]{43}=?)$/i

/** The bytes of a key that fits {@link keyText}. */
export function keyOfText(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, text.length === 2 * keyLength ? 'hex' : 'base64url'))
}

/** Names a key without telling it. */
function idOf(key: Uint8Array): string {
  return createHash('sha256')
    .update('roompass-key-encryption-key/v1\0')
    .update(key)
    .digest('hex')
    .slice(0, 2 * idLength)
}

function keyIdOf(sealed: Uint8Array): string {
  return Buffer.from(sealed.subarray(1, 1 + idLength)).toString('hex')
}

async function unwrapped(service: KeyService, name: SecretName, wrapped: Uint8Array): Promise<Uint8Array> {
  let dataKey: Uint8Array
  try {
    dataKey = await service.unwrap(new Uint8Array(wrapped))
  } catch (cause) {
    throw new SealBroken(name, 'the key service does not unwrap it', { cause })
  }
  if (!(dataKey instanceof Uint8Array) || dataKey.length !== keyLength)
    throw new SealBroken(name, 'the key service gave another key than it took')
  return dataKey
}

function associated({ appId, kid }: SecretName): Buffer {
  return Buffer.from(`${appId}|${kid}`)
}

/** Nonce, ciphertext, tag. */
function encrypt(key: Uint8Array, name: SecretName, secret: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength }).setAAD(associated(name))
  return Buffer.concat([nonce, cipher.update(secret, 'latin1'), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Uint8Array, name: SecretName, box: Uint8Array): string {
  if (box.length < nonceLength + tagLength) throw new SealBroken(name, 'it is too short')
  const tagAt = box.length - tagLength
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, nonceLength), { authTagLength: tagLength })
    decipher.setAAD(associated(name)).setAuthTag(box.subarray(tagAt))
    return decipher.update(box.subarray(nonceLength, tagAt), undefined, 'latin1') + decipher.final('latin1')
  } catch (cause) {
    throw new SealBroken(name, 'it is not what was sealed under this name', { cause })
  }
}
