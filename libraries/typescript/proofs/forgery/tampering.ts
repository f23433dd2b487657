// What someone without the secret can do to CBC: a block that is decrypted is XOR-ed with the block before it, and both are in the
// attacker's hands. So they choose any block, at the price of 16 random bytes in the block before; the first one is free.
import type { Held } from './issuer.ts'
import { frame, type Shown } from '../../../../tools/vectors/primitives.ts'

export const blockSize = 16

/** A token that was tampered with, and what its maker writes beside it. */
export interface Forgery {
  readonly raw: Buffer
  /** Whom and where they want to be. */
  readonly shown: Shown
  /** The JSON of a suffix from the issuer, changed or not. */
  readonly suffix: string
}

/** The blocks of a token: those of the ciphertext, and what they mean. Their maker knows both. */
export interface Blocks {
  readonly iv: Buffer
  readonly sealed: readonly Buffer[]
  readonly plain: readonly Buffer[]
}

export function blocksOf({ iv, ciphertext, plaintext }: Held): Blocks {
  const count = blockSize - (plaintext.length % blockSize)
  const padded = Buffer.concat([plaintext, Buffer.alloc(count, count)])
  return { iv, sealed: cut(ciphertext), plain: cut(padded) }
}

function cut(bytes: Buffer): Buffer[] {
  const count = Math.ceil(bytes.length / blockSize)
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * blockSize, (i + 1) * blockSize))
}

export function xor(...parts: readonly Buffer[]): Buffer {
  const result = Buffer.alloc(parts[0]?.length ?? 0)
  for (const part of parts) for (let i = 0; i < result.length; i++) result[i]! ^= part[i]!
  return result
}

/** The block before block `at`, which decides what block `at` means. */
function before({ iv, sealed }: Blocks, at: number): Buffer {
  return at === 0 ? iv : sealed[at - 1]!
}

/** What must stand before block `at` so that it means `wanted`. */
function leadTo(blocks: Blocks, at: number, wanted: Buffer): Buffer {
  return xor(before(blocks, at), blocks.plain[at]!, wanted)
}

/** The token from block `from` on, of which the first means `wanted`: nothing is garbled. */
export function startAt(held: Held, from: number, wanted: string): Buffer {
  const blocks = blocksOf(held)
  return rebuild(held, leadTo(blocks, from, sixteen(wanted)), blocks.sealed.slice(from))
}

/** The whole token with block `at` meaning `wanted`: block `at - 1` becomes 16 random bytes. */
export function choose(held: Held, at: number, wanted: string): Buffer {
  const blocks = blocksOf(held)
  if (at === 0) return rebuild(held, leadTo(blocks, 0, sixteen(wanted)), blocks.sealed)
  const sealed = blocks.sealed.with(at - 1, leadTo(blocks, at, sixteen(wanted)))
  return rebuild(held, blocks.iv, sealed)
}

/** A token of these blocks. */
export function rebuild(
  held: Held,
  iv: Buffer,
  sealed: readonly Buffer[],
  expiry = held.raw.readBigInt64BE(0),
): Buffer {
  return frame({ header: expiry, iv, ciphertext: Buffer.concat(sealed), format: 'cbc' })
}

/** Exactly one block of text. */
function sixteen(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1')
  if (bytes.length !== blockSize) throw new RangeError(`a block has 16 bytes, not ${bytes.length}: ${text}`)
  return bytes
}
