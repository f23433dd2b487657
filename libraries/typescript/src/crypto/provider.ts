// The seam between the library and whoever computes: what a provider must offer, and nothing else.
// Formats, padding, labels and comparisons are not a provider's business.
import type { Transcoder } from '../codec/transcoder.ts'

/** A keyed hash. Every message starts with the prefix that was given with the key; the tag is 43 characters of base64url. */
export type Mac = (message: Uint8Array) => string

/** AES under one key of 32 bytes, or of 16. */
export interface Aes {
  /** CBC over whole blocks, without padding. The blocks are used up: what they hold afterwards is of no use. */
  encryptBlocks(iv: Uint8Array, blocks: Uint8Array): Uint8Array
  /** CBC over whole blocks, without padding. */
  decryptBlocks(iv: Uint8Array, blocks: Uint8Array): Uint8Array
  /** GCM without associated data; the tag of 16 bytes follows the ciphertext. */
  sealGcm(nonce: Uint8Array, plaintext: Uint8Array): Uint8Array
  /** The plaintext, or null when the tag of 16 bytes is not right. */
  openGcm(nonce: Uint8Array, sealed: Uint8Array): Uint8Array | null
}

export interface CryptoProvider {
  readonly transcoder: Transcoder
  aes(key: Uint8Array): Aes
  /** HMAC-SHA256 of `prefix || message`. */
  hmac(key: Uint8Array, prefix: Uint8Array): Mac
  /** SHA-256 of `prefix || message` in 64 lowercase hex digits. */
  sha256(prefix: Uint8Array): (message: Uint8Array) => string
}
