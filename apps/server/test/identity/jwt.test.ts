import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { JwtIssuer } from '../../src/identity/issuer.ts'
import { jwtSource } from '../../src/identity/jwt.ts'
import { createCapturedLog } from '../fakes/captured_log.ts'
import { ask, bearer } from './ask.ts'
import { forge, hmac, part, signature, type Fields, type Signer } from './forged_jwt.ts'

const now = 1_800_000_000
const clock = (): number => now * 1000
const iss = 'https://id.example.org/'
const secret = 'a shared secret of at least 32 characters'
const right = { iss, aud: 'rooms', sub: 'ada', exp: now + 60 }

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const ed = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString()
const jwkOf = (key: KeyObject, more: Fields = {}): Fields => ({ ...key.export({ format: 'jwk' }), ...more })

const terms = { issuer: iss, audience: 'rooms' }
const shared: JwtIssuer = { ...terms, secret }
const byRsa: JwtIssuer = { ...terms, publicKey: pemOf(rsa.publicKey), algorithms: ['RS256'] }
const byCurve: JwtIssuer = { ...terms, publicKey: pemOf(p256.publicKey), algorithms: ['ES256'] }
const bySet: JwtIssuer = {
  ...terms,
  jwks: {
    keys: [
      jwkOf(rsa.publicKey, { kid: 'rsa' }),
      jwkOf(p256.publicKey, { kid: 'p256' }),
      jwkOf(ed.publicKey, { kid: 'ed' }),
    ],
  },
}

const withSecret: Signer = hmac(secret)
const hs = (claims: Fields, header: Fields = {}): string =>
  forge({ alg: 'HS256', ...header }, { ...right, ...claims }, withSecret)
const rs = (claims: Fields, header: Fields = {}): string =>
  forge({ alg: 'RS256', ...header }, { ...right, ...claims }, signature(rsa.privateKey))
const es = (claims: Fields, header: Fields = {}): string =>
  forge({ alg: 'ES256', ...header }, { ...right, ...claims }, signature(p256.privateKey))
const eddsa = (claims: Fields, header: Fields = {}): string =>
  forge({ alg: 'EdDSA', ...header }, { ...right, ...claims }, signature(ed.privateKey, null))
const garbled = (token: string): string => token.replace(/.{2}$/, (end) => (end === 'AA' ? 'BA' : 'AA'))
const without = (...names: readonly string[]): Fields => Object.fromEntries(names.map((name) => [name, undefined]))

async function outcome(issuer: JwtIssuer, token: string): Promise<string> {
  return ask(await jwtSource([issuer], { log: createCapturedLog(), now: clock }), bearer(token))
}

