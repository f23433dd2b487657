// The provider for browsers and other runtimes without node:crypto, on @noble/ciphers and @noble/hashes.
import { cbc, gcm } from '@noble/ciphers/aes.js'
import { hmac as nobleHmac } from '@noble/hashes/hmac.js'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { concat, hexOf } from '../codec/bytes.ts'
import { encodeBase64Url } from '../codec/base64.ts'
import type { Aes, CryptoProvider } from './provider.ts'

export const provider: CryptoProvider = {
  aes,
  hmac: (key, prefix) => (message) => encodeBase64Url(nobleHmac(nobleSha256, key, concat(prefix, message))),
  sha256: (prefix) => (message) => hexOf(nobleSha256(concat(prefix, message))),
}

function aes(key: Uint8Array): Aes {
  const blocksOf = (iv: Uint8Array): ReturnType<typeof cbc> => cbc(key, iv, { disablePadding: true })
  return {
    encryptBlocks: (iv, blocks) => blocksOf(iv).encrypt(blocks),
    decryptBlocks: (iv, blocks) => blocksOf(iv).decrypt(blocks),
    sealGcm: (nonce, plaintext) => gcm(key, nonce).encrypt(plaintext),
    openGcm(nonce, sealed) {
      try {
        return gcm(key, nonce).decrypt(sealed)
      } catch {
        return null
      }
    },
  }
}
