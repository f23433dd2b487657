// What IDs and names may be (R11), and how long the parts of a token may be (kit-token.md 5.1.4).

const userIds = /^[A-Za-z0-9~!@#$%^&*()_+=\-`;',.<>/\\]{1,64}$/
const roomIds = /^[!\x24-\x5b\x5d-\x7e]{1,128}$/
const hidden = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/ // oxlint-disable-line no-control-regex -- R11

export function isUserId(text: string): boolean {
  return userIds.test(text)
}

export function isRoomId(text: string): boolean {
  return roomIds.test(text)
}

export function isUserName(text: string): boolean {
  return text.isWellFormed() && !hidden.test(text) && Buffer.byteLength(text) <= 256
}

export interface Bounds {
  readonly kitToken: readonly [least: number, most: number]
  readonly token04: readonly [least: number, most: number]
  readonly raw: readonly [least: number, most: number]
  readonly cbc: readonly [least: number, most: number]
  readonly gcm: readonly [least: number, most: number]
  readonly suffix: number
}

export const ownBounds: Bounds = {
  kitToken: [140, 8192],
  token04: [120, 4154],
  raw: [89, 3113],
  cbc: [64, 3072],
  gcm: [72, 3087],
  suffix: 2048,
}

export const officialBounds: Bounds = {
  kitToken: [140, 65_536],
  token04: [120, 43_726],
  raw: [89, 32_792],
  cbc: [64, 32_752],
  gcm: [72, 32_767],
  suffix: 16_384,
}

export function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most
}