describe('a JWT', () => {
  it.each<[string, JwtIssuer, string]>([
    ['HS256', shared, hs({})],
    ['HS384', shared, forge({ alg: 'HS384' }, right, hmac(secret, 'sha384'))],
    ['HS512', shared, forge({ alg: 'HS512' }, right, hmac(secret, 'sha512'))],
    ['RS256 by public key', byRsa, rs({})],
    ['ES256 by public key', byCurve, es({})],
    ['EdDSA by public key', { ...terms, publicKey: pemOf(ed.publicKey), algorithms: ['EdDSA'] }, eddsa({})],
    ['RS256 by key set', bySet, rs({}, { kid: 'rsa' })],
    ['RS512 by key set', bySet, forge({ alg: 'RS512', kid: 'rsa' }, right, signature(rsa.privateKey, 'sha512'))],
    ['ES256 by key set', bySet, es({}, { kid: 'p256' })],
    ['EdDSA by key set', bySet, eddsa({}, { kid: 'ed' })],
    ['Ed25519 by key set', bySet, forge({ alg: 'Ed25519', kid: 'ed' }, right, signature(ed.privateKey, null))],
    ['ES256 by key set, with the one key of its kind unnamed', bySet, es({})],
    ['one of several audiences', shared, hs({ aud: ['chat', 'rooms'] })],
    ['an audience that is one of the accepted', { ...shared, audience: ['games', 'rooms'] }, hs({})],
    ['an expiry within the tolerance', shared, hs({ exp: now - 4 })],
    ['a beginning within the tolerance', shared, hs({ nbf: now + 5 })],
    ['a beginning in the past', shared, hs({ nbf: now - 3600, iat: now - 3600 })],
    ['an age within the longest', { ...shared, maxAge: 60 }, hs({ iat: now - 60 })],
    ['a type', shared, hs({}, { typ: 'at+jwt' })],
    [
      'a claim that is a prototype',
      shared,
      forge({ alg: 'HS256' }, `{"__proto__":{"sub":"eve"},${JSON.stringify(right).slice(1)}`, withSecret),
    ],
  ])('is taken: %s', async (_, issuer, token) => {
    expect(await outcome(issuer, token)).toBe('user ada')
  })

  it.each<[string, JwtIssuer, string]>([
    ['unsigned', shared, `${part({ alg: 'none' })}.${part(right)}.`],
    ['unsigned, with a signature', shared, forge({ alg: 'none' }, right, withSecret)],
    ['unsigned, in other letters', shared, forge({ alg: 'nOnE' }, right, () => new Uint8Array(0))],
    ['without an algorithm', shared, forge({ typ: 'JWT' }, right, withSecret)],
    ['with a list of algorithms', shared, forge({ alg: ['HS256'] }, right, withSecret)],
    [
      'with an HMAC whose key is the public key in PEM',
      byRsa,
      forge({ alg: 'HS256' }, right, hmac(pemOf(rsa.publicKey))),
    ],
    [
      'with an HMAC whose key is the public key in PEM, trimmed',
      byRsa,
      forge({ alg: 'HS256' }, right, hmac(pemOf(rsa.publicKey).trim())),
    ],
    [
      'with an HMAC whose key is a public JWK',
      bySet,
      forge({ alg: 'HS256', kid: 'rsa' }, right, hmac(JSON.stringify(jwkOf(rsa.publicKey)))),
    ],
    ['with an algorithm that is not named', { ...shared, algorithms: ['HS512'] }, hs({})],
    [
      'with another algorithm of the same key',
      byRsa,
      forge({ alg: 'RS512' }, right, signature(rsa.privateKey, 'sha512')),
    ],
    ['signed by a stranger', byCurve, forge({ alg: 'ES256' }, right, signature(stranger.privateKey))],
    [
      'signed by a stranger under a known name',
      bySet,
      forge({ alg: 'ES256', kid: 'p256' }, right, signature(stranger.privateKey)),
    ],
    ['with a wrong secret', shared, forge({ alg: 'HS256' }, right, hmac(`${secret}!`))],
    ['with a changed signature', shared, garbled(hs({}))],
    ['with half a signature', byCurve, es({}).slice(0, -43)],
    ['with a signature of zeros', byCurve, forge({ alg: 'ES256' }, right, () => new Uint8Array(64))],
    ['with an empty signature', byCurve, forge({ alg: 'ES256' }, right, () => new Uint8Array(0))],
    ['with changed claims', shared, hs({}).replace(part(right), part({ ...right, sub: 'bob' }))],
    ['with a changed header', shared, hs({}).replace(part({ alg: 'HS256' }), part({ alg: 'HS256', kid: 'x' }))],
    ['of another issuer', shared, hs({ iss: 'https://evil.example/' })],
    ['of an issuer that differs by a slash', shared, hs({ iss: iss.slice(0, -1) })],
    ['of an issuer in other letters', shared, hs({ iss: iss.toUpperCase() })],
    ['of a list of issuers', shared, hs({ iss: [iss] })],
    ['of nobody', shared, hs(without('iss'))],
    ['for another audience', shared, hs({ aud: 'chat' })],
    ['for an audience that begins alike', shared, hs({ aud: 'rooms-admin' })],
    ['for no audience', shared, hs(without('aud'))],
    ['for an empty list of audiences', shared, hs({ aud: [] })],
    ['that has expired', shared, hs({ exp: now - 6 })],
    ['that expires at the end of the tolerance', shared, hs({ exp: now - 5 })],
    ['that never expires', shared, hs(without('exp'))],
    ['that expires in words', shared, hs({ exp: 'tomorrow' })],
    ['that begins later', shared, hs({ nbf: now + 6 })],
    ['that begins in words', shared, hs({ nbf: 'now' })],
    ['that is too old', { ...shared, maxAge: 60 }, hs({ iat: now - 66 })],
    ['that does not say how old it is', { ...shared, maxAge: 60 }, hs({})],
    ['that was made in the future', { ...shared, maxAge: 60 }, hs({ iat: now + 60 })],
    ['without a subject', shared, hs(without('sub'))],
    ['whose subject is a number', shared, hs({ sub: 42 })],
    ['whose subject is empty', shared, hs({ sub: '' })],
    ['whose subject is null', shared, hs({ sub: null })],
    ['of an unknown key', bySet, es({}, { kid: 'p384' })],
    ['of a key named by a path', bySet, es({}, { kid: '../../dev/null' })],
    ['of a key named by a number', bySet, es({}, { kid: 7 })],
    ['with a critical extension that is not known', shared, hs({}, { crit: ['exp'], exp: now + 60 })],
    ['with a critical extension that is not there', shared, hs({}, { crit: ['b64'] })],
    ['with an unencoded payload', shared, hs({}, { crit: ['b64'], b64: false })],
    ['with an empty list of critical extensions', shared, hs({}, { crit: [] })],
    [
      'with its own key in the header',
      byCurve,
      forge({ alg: 'ES256', jwk: jwkOf(stranger.publicKey) }, right, signature(stranger.privateKey)),
    ],
    [
      'with its own key in the header, before a key set',
      bySet,
      forge({ alg: 'ES256', jwk: jwkOf(stranger.publicKey) }, right, signature(stranger.privateKey)),
    ],
    [
      'with its own certificate in the header',
      byCurve,
      forge({ alg: 'ES256', x5c: [pemOf(stranger.publicKey)] }, right, signature(stranger.privateKey)),
    ],
    ['whose header is no JSON', shared, forge('{"alg":"HS256"', right, withSecret)],
    ['whose header is a list', shared, forge('["HS256"]', right, withSecret)],
    ['whose claims are no JSON', shared, forge({ alg: 'HS256' }, 'ada', withSecret)],
    ['whose claims are a list', shared, forge({ alg: 'HS256' }, [right], withSecret)],
    [
      'whose claims are no UTF-8',
      shared,
      hs({}).replace(/\..*\./, `.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.`),
    ],
    ['that is longer than 8 KiB', shared, hs({ filler: 'x'.repeat(6200) })],
  ])('is refused: one %s', async (_, issuer, token) => {
    const log = createCapturedLog()
    const source = await jwtSource([issuer], { log, now: clock })
    expect(await ask(source, bearer(token))).toBe('credentials_invalid')
    expect(log.lines).toEqual([])
  })

  it.each([
    ['two parts', 'e30.e30'],
    ['four parts', 'e30.e30.e30.e30'],
    ['five parts, which is encrypted', 'e30.e30.e30.e30.e30'],
    ['characters of another base64', 'e30=.e30.e30'],
    ['no dots', 'opaque'],
    ['dots alone', '..'],
  ])('is not taken for one when it has %s', async (_, token) => {
    expect(await outcome(shared, token)).toBe('no credentials of this kind')
  })

  it('that is a little shorter than 8 KiB is read', async () => {
    const token = hs({ filler: 'x'.repeat(5900) })
    expect(token.length).toBeLessThan(8192)
    expect(await outcome(shared, token)).toBe('user ada')
  })
})

