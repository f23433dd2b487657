// The provider for Node: one long-lived raw AES-CBC cipher and decipher per key, HMAC as two hashes over buffers that already
// hold the padded key, and Buffers out of Node's pool. Several times as fast as fresh objects, since a token is only a few blocks long.
import { isUtf8 } from 'node:buffer'
import { createCipheriv, createDecipheriv, hash } from 'node:crypto'
import { writeLatin1 } from '../codec/bytes.ts'
import type { Transcoder } from '../codec/transcoder.ts'
import { padsOf } from './pads.ts'
import type { Aes, CryptoProvider, Mac } from './provider.ts'

const blockSize = 16
const tagSize = 16
const hashSize = 32

const transcoder: Transcoder = {
  allocate: (length) => Buffer.allocUnsafe(length),
  encodeUtf8: (text) => Buffer.from(text, 'utf8'),
  decodeUtf8: (bytes) => (isUtf8(bytes) ? viewOf(bytes).toString('utf8') : null),
  encodeBase64: (bytes) => viewOf(bytes).toString('base64'),
  decodeBase64(text) {
    const bytes = Buffer.from(text, 'base64')
    return bytes.toString('base64') === text ? bytes : null
  },
}

export const provider: CryptoProvider = { transcoder, aes, hmac, sha256 }

function viewOf(bytes: Uint8Array): Buffer {
  return bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function aes(key: Uint8Array): Aes {
  const cbc = `aes-${key.length * 8}-cbc`
  const gcm = key.length === 32 ? 'aes-256-gcm' : 'aes-128-gcm'
  const start = new Uint8Array(blockSize)
  const encrypt = chain(() => createCipheriv(cbc, key, start).setAutoPadding(false))
  const decrypt = chain(() => createDecipheriv(cbc, key, start).setAutoPadding(false))
  return {
    encryptBlocks(iv, blocks) {
      const link = encrypt.take()
      // The cipher will XOR `previous` into the first block; what it must XOR is the IV.
      exchange(blocks, link.previous, iv)
      const output = link.cipher.update(blocks)
      encrypt.put(link, output)
      return output
    },
    decryptBlocks(iv, blocks) {
      const link = decrypt.take()
      const output = link.cipher.update(blocks)
      exchange(output, link.previous, iv)
      decrypt.put(link, blocks)
      return output
    },
    sealGcm(nonce, plaintext) {
      const cipher = createCipheriv(gcm, key, nonce, { authTagLength: tagSize })
      return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
    },
    openGcm(nonce, sealed) {
      // Without authTagLength Node takes tags of four bytes, which can be guessed.
      const decipher = createDecipheriv(gcm, key, nonce, { authTagLength: tagSize })
      const end = sealed.length - tagSize
      decipher.setAuthTag(sealed.subarray(end))
      const plaintext = decipher.update(sealed.subarray(0, end))
      try {
        decipher.final()
      } catch {
        return null
      }
      return plaintext
    },
  }
}

interface Link {
  readonly cipher: { update(blocks: Uint8Array): Buffer }
  /** The last block of ciphertext that went through. */
  readonly previous: Uint8Array
}

/** A cipher that is made at its first use and used again and again. While someone has it nobody else does: who fails drops it. */
function chain(make: () => Link['cipher']): { take(): Link; put(link: Link, ciphertext: Uint8Array): void } {
  let idle: Link | null = null
  return {
    take() {
      const link = idle ?? { cipher: make(), previous: new Uint8Array(blockSize) }
      idle = null
      return link
    },
    put(link, ciphertext) {
      const start = ciphertext.length - blockSize
      for (let i = 0; i < blockSize; i++) link.previous[i] = ciphertext[start + i]!
      idle = link
    },
  }
}

/** Takes one block out of the first block of a text and puts another in. */
function exchange(text: Uint8Array, taken: Uint8Array, put: Uint8Array): void {
  for (let i = 0; i < blockSize; i++) text[i]! ^= taken[i]! ^ put[i]!
}

function hmac(key: Uint8Array, prefix: Uint8Array): Mac {
  const pads = padsOf(key, (long) => hash('sha256', long, 'buffer'))
  const outer = Buffer.concat([pads.outer, new Uint8Array(hashSize)])
  const inner = prefixed(Buffer.concat([pads.inner, prefix]))
  return (message) => {
    writeLatin1(outer, pads.outer.length, hash('sha256', inner(message), 'binary'))
    return hash('sha256', outer, 'base64url')
  }
}

function sha256(prefix: Uint8Array): (message: Uint8Array) => string {
  const whole = prefixed(prefix)
  return (message) => hash('sha256', whole(message), 'hex')
}

/** `prefix || message` in a buffer that is used again by the next call. */
function prefixed(prefix: Uint8Array): (message: Uint8Array) => Uint8Array {
  let buffer = Buffer.concat([prefix, new Uint8Array(1024)])
  return (message) => {
    const end = prefix.length + message.length
    if (end > buffer.length) buffer = Buffer.concat([prefix, new Uint8Array(2 * message.length)])
    buffer.set(message, prefix.length)
    return buffer.subarray(0, end)
  }
}
