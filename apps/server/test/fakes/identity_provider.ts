// An identity provider on this machine: keys that rotate, a JWKS that it serves over HTTP, tokens right and wrong.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose'
import { onTestFinished } from 'vitest'

export interface SigningKey {
  readonly kid: string
  readonly jwk: JWK
  sign(claims: JWTPayload): Promise<string>
}

export async function createSigningKey(kid: string, alg: string = 'EdDSA'): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  return {
    kid,
    jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(privateKey),
  }
}

export interface IdentityProvider {
  readonly jwksUrl: string
  /** What it publishes. */
  keys: readonly SigningKey[]
  /** What it answers instead of its keys. */
  answer: ((response: ServerResponse) => void) | null
  /** How often it was asked. */
  readonly asked: number
}

/** Listens on a free port until the test is over. */
export async function startIdentityProvider(...keys: readonly SigningKey[]): Promise<IdentityProvider> {
  let port = 0
  let asked = 0
  const provider: IdentityProvider = {
    keys,
    answer: null,
    get jwksUrl() {
      return `http://127.0.0.1:${port}/jwks`
    },
    get asked() {
      return asked
    },
  }
  const server = createServer((_, response) => {
    asked += 1
    if (provider.answer !== null) return provider.answer(response)
    response.setHeader('content-type', 'application/jwk-set+json')
    response.end(JSON.stringify({ keys: provider.keys.map(({ jwk }) => jwk) }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
  port = (server.address() as AddressInfo).port
  return provider
}
