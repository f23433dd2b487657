// The provider for Node: one long-lived raw AES-256-CBC cipher and decipher per key, and HMAC as two hashes over buffers that
// already hold the padded key. Several times as fast as fresh objects, since a token is only a few blocks long.
import { createCipheriv, createDecipheriv, hash } from 'node:crypto'
import { writeLatin1 } from '../codec/bytes.ts'
import type { Aes, CryptoProvider, Mac } from './provider.ts'

const blockSize = 16
const tagSize = 16
const hashBlock = 64

export const provider: CryptoProvider = { aes, hmac, sha256 }

function aes(key: Uint8Array): Aes {
  const encrypt = chainedBlocks(() =>
    createCipheriv('aes-256-cbc', key, new Uint8Array(blockSize)).setAutoPadding(false),
  )
  const decrypt = chainedBlocks(() =>
    createDecipheriv('aes-256-cbc', key, new Uint8Array(blockSize)).setAutoPadding(false),
  )
  return {
    encryptBlocks(iv, blocks) {
      const { cipher, previous } = encrypt.state()
      const input = encrypt.room(blocks.length)
      input.set(blocks)
      // The cipher will XOR `previous` into the first block; what it must XOR is the IV.
      for (let i = 0; i < blockSize; i++) input[i]! ^= iv[i]! ^ previous[i]!
      const output = encrypt.guard(() => cipher.update(input))
      previous.set(output.subarray(output.length - blockSize))
      return output
    },
    decryptBlocks(iv, blocks) {
      const { cipher, previous } = decrypt.state()
      const output = decrypt.guard(() => cipher.update(blocks))
      for (let i = 0; i < blockSize; i++) output[i]! ^= iv[i]! ^ previous[i]!
      previous.set(blocks.subarray(blocks.length - blockSize))
      return output
    },
    sealGcm(nonce, plaintext) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagSize })
      return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
    },
    openGcm(nonce, sealed) {
      // Without authTagLength Node takes tags of four bytes, which can be guessed.
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagSize })
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

interface BlockCipher {
  update(blocks: Uint8Array): Buffer
}

/** A cipher that is made at the first use, the last ciphertext block that went through it, and room for its input. */
function chainedBlocks(make: () => BlockCipher): {
  state(): { readonly cipher: BlockCipher; readonly previous: Uint8Array }
  room(length: number): Uint8Array
  guard(run: () => Buffer): Buffer
} {
  let current: { readonly cipher: BlockCipher; readonly previous: Uint8Array } | null = null
  let input = new Uint8Array(512)
  return {
    state: () => (current ??= { cipher: make(), previous: new Uint8Array(blockSize) }),
    room(length) {
      if (input.length < length) input = new Uint8Array(length)
      return input.subarray(0, length)
    },
    guard(run) {
      try {
        return run()
      } catch (error) {
        // Where the chain stands is unknown now: the next call starts a new one.
        current = null
        throw error
      }
    },
  }
}

function hmac(key: Uint8Array, prefix: Uint8Array): Mac {
  const normal = key.length > hashBlock ? hash('sha256', key, 'buffer') : key
  const padded = (value: number): Uint8Array => {
    const pad = new Uint8Array(hashBlock).fill(value)
    normal.forEach((byte, i) => (pad[i]! ^= byte))
    return pad
  }
  const outer = Buffer.concat([padded(0x5c), new Uint8Array(32)])
  const inner = prefixed(Buffer.concat([padded(0x36), prefix]))
  return (message) => {
    writeLatin1(outer, hashBlock, hash('sha256', inner(message), 'binary'))
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
