// The field in which GCM computes its tags (NIST SP 800-38D 6.3), and the hash over it.

const reduction = 0xe1n << 120n

/** The unit: its first bit is the coefficient of x^0. */
const one = 1n << 127n

export function multiply(a: bigint, b: bigint): bigint {
  let product = 0n
  for (let bit = 127n; bit >= 0n; bit--) {
    if ((a >> bit) & 1n) product ^= b
    b = b & 1n ? (b >> 1n) ^ reduction : b >> 1n
  }
  return product
}

/** The only root: squaring is a bijection here, and 128 squarings change nothing. */
export function squareRoot(a: bigint): bigint {
  let root = a
  for (let i = 0; i < 127; i++) root = multiply(root, root)
  return root
}

/** a^(2^128 - 2). */
export function inverse(a: bigint): bigint {
  let [power, result] = [a, one]
  for (let i = 1; i < 128; i++) {
    power = multiply(power, power)
    result = multiply(result, power)
  }
  return result
}

/** Multiplies by one element again and again, out of tables for each byte. */
export function multiplierBy(h: bigint): (a: bigint) => bigint {
  const tables = Array.from({ length: 16 }, (_, byte) => {
    return Array.from({ length: 256 }, (__, value) => multiply(BigInt(value) << BigInt(8 * byte), h))
  })
  return (a) => {
    let product = 0n
    for (const table of tables) {
      product ^= table[Number(a & 0xffn)]!
      a >>= 8n
    }
    return product
  }
}

export function elementOf(block: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(block).toString('hex').padEnd(32, '0')}`)
}

export function blockOf(element: bigint): Buffer {
  return Buffer.from(element.toString(16).padStart(32, '0'), 'hex')
}

/** GHASH of a ciphertext without associated data. */
export function ghash(times: (a: bigint) => bigint, ciphertext: Uint8Array): bigint {
  let hash = 0n
  for (let at = 0; at < ciphertext.length; at += 16) hash = times(hash ^ elementOf(ciphertext.subarray(at, at + 16)))
  return times(hash ^ BigInt(8 * ciphertext.length))
}
