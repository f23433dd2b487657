// What HMAC-SHA256 (RFC 2104) makes of its key before anything is hashed.

const blockSize = 64

/** The two blocks that inner and outer hash begin with, for a key of at most one block. */
export function padsOf(key: Uint8Array): { readonly inner: Uint8Array; readonly outer: Uint8Array } {
  return { inner: pad(key, 0x36), outer: pad(key, 0x5c) }
}

function pad(key: Uint8Array, value: number): Uint8Array {
  const block = new Uint8Array(blockSize).fill(value)
  key.forEach((byte, i) => (block[i]! ^= byte))
  return block
}
