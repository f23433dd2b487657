// Right and wrong tokens of a provider that publishes its keys, found by discovery: each algorithm with each kind of key, each header and
// each claim in the ways in which they have been wrong before. What a token is worth without a provider is in jwt.test.ts.
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JwtIssuer } from '../../src/identity/issuer.ts'
import { jwtSource } from '../../src/identity/jwt.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { startIdentityProvider, type IdentityProvider, type Published } from '../fakes/identity_provider.ts'
import { serve } from '../service.ts'
import { ask, bearer } from './ask.ts'
import { forge, hmac, part, signature, type Fields, type Signer } from './forged_jwt.ts'

/** Where the clock of a served server stands. */
const now = 1_800_000_000

interface Key extends Published {
  readonly kid: string
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

function published(kid: string, pair: Pick<Key, 'publicKey' | 'privateKey'>, more: Fields = {}): Key {
  return { kid, ...pair, jwk: { ...pair.publicKey.export({ format: 'jwk' }), kid, use: 'sig', ...more } }
}

const curve = (namedCurve: string): Pick<Key, 'publicKey' | 'privateKey'> => generateKeyPairSync('ec', { namedCurve })
const rsa = published('rsa', generateKeyPairSync('rsa', { modulusLength: 2048 }))
const p256 = published('p256', curve('P-256'))
const p384 = published('p384', curve('P-384'))
const p521 = published('p521', curve('P-521'))
const ed = published('ed', generateKeyPairSync('ed25519'))
const pinned = published('pinned', generateKeyPairSync('rsa', { modulusLength: 2048 }), { alg: 'RS256' })
const forSealing = published('sealing', generateKeyPairSync('rsa', { modulusLength: 2048 }), { use: 'enc' })
const forSigning = published('signing', curve('P-256'), { use: undefined, key_ops: ['sign'] })
const [twin, otherTwin] = [published('twin', curve('P-384')), published('twin', curve('P-384'))]
const secp256k1 = published('k1', curve('secp256k1'))
const shared = 'c2hhcmVkIHNlY3JldCBpbiB0aGUga2V5IHNldCwgYmFkIGlkZWE'
const oct: Published = { jwk: { kty: 'oct', k: shared, kid: 'oct', alg: 'HS256', use: 'sig' } }
const unheardOf: Published = { jwk: { kty: 'XMSS', kid: 'xmss', use: 'sig' } }
const stranger = published('p256', curve('P-256'))

const all = [rsa, p256, p384, p521, ed, pinned, forSealing, forSigning, secp256k1, oct, unheardOf]

interface Scene {
  readonly provider: IdentityProvider
  /** A token of ada's that differs from the right one in these claims and this header; undefined leaves one out. */
  readonly token: (changes?: Fields, header?: Fields, by?: Signer) => string
  readonly outcome: (token: string) => Promise<string>
}

async function scene(terms: Partial<JwtIssuer> = {}, keys: readonly Published[] = all): Promise<Scene> {
  const provider = await startIdentityProvider(...keys)
  const { issuer } = provider
  const source = await jwtSource([{ issuer, audience: 'rooms', allowLoopback: true, ...terms }], {
    log: createCapturedLog(),
    now: () => now * 1000,
  })
  const right = { iss: issuer, aud: 'rooms', sub: 'ada', iat: now - 10, exp: now + 60 }
  return {
    provider,
    token: (changes = {}, header = {}, by = signature(p256.privateKey)) =>
      forge({ alg: 'ES256', kid: 'p256', ...header }, { ...right, ...changes }, by),
    outcome: (token) => ask(source, bearer(token)),
  }
}

const hashOf: Readonly<Record<string, string | null>> = { 256: 'sha256', 384: 'sha384', 512: 'sha512' }
const uses: Readonly<Record<string, readonly string[]>> = {
  rsa: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  pinned: ['RS256'],
  p256: ['ES256'],
  p384: ['ES384'],
  p521: ['ES512'],
  ed: ['EdDSA', 'Ed25519'],
}
const known = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'
const others = 'HS256 HS384 HS512 none None ES256K RS1 HS1 Ed448 es256 ML-DSA-65'
const algorithms = [...known.split(' '), ...others.split(' '), '', ' ES256']

/** Signs as well as this key can under that name. */
function signerFor(key: Key, alg: string): Signer {
  const hash = hashOf[alg.slice(-3)] ?? null
  if (alg.startsWith('HS')) return hmac(String(key.publicKey.export({ type: 'spki', format: 'pem' })), hash ?? 'sha1')
  if (/^none$/i.test(alg)) return () => new Uint8Array(0)
  const type = key.publicKey.asymmetricKeyType
  return signature(
    key.privateKey,
    type === 'ed25519' ? null : (hash ?? 'sha256'),
    alg.startsWith('PS') && type === 'rsa',
  )
}

describe('each algorithm with each kind of key', () => {
  it('is right where it is the one of that key, and wrong everywhere else', async () => {
    const { token, outcome } = await scene()
    const [expected, found]: Record<string, string>[] = [{}, {}]
    for (const key of [rsa, pinned, p256, p384, p521, ed]) {
      for (const alg of algorithms) {
        const cell = `${key.kid} under "${alg}"`
        expected![cell] = uses[key.kid]?.includes(alg) === true ? 'user ada' : 'credentials_invalid'
        found![cell] = await outcome(token({}, { alg, kid: key.kid }, signerFor(key, alg)))
      }
    }
    expect(found).toEqual(expected)
    expect(Object.keys(expected!)).toHaveLength(6 * 24)
  })

  it('is one of those that the config names, where it names some', async () => {
    const { token, outcome } = await scene({ algorithms: ['PS256', 'ES384'] })
    const by = (key: Key, alg: string): Promise<string> =>
      outcome(token({}, { alg, kid: key.kid }, signerFor(key, alg)))
    expect(await by(rsa, 'PS256')).toBe('user ada')
    expect(await by(p384, 'ES384')).toBe('user ada')
    for (const [key, alg] of [
      [rsa, 'RS256'],
      [rsa, 'PS512'],
      [p256, 'ES256'],
      [ed, 'EdDSA'],
    ] as const)
      expect(await by(key, alg)).toBe('credentials_invalid')
  })

  it.each<[string, (key: KeyObject) => string]>([
    ['in PEM', (key) => String(key.export({ type: 'spki', format: 'pem' }))],
    ['in PEM, trimmed', (key) => String(key.export({ type: 'spki', format: 'pem' })).trim()],
    ['in PEM of PKCS #1', (key) => String(key.export({ type: 'pkcs1', format: 'pem' }))],
    ['in DER', (key) => key.export({ type: 'spki', format: 'der' }).toString('latin1')],
    ['as a JWK', (key) => JSON.stringify(key.export({ format: 'jwk' }))],
    ['as its modulus', (key) => String(key.export({ format: 'jwk' }).n)],
  ])('is not an HMAC under the public key %s', async (_, text) => {
    const { token, outcome } = await scene()
    for (const [alg, hash] of [
      ['HS256', 'sha256'],
      ['HS384', 'sha384'],
      ['HS512', 'sha512'],
    ] as const)
      expect(await outcome(token({}, { alg, kid: 'rsa' }, hmac(text(rsa.publicKey), hash)))).toBe('credentials_invalid')
  })
})

describe('the header of a token', () => {
  it.each<[string, Fields]>([
    ['names no type', {}],
    ['names the type JWT', { typ: 'JWT' }],
    ['names the type jwt', { typ: 'jwt' }],
    ['names it in full', { typ: 'application/jwt' }],
    ['names an access token', { typ: 'at+jwt' }],
    ['names an access token in capitals', { typ: 'AT+JWT' }],
    ['names an access token in full', { typ: 'application/at+jwt' }],
    ['carries what is not known and not critical', { foo: 'bar', cty: 'JWT' }],
    // None of these is looked at.
    ['says where its key is', { jku: 'http://127.0.0.1:1/' }],
    ['says where its certificate is', { x5u: 'http://127.0.0.1:1/' }],
    ['names no key, and there is one of its kind', { kid: undefined, alg: 'ES512' }],
  ])('may be one that %s', async (_, header) => {
    const { token, outcome } = await scene()
    const by = header['alg'] === 'ES512' ? signature(p521.privateKey, 'sha512') : signature(p256.privateKey)
    expect(await outcome(token({}, header, by))).toBe('user ada')
  })

  it.each<[string, Fields]>([
    // The same key may sign these: none of them says who sends a request (RFC 8725 sections 3.11 and 3.12).
    ['is a proof of possession', { typ: 'dpop+jwt' }],
    ['is a log-out', { typ: 'logout+jwt' }],
    ['is a security event', { typ: 'secevent+jwt' }],
    ['is an answer of introspection', { typ: 'token-introspection+jwt' }],
    ['is a request of authorization', { typ: 'oauth-authz-req+jwt' }],
    ['is the metadata of a client', { typ: 'application/entity-statement+jwt' }],
    ['is a credential', { typ: 'vc+sd-jwt' }],
    ['is of a type that ends alike', { typ: 'xat+jwt' }],
    ['is of a type that begins alike', { typ: 'at+jwtx' }],
    ['is of a type with a parameter', { typ: 'JWT; x=y' }],
    ['is of another top-level type', { typ: 'text/jwt' }],
    ['is of an empty type', { typ: '' }],
    ['is of a type with a space', { typ: ' JWT' }],
    ['is of a type that is a list', { typ: ['JWT'] }],
    ['is of a type that is null', { typ: null }],
    ['names a key that is not published', { kid: 'gone' }],
    ['names a key in other letters', { kid: 'P256' }],
    ['names a key with a space', { kid: 'p256 ' }],
    ['names an empty key', { kid: '' }],
    ['names a key by a path', { kid: '../../../dev/null' }],
    ['names a key by a query', { kid: "p256' OR '1'='1" }],
    ['names a list of keys', { kid: ['p256'] }],
    ['names null for a key', { kid: null }],
    ['names the prototype for a key', { kid: '__proto__' }],
    ['names a key of another curve', { kid: 'p384' }],
    ['names a key of another kind', { kid: 'rsa' }],
    ['names a key of a kind that nobody knows', { kid: 'xmss' }],
    ['holds a critical extension that is not known', { crit: ['exp'], exp: 1 }],
    ['holds a critical extension of another vendor', { crit: ['http://example.org/x'], 'http://example.org/x': true }],
    ['holds a critical extension that is not there', { crit: ['b64'] }],
    ['holds an empty list of critical extensions', { crit: [] }],
    ['holds a text of critical extensions', { crit: 'b64' }],
    ['holds null for critical extensions', { crit: null }],
    ['has its payload unencoded', { crit: ['b64'], b64: false }],
  ])('is wrong where it %s', async (_, header) => {
    const { token, outcome } = await scene()
    expect(await outcome(token({}, header))).toBe('credentials_invalid')
  })

  it.each<[string, Fields]>([
    ['in it', { jwk: stranger.jwk }],
    ['in a certificate', { x5c: [stranger.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')] }],
    ['at a place', { jku: 'http://127.0.0.1:1/', x5u: 'http://127.0.0.1:1/' }],
    ['in it, for a name of its own', { kid: 'mine', jwk: { ...stranger.jwk, kid: 'mine' } }],
  ])('does not bring its own key: %s', async (_, header) => {
    const { token, outcome } = await scene()
    expect(await outcome(token({}, header, signature(stranger.privateKey)))).toBe('credentials_invalid')
  })
})

describe('the keys of a provider', () => {
  it('may be two under one name: either may have signed, and nobody else', async () => {
    const { token, outcome } = await scene({}, [twin, otherTwin])
    const by = (key: Key): Promise<string> =>
      outcome(token({}, { alg: 'ES384', kid: 'twin' }, signature(key.privateKey, 'sha384')))
    expect(await by(twin)).toBe('user ada')
    expect(await by(otherTwin)).toBe('user ada')
    expect(await by(p384)).toBe('credentials_invalid')
  })

  it('may be several of one kind for a token that names none', async () => {
    const { token, outcome } = await scene({}, [stranger, p256, rsa, published('next', curve('P-256'))])
    expect(await outcome(token({}, { kid: undefined }))).toBe('user ada')
    expect(await outcome(token({ exp: now - 60 }, { kid: undefined }))).toBe('credentials_invalid')
    expect(await outcome(token({}, { kid: undefined }, signature(forSigning.privateKey)))).toBe('credentials_invalid')
  })

  it('are tried eight at most, so that no stranger makes much work', async () => {
    const many = Array.from({ length: 8 }, (_, n) => published(`k${n}`, curve('P-256')))
    const { token, outcome } = await scene({}, [...many, p256])
    expect(await outcome(token({}, { kid: undefined }))).toBe('credentials_invalid')
    expect(await outcome(token())).toBe('user ada')
    expect(await outcome(token({}, { kid: undefined }, signature(many[7]!.privateKey)))).toBe('user ada')
  })

  it('do not count for signatures where they are for something else', async () => {
    const { token, outcome } = await scene()
    const sealing = signature(forSealing.privateKey)
    expect(await outcome(token({}, { alg: 'RS256', kid: 'sealing' }, sealing))).toBe('credentials_invalid')
    expect(await outcome(token({}, { kid: 'signing' }, signature(forSigning.privateKey)))).toBe('credentials_invalid')
    const bitcoin = signature(secp256k1.privateKey)
    expect(await outcome(token({}, { alg: 'ES256', kid: 'k1' }, bitcoin))).toBe('credentials_invalid')
    expect(await outcome(token({}, { alg: 'ES256K', kid: 'k1' }, bitcoin))).toBe('credentials_invalid')
  })

  it('are never secrets, though one is published', async () => {
    const { token, outcome } = await scene()
    const secret = Buffer.from(shared, 'base64url').toString('latin1')
    expect(await outcome(token({}, { alg: 'HS256', kid: 'oct' }, hmac(secret)))).toBe('credentials_invalid')
  })

  it.each<[string, Published, Key]>([
    ['a private one', { jwk: { ...p256.privateKey.export({ format: 'jwk' }), kid: 'p256' } }, p256],
    ['a point off the curve', { jwk: { ...p256.jwk, y: p256.jwk.x ?? '' } }, p256],
    ['RSA of 1024 bits', ...weak()],
  ])('are a fault of the provider where one is %s', async (_, key, signer) => {
    const { token, outcome } = await scene({}, [key])
    const alg = signer.publicKey.asymmetricKeyType === 'rsa' ? 'RS256' : 'ES256'
    const forged = token({}, { alg, kid: key.jwk.kid }, signature(signer.privateKey))
    expect(await outcome(forged)).toBe('identity_unavailable')
  })

  // Once it was said for each request: whoever had such a token wrote as much log as they liked.
  it('that cannot be used are told of in the log once in ten minutes, each by its name', async () => {
    const [short] = weak()
    const off = { jwk: { ...p256.jwk, y: p256.jwk.x ?? '' } }
    const { issuer } = await startIdentityProvider(short, off)
    const log = createCapturedLog()
    let time = now
    const parts = { log, now: () => time * 1000 }
    const source = await jwtSource([{ issuer, audience: 'rooms', allowLoopback: true }], parts)
    const askTwice = async (): Promise<void> => {
      for (const [kid, alg, key] of [
        ['weak', 'RS256', rsa],
        ['p256', 'ES256', p256],
      ] as const) {
        const claims = { iss: issuer, aud: 'rooms', sub: 'ada', exp: time + 60 }
        const token = forge({ alg, kid }, claims, signature(key.privateKey))
        for (let n = 0; n < 2; n += 1) expect(await ask(source, bearer(token))).toBe('identity_unavailable')
      }
    }
    const said = () => log.lines.map((line) => JSON.parse(line)).map(({ event, issuer: of, key }) => [event, of, key])
    await askTwice()
    const each = [
      ['jwt_key_unusable', issuer, 'weak'],
      ['jwt_key_unusable', issuer, 'p256'],
    ]
    expect(said()).toEqual(each)
    time += 599
    await askTwice()
    expect(said()).toEqual(each)
    time += 1
    await askTwice()
    expect(said()).toEqual([...each, ...each])
  })

  it('that were taken back do not come back with a token', async () => {
    const { provider, token, outcome } = await scene({}, [p384])
    expect(await outcome(token())).toBe('credentials_invalid')
    expect(provider.asked).toBe(1)
  })
})

function weak(): [Published, Key] {
  const pair = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const key = published('weak', pair)
  return [key, key]
}

describe('the claims of a token', () => {
  it.each<[string, Fields]>([
    ['are for the audience', {}],
    ['are for the audience in a list', { aud: ['rooms'] }],
    ['are for the audience among others', { aud: ['chat', 'rooms'] }],
    ['are for a party that is not asked about', { azp: 'web' }],
    ['are for several audiences and a party', { aud: ['rooms', 'account'], azp: 'web' }],
    ['ran out within the tolerance', { exp: now - 4 }],
    ['begin within the tolerance', { nbf: now + 5 }],
    ['say no time of issue', { iat: undefined }],
    ['end in a fraction of a second', { exp: now + 0.5 }],
    ['end far away', { exp: 2 ** 40 }],
    ['hold more', { groups: ['a'], nested: { deep: [1] } }],
  ])('are right where they %s', async (_, claims) => {
    const { token, outcome } = await scene()
    expect(await outcome(token(claims))).toBe('user ada')
  })

  it.each<[string, Fields]>([
    ['are of another issuer', { iss: 'https://evil.example' }],
    ['are of an issuer with a slash', { iss: 'http://127.0.0.1/' }],
    ['are of nobody', { iss: undefined }],
    ['are of null', { iss: null }],
    ['are for another audience', { aud: 'chat' }],
    ['are for others', { aud: ['chat', 'account'] }],
    ['are for an audience in other letters', { aud: 'Rooms' }],
    ['are for an audience that begins alike', { aud: 'rooms2' }],
    ['are for an audience with a space', { aud: ' rooms' }],
    ['are for nobody', { aud: undefined }],
    ['are for an empty list', { aud: [] }],
    ['are for null', { aud: null }],
    ['are for an object', { aud: { rooms: true } }],
    ['are for a list in a list', { aud: [['rooms']] }],
    ['are for the audience and a number', { aud: ['rooms', 7] }],
    ['are for the audience and null', { aud: [null, 'rooms'] }],
    ['are for a party that is a number', { azp: 7 }],
    ['are for a list of parties', { azp: ['web'] }],
    ['are for a party that is null', { azp: null }],
    ['have run out', { exp: now - 60 }],
    ['ran out at the end of the tolerance', { exp: now - 5 }],
    ['never run out', { exp: undefined }],
    ['run out in a text', { exp: String(now + 60) }],
    ['run out at null', { exp: null }],
    ['run out before time began', { exp: -1 }],
    ['run out in milliseconds of the past', { exp: 1_000_000 }],
    ['begin after the tolerance', { nbf: now + 6 }],
    ['begin in a text', { nbf: String(now) }],
    ['were issued in a text', { iat: String(now) }],
    ['speak of nobody', { sub: undefined }],
    ['speak of a number', { sub: 42 }],
    ['speak of an empty name', { sub: '' }],
    ['speak of a list', { sub: ['ada'] }],
  ])('are wrong where they %s', async (_, claims) => {
    const { token, outcome } = await scene()
    expect(await outcome(token(claims))).toBe('credentials_invalid')
  })

  it.each<[string, Fields, string]>([
    ['of the party', { azp: 'web' }, 'user ada'],
    ['of the other party', { azp: 'phone' }, 'user ada'],
    ['of the client, as access tokens have it', { client_id: 'web' }, 'user ada'],
    ['of the party, whatever the client', { azp: 'web', client_id: 'evil' }, 'user ada'],
    ['of another party, whatever the client', { azp: 'evil', client_id: 'web' }, 'credentials_invalid'],
    ['of a party in other letters', { azp: 'Web' }, 'credentials_invalid'],
    ['of another client', { client_id: 'evil' }, 'credentials_invalid'],
    ['of no party', {}, 'credentials_invalid'],
    ['of an empty party', { azp: '' }, 'credentials_invalid'],
    ['of an empty party, whatever the client', { azp: '', client_id: 'web' }, 'credentials_invalid'],
    ['of a list of clients', { client_id: ['web'] }, 'credentials_invalid'],
    ['of an audience in place of a party', { aud: ['rooms', 'web'] }, 'credentials_invalid'],
  ])('are asked for the party where the config names some: one %s', async (_, claims, word) => {
    const { token, outcome } = await scene({ authorizedParties: ['web', 'phone'] })
    expect(await outcome(token(claims))).toBe(word)
  })

  it('may be of any of several audiences of the config', async () => {
    const { token, outcome } = await scene({ audience: ['rooms', 'games'], authorizedParties: 'web' })
    expect(await outcome(token({ aud: 'games', azp: 'web' }))).toBe('user ada')
    expect(await outcome(token({ aud: ['games', 'rooms'], azp: 'web' }))).toBe('user ada')
    expect(await outcome(token({ aud: 'chat', azp: 'web' }))).toBe('credentials_invalid')
  })
})

describe('two providers', () => {
  it('vouch for their own people alone', async () => {
    const [one, two] = [await startIdentityProvider(p256), await startIdentityProvider(p384)]
    const terms = { audience: 'rooms', allowLoopback: true }
    const source = await jwtSource(
      [
        { issuer: one.issuer, ...terms },
        { issuer: two.issuer, ...terms },
      ],
      {
        log: createCapturedLog(),
        now: () => now * 1000,
      },
    )
    const by = (key: Key, alg: string, hash: string, iss: string): Promise<string> =>
      ask(
        source,
        bearer(
          forge(
            { alg, kid: key.kid },
            { iss, aud: 'rooms', sub: 'ada', exp: now + 60 },
            signature(key.privateKey, hash),
          ),
        ),
      )
    const [here, there] = [await by(p256, 'ES256', 'sha256', one.issuer), await by(p384, 'ES384', 'sha384', two.issuer)]
    expect(here).toMatch(/^user u\./)
    expect(there).toMatch(/^user u\./)
    expect(here).not.toBe(there)
    expect(await by(p256, 'ES256', 'sha256', two.issuer)).toBe('credentials_invalid')
    expect(await by(p384, 'ES384', 'sha384', one.issuer)).toBe('credentials_invalid')
  })

  it('are no outage of each other', async () => {
    const [one, two] = [await startIdentityProvider(p256), await startIdentityProvider(p384)]
    const terms = { audience: 'rooms', allowLoopback: true }
    const source = await jwtSource(
      [
        { issuer: one.issuer, ...terms },
        { issuer: two.issuer, ...terms },
      ],
      {
        log: createCapturedLog(),
        now: () => now * 1000,
      },
    )
    two.describe = (response) => void response.destroy()
    const claims = { aud: 'rooms', sub: 'ada', exp: now + 60 }
    const of = (iss: string): string =>
      forge({ alg: 'ES256', kid: 'p256' }, { iss, ...claims }, signature(p256.privateKey))
    expect(await ask(source, bearer(of(two.issuer)))).toBe('identity_unavailable')
    expect(await ask(source, bearer(of(one.issuer)))).toMatch(/^user u\./)
  })
})

describe('a whole server', () => {
  it('gives tokens to the people of its provider, and one answer to everybody else', async () => {
    const provider = await startIdentityProvider(...all)
    const { get } = await serve({
      identity: { jwt: [{ issuer: provider.issuer, audience: 'rooms', allowLoopback: true }] },
    })
    const claims = { iss: provider.issuer, aud: 'rooms', sub: 'ada', exp: now + 60 }
    const header = { alg: 'ES256', kid: 'p256' }
    const own = forge(header, claims, signature(p256.privateKey))
    const answer = (token: string): Promise<Response> => get('/v1/token', { authorization: `Bearer ${token}` })
    expect((await answer(own)).status).toBe(200)

    const wrong = [
      own.replace(/.{4}$/, 'AAAA'),
      forge(header, { ...claims, exp: now - 60 }, signature(p256.privateKey)),
      forge(header, { ...claims, aud: 'chat' }, signature(p256.privateKey)),
      forge(header, { ...claims, iss: 'https://evil.example' }, signature(p256.privateKey)),
      forge(header, { ...claims, sub: '' }, signature(p256.privateKey)),
      forge({ ...header, kid: 'gone' }, claims, signature(p256.privateKey)),
      forge({ ...header, typ: 'dpop+jwt' }, claims, signature(p256.privateKey)),
      `${part({ alg: 'none' })}.${part(claims)}.`,
      'e30.e30.e30',
    ]
    const told = await Promise.all(wrong.map((token) => answer(token).then(seen)))
    expect(new Set(told).size).toBe(1)
    expect(told[0]).toMatch(/^401 .*credentials_invalid/)
    expect(told[0]).toContain('Bearer realm=\\"roompass\\", error=\\"invalid_token\\"')
  })
})

/** All that a caller sees of an answer, but for the number of the request. */
async function seen(response: Response): Promise<string> {
  const number = response.headers.get('x-request-id') ?? ''
  const whole = JSON.stringify([[...response.headers], await response.text()])
  return `${response.status} ${whole.replaceAll(number, 'REQUEST')}`
}
