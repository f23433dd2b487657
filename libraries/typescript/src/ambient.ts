// Time and randomness of the machine: the only place that reads them. Everything else gets them as parameters.

/** Whole seconds since 1970. */
export function systemNow(): number {
  return Math.floor(Date.now() / 1000)
}

const block = new Uint8Array(4096)
let used = block.length

/** Random bytes, drawn in blocks: one call to the system costs more than minting a token. */
export function systemRandom(count: number): Uint8Array {
  if (count > block.length) return globalThis.crypto.getRandomValues(new Uint8Array(count))
  if (used + count > block.length) {
    globalThis.crypto.getRandomValues(block)
    used = 0
  }
  const bytes = block.slice(used, used + count)
  // What was given away is not kept.
  block.fill(0, used, used + count)
  used += count
  return bytes
}
