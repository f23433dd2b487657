// The provider for browsers and other runtimes without node:crypto, on @noble/ciphers and @noble/hashes.
import { cbc, gcm } from '@noble/ciphers/aes.js'
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { encodeBase64Url } from '../codec/base64.ts'
import { hexOf } from '../codec/bytes.ts'
import { portableTranscoder } from '../codec/transcoder.ts'
import { padsOf } from './pads.ts'
import type { Aes, CryptoProvider, Mac } from './provider.ts'

export const provider: CryptoProvider = { transcoder: portableTranscoder, aes, hmac, sha256 }

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

function hmac(key: Uint8Array, prefix: Uint8Array): Mac {
  const pads = padsOf(key, nobleSha256)
  const inner = nobleSha256.create().update(pads.inner).update(prefix)
  const outer = nobleSha256.create().update(pads.outer)
  return (message) => {
    const digest = inner.clone().update(message).digest()
    return encodeBase64Url(outer.clone().update(digest).digest())
  }
}

function sha256(prefix: Uint8Array): (message: Uint8Array) => string {
  const started = nobleSha256.create().update(prefix)
  return (message) => hexOf(started.clone().update(message).digest())
}
