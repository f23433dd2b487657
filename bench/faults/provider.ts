// An identity provider in a process of its own, for idp.ts: discovery, keys and ID tokens of OpenID Connect, and every way in which it may not answer.
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

/** How it answers whoever asks for its keys. */
export type Mood = 'well' | 'slow' | 'hangs' | 'fails' | 'nonsense'

export type ProviderCall =
  | { readonly do: 'start'; readonly port: number }
  | { readonly do: 'be'; readonly mood: Mood }
  /** A new key signs from now on, and the old one is published no more. */
  | { readonly do: 'rotate' }
  /** A token by the clock of the server; `forged`: with a key and a key name that nobody has heard of. */
  | { readonly do: 'sign'; readonly userId: string; readonly now: number; readonly forged?: boolean }
  | { readonly do: 'count' }

export interface ProviderAnswer {
  readonly token?: string
  /** How often its keys were asked for, and by how many at once. */
  readonly asked?: number
  readonly atOnce?: number
}

type Key = Awaited<ReturnType<typeof makeKey>>

const slowMs = 3000
let port = 0
let mood: Mood = 'well'
let made = 0
let key: Key | null = null
let [asked, now, atOnce] = [0, 0, 0]

async function makeKey() {
  made += 1
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  // A provider that was down comes back with other names, too.
  const kid = `key-${process.pid}-${made}`
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
}

async function answer(path: string, response: ServerResponse): Promise<void> {
  if (mood === 'hangs') return
  if (mood === 'slow' && path.endsWith('/keys')) await pause(slowMs)
  if (mood === 'fails') response.statusCode = 500
  const issuer = `http://127.0.0.1:${port}`
  const body = path.endsWith('/keys') ? { keys: [key?.jwk] } : { issuer, jwks_uri: `${issuer}/keys` }
  response.setHeader('content-type', 'application/json')
  response.end(mood === 'nonsense' ? '<html>' : JSON.stringify(body))
}

const server = createServer((request, response) => {
  if (request.url === '/keys') {
    asked += 1
    now += 1
    atOnce = Math.max(atOnce, now)
    response.once('close', () => (now -= 1))
  }
  void answer(request.url ?? '', response)
})

async function obey(call: ProviderCall): Promise<ProviderAnswer> {
  if (call.do === 'start') {
    ;({ port } = call)
    key = await makeKey()
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  }
  if (call.do === 'be') ({ mood } = call)
  if (call.do === 'rotate') key = await makeKey()
  if (call.do === 'count') return { asked, atOnce }
  if (call.do !== 'sign' || key === null) return {}
  const { kid, privateKey } = call.forged === true ? await makeKey() : key
  const seconds = Math.floor(call.now / 1000)
  const token = new SignJWT({ name: call.userId })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(`http://127.0.0.1:${port}`)
    .setAudience('rooms')
    .setSubject(call.userId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 86_400)
  return { token: await token.sign(privateKey) }
}

process.on('message', (call: ProviderCall) => void obey(call).then((said) => process.send?.(said)))
process.on('disconnect', () => process.exit())
