// JSON Web Tokens by hand, from node:crypto alone: right ones, and those that no library would make.
import { constants, createHmac, sign, type KeyObject } from 'node:crypto'

export type Fields = Readonly<Record<string, unknown>>

export function part(value: string | Fields | readonly unknown[]): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
}

export type Signer = (input: string) => Uint8Array

export const hmac =
  (key: string, hash = 'sha256'): Signer =>
  (input) =>
    createHmac(hash, key).update(input).digest()

/** `pss`: RSA in the way of PS256 and its like. */
export const signature =
  (key: KeyObject, hash: string | null = 'sha256', pss = false): Signer =>
  (input) =>
    sign(hash, Buffer.from(input), {
      key,
      dsaEncoding: 'ieee-p1363',
      ...(pss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {}),
    })

/** Header, claims, signature; each may be anything. */
export function forge(header: string | Fields, claims: string | Fields | readonly unknown[], signer: Signer): string {
  const input = `${part(header)}.${part(claims)}`
  return `${input}.${Buffer.from(signer(input)).toString('base64url')}`
}
