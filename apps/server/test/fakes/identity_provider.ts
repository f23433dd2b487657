// An identity provider on this machine: keys that rotate, a JWKS and a discovery document that it serves, tokens right and wrong.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose'
import { onTestFinished } from 'vitest'

/** What stands in a JWKS. */
export interface Published {
  readonly jwk: JWK
}

export interface SigningKey extends Published {
  readonly kid: string
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
  readonly issuer: string
  readonly jwksUrl: string
  readonly port: number
  /** What it publishes. */
  keys: readonly Published[]
  /** Members of its discovery document in place of the right ones. */
  document: Readonly<Record<string, unknown>>
  /** What it answers instead of its keys; and instead of its discovery document. */
  answer: Answer | null
  describe: Answer | null
  /** How often it was asked for its keys. */
  readonly asked: number
  /** The path of each request. */
  readonly paths: readonly string[]
  readonly connections: number
}

export type Answer = (response: ServerResponse, request: IncomingMessage) => void

/** Listens on a free port until the test is over. */
export async function startIdentityProvider(...keys: readonly Published[]): Promise<IdentityProvider> {
  let [port, connections] = [0, 0]
  const paths: string[] = []
  const provider: IdentityProvider = {
    keys,
    document: {},
    answer: null,
    describe: null,
    get issuer() {
      return `http://127.0.0.1:${port}`
    },
    get jwksUrl() {
      return `${this.issuer}/jwks`
    },
    get port() {
      return port
    },
    get asked() {
      return paths.filter((path) => path === '/jwks').length
    },
    paths,
    get connections() {
      return connections
    },
  }
  const give = (response: ServerResponse, body: object): void => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(body))
  }
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    const { issuer, jwksUrl, document, answer, describe } = provider
    const described = request.url === '/.well-known/openid-configuration'
    const own = described ? describe : answer
    if (own !== null) own(response, request)
    else give(response, described ? { issuer, jwks_uri: jwksUrl, ...document } : { keys: keysOf(provider) })
  })
  server.on('connection', () => (connections += 1))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server that listens has an address of this kind
  port = (server.address() as AddressInfo).port
  return provider
}

function keysOf({ keys }: IdentityProvider): JWK[] {
  return keys.map(({ jwk }) => jwk)
}

/** An answer with keys, or with what is to be taken for some. */
export const answering =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
