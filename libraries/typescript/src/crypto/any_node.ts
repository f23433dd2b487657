// The provider for programs that may run on any Node since 8: before 20.12 there is no crypto.hash, on which the fast one rests. Only the
// CommonJS entry has it (build/zego.ts).
import * as crypto from 'node:crypto'
import { decodeUtf8 } from '../codec/utf8.ts'
import { provider as node } from './node.ts'
import type { CryptoProvider } from './provider.ts'

const loneSurrogates = /[\ud800-\udfff]/gu

/** What every Node since 8 can do. */
export const classic: CryptoProvider = {
  transcoder: {
    ...node.transcoder,
    // JSON.stringify escapes them itself since Node 12.
    encodeUtf8: (text) =>
      node.transcoder.encodeUtf8(text.replace(loneSurrogates, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)),
    decodeUtf8,
  },
  aes: (key) => node.aes(key),
  hmac: (key, prefix) => (message) => {
    const tag = crypto.createHmac('sha256', key).update(prefix).update(message).digest('base64')
    return tag.replace(/\+/g, '-').replace(/\//g, '_').replace('=', '')
  },
  sha256: (prefix) => (message) => crypto.createHash('sha256').update(prefix).update(message).digest('hex'),
}

export const provider: CryptoProvider = 'hash' in crypto ? node : classic