describe('who a JWT speaks of', () => {
  const other = 'https://other.example/'

  async function userOf(token: string, ...issuers: readonly JwtIssuer[]) {
    const answer = await (await jwtSource(issuers, { log: createCapturedLog(), now: clock }))(bearer(token))
    if (answer?.identified !== true || answer.caller.kind !== 'user') throw new Error('nobody was identified')
    return answer.caller.user
  }

  it('is its subject, with its name and all its claims', async () => {
    expect(await userOf(hs({ name: 'Zoë 张', role: 'teacher', groups: ['a'] }), shared)).toEqual({
      id: 'ada',
      name: 'Zoë 张',
      via: 'jwt',
      claims: { ...right, name: 'Zoë 张', role: 'teacher', groups: ['a'] },
    })
  })

  it('may stand in other claims', async () => {
    const issuer = { ...shared, userIdClaim: 'uid', userNameClaim: 'nickname' }
    expect(await userOf(hs({ uid: 'u1', nickname: 'Ada' }), issuer)).toMatchObject({ id: 'u1', name: 'Ada' })
    expect(await outcome(issuer, hs({}))).toBe('credentials_invalid')
  })

  it.each([
    ['that is none', 7],
    ['with a line break', 'Ada\n'],
    ['that reads backwards', '\u202eadA'],
    ['that is too long', 'x'.repeat(257)],
  ])('has no name where the claim holds one %s', async (_, name) => {
    expect((await userOf(hs({ name }), shared)).name).toBeNull()
  })

  it.each(['zoë@example.org', 'auth0|1234', 'a b', 'x'.repeat(65), '张', '"quoted"'])(
    'has a stable ID made from issuer and subject where the subject can be none: %s',
    async (sub) => {
      const { id } = await userOf(hs({ sub }), shared)
      expect(id).toMatch(/^u\.[\w-]{22}$/)
      expect((await userOf(hs({ sub, exp: now + 5 }), shared)).id).toBe(id)
      expect((await userOf(hs({ sub: `${sub}!` }), shared)).id).not.toBe(id)
    },
  )

  it('is derived as it was in every release: people keep their IDs', async () => {
    // printf 'https://id.example.org/\0auth0|1234' | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | cut -c1-22
    expect((await userOf(hs({ sub: 'auth0|1234' }), shared)).id).toBe('u.Qsz1yQZSMnG5VeIIZVqjuT')
  })

  it('is two people for one subject of two issuers, whatever the order of the config', async () => {
    const second = { ...shared, issuer: other }
    const [here, there] = [await userOf(hs({}), shared, second), await userOf(hs({ iss: other }), shared, second)]
    expect(here.id).not.toBe(there.id)
    expect((await userOf(hs({}), second, shared)).id).toBe(here.id)
  })

  it('is the same as before for the people of the first issuer when a second one comes, where the config says so', async () => {
    const [kept, second]: JwtIssuer[] = [
      { ...shared, userIds: 'subject' },
      { ...shared, issuer: other },
    ]
    expect((await userOf(hs({}), kept!, second!)).id).toBe('ada')
    const there = await userOf(hs({ iss: other }), kept!, second!)
    expect(there.id).toMatch(/^u\.[\w-]{22}$/)
    // Nobody of the first can be called what somebody of the second is.
    expect((await userOf(hs({ sub: there.id }), kept!, second!)).id).not.toBe(there.id)
  })

  it('may be derived from the beginning, so that a second issuer changes nothing', async () => {
    const derived: JwtIssuer = { ...shared, userIds: 'derived' }
    const { id } = await userOf(hs({}), derived)
    expect(id).toMatch(/^u\.[\w-]{22}$/)
    expect((await userOf(hs({}), shared, { ...shared, issuer: other })).id).toBe(id)
  })

  it('does not mix up where an issuer ends and a subject begins', async () => {
    const [one, two] = [
      { ...shared, issuer: 'https://a' },
      { ...shared, issuer: 'https://a.b' },
    ]
    const first = await userOf(hs({ iss: 'https://a', sub: '.b|c' }), one, two)
    const second = await userOf(hs({ iss: 'https://a.b', sub: '|c' }), one, two)
    expect(first.id).not.toBe(second.id)
  })

  // Once a subject of this form was taken as it stands, so that whoever could choose theirs could be called what another one is called.
  it('cannot choose the ID that is made for another one', async () => {
    const victim = await userOf(hs({ sub: 'auth0|victim' }), shared)
    const impostor = await userOf(hs({ sub: victim.id }), shared)
    expect(impostor.id).not.toBe(victim.id)
    expect(impostor.id).toMatch(/^u\.[\w-]{22}$/)
  })

  it('is judged by the terms of its own issuer alone', async () => {
    const second: JwtIssuer = {
      ...shared,
      issuer: other,
      secret: 'another shared secret of 32 characters',
      audience: 'chat',
    }
    const source = await jwtSource([shared, second], { log: createCapturedLog(), now: clock })
    expect(await ask(source, bearer(hs({ iss: other, aud: 'chat' })))).toBe('credentials_invalid')
    expect(
      await ask(
        source,
        bearer(forge({ alg: 'HS256' }, { ...right, iss: other, aud: 'rooms' }, hmac(second.secret ?? ''))),
      ),
    ).toBe('credentials_invalid')
    expect(
      await ask(
        source,
        bearer(forge({ alg: 'HS256' }, { ...right, iss: other, aud: 'chat' }, hmac(second.secret ?? ''))),
      ),
    ).toMatch(/^user u\./)
  })
})
