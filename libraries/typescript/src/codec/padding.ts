// PKCS#7 for blocks of 16 bytes (spec R16).
import type { Transcoder } from './transcoder.ts'

const blockSize = 16

export function pad(plaintext: Uint8Array, { allocate }: Pick<Transcoder, 'allocate'>): Uint8Array {
  const length = blockSize - (plaintext.length % blockSize)
  const blocks = allocate(plaintext.length + length)
  blocks.set(plaintext)
  for (let i = plaintext.length; i < blocks.length; i++) blocks[i] = length
  return blocks
}

/**
 * Where the plaintext ends, and whether the padding is right. All 16 bytes are looked at whatever they are, so that neither the
 * answer nor its time tells how far a guess came; with wrong padding the end is a plausible one and the work goes on.
 */
export function unpad(blocks: Uint8Array): { readonly end: number; readonly right: boolean } {
  const length = blocks[blocks.length - 1]!
  let wrong = length - 1 < 0 ? 1 : 0
  wrong |= length > blockSize ? 1 : 0
  for (let i = 1; i <= blockSize; i++) {
    const inPadding = i <= length ? 0xff : 0
    wrong |= inPadding & (blocks[blocks.length - i]! ^ length)
  }
  const right = wrong === 0
  return { end: blocks.length - (right ? length : 1), right }
}
