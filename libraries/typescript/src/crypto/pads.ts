// What HMAC-SHA256 (RFC 2104) makes of its key before anything is hashed.

const blockSize = 64

/** The two blocks that inner and outer hash begin with. A key of more than a block is hashed first. */
export function padsOf(
  key: Uint8Array,
  hashOf: (key: Uint8Array) => Uint8Array,
): { readonly inner: Uint8Array; readonly outer: Uint8Array } {
  const short = key.length > blockSize ? hashOf(key) : key
  return { inner: pad(short, 0x36), outer: pad(short, 0x5c) }
}

function pad(key: Uint8Array, value: number): Uint8Array {
  // Beyond the key there is nothing, which counts as zero.
  return new Uint8Array(blockSize).map((_, i) => key[i]! ^ value)
}
