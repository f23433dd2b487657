// How text becomes bytes and comes back. Here is the portable way; a provider may have a faster one with the same answers.
import { decodeBase64, encodeBase64 } from './base64.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

export interface Transcoder {
  /** So many bytes of any content: who asks for them writes each one. */
  readonly allocate: (length: number) => Uint8Array
  readonly encodeUtf8: (text: string) => Uint8Array
  /** Null when the bytes are not well-formed UTF-8. A byte order mark is a character like others. */
  readonly decodeUtf8: (bytes: Uint8Array) => string | null
  /** Standard base64 with padding. */
  readonly encodeBase64: (bytes: Uint8Array) => string
  /** Null when encoding does not give the same text back. */
  readonly decodeBase64: (text: string) => Uint8Array | null
}

export const portableTranscoder: Transcoder = {
  allocate: (length) => new Uint8Array(length),
  encodeUtf8,
  decodeUtf8,
  encodeBase64,
  decodeBase64,
}
