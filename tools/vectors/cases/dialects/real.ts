// Tokens that official generators really made (../../official), each once. Where the user ID is in the documented set they open.
import { readFileSync } from 'node:fs'
import { unrestricted } from '../../craft.ts'
import type { DialectTest, Generator, Grant, Kind, Outcome, Pass } from '../../model.ts'
import { deriveKeys, tokenId } from '../../primitives.ts'
import { claimed, type Flag } from './dialect.ts'

interface RealToken04 {
  readonly lang: Generator
  readonly id: string
  readonly appId: number
  readonly userId: string
  readonly secret: string
  readonly effectiveSeconds: number
  readonly payload: string
  readonly token: string
  readonly plaintext: string
}

interface RealKitToken {
  readonly fn: string
  readonly args: readonly [number, string, string, string, string?, number?]
  readonly output?: string
  readonly decodedToken?: { readonly plaintext: string }
}

const official = new URL('../../official/', import.meta.url)
const token04s: readonly RealToken04[] = JSON.parse(readFileSync(new URL('token04.json', official), 'utf8'))
const kitTokens: readonly RealKitToken[] = JSON.parse(readFileSync(new URL('kit_tokens.json', official), 'utf8'))

const documented = /^[\w~!@#$%^&*()+=\-`;',.<>/\\]{1,64}$/
const mayJoin: Grant = { ...unrestricted, publish: false }

function timesIn(plaintext: string): { readonly issuedAt: number; readonly expiresAt: number } {
  const { ctime, expire }: { ctime: number; expire: number } = JSON.parse(plaintext)
  return { issuedAt: ctime, expiresAt: expire }
}

function rawOf(token: string): Buffer {
  return Buffer.from(token.slice(2).split('#')[0] ?? '', 'base64')
}

interface Facts {
  readonly comment: string
  readonly flags: readonly Flag[]
  readonly generator: Generator
  readonly kind: Kind
  readonly appId: number
  readonly secret: string
  readonly token: string
  readonly plaintext: string | null
  readonly now: number
  readonly bare: Outcome
  readonly default: Outcome
}

function real({ appId, secret, now, ...facts }: Facts): DialectTest {
  const iv = rawOf(facts.token).subarray(10, 26).toString('hex')
  const options = { now, maxLifetime: 400_000_000 }
  return { format: 'cbc', keyring: [{ appId, serverSecret: secret }], options, iv, ...facts }
}

function token04({ lang, id, appId, userId, secret, payload, token, plaintext }: RealToken04): DialectTest {
  const times = timesIn(plaintext)
  const pass: Pass = {
    trust: 'bare',
    appId,
    userId,
    roomId: null,
    userName: null,
    grant: id === 'strict' ? mayJoin : unrestricted,
    ...times,
    tid: tokenId(rawOf(token)),
    kid: deriveKeys(secret, appId).kid,
    format: 'cbc',
    payload,
    ext: null,
    claimed: null,
  }
  const inSet = documented.test(userId)
  const refusal = { code: inSet ? 'trust_too_low' : 'user_id_invalid' }
  return real({
    comment: `${lang}: a real token, ${id}`,
    flags: inSet ? ['Real', 'Claims'] : ['Real', 'UserId', 'Escapes'],
    generator: lang,
    kind: 'token04',
    appId,
    secret,
    token,
    plaintext,
    now: times.issuedAt,
    bare: inSet ? { pass } : refusal,
    default: refusal,
  })
}

/** Those that were joined to a text that is no Token04 are refused for that. */
function kitToken({ fn, args, output, decodedToken }: RealKitToken, index: number): readonly DialectTest[] {
  if (output === undefined) return []
  const [appId, , roomId, userId, userName = ''] = args
  const facts = { generator: 'webkit', kind: 'kit-token', appId, token: output } as const
  const comment = `webkit: a real Kit Token, ${index + 1}, by ${fn}`
  const plaintext = decodedToken?.plaintext ?? null
  if (plaintext === null) {
    const outcome = { code: 'token_malformed' }
    const secret = 'x'.repeat(32)
    return [
      real({
        ...facts,
        comment,
        flags: ['Real', 'Suffix'],
        secret,
        plaintext,
        now: 1,
        bare: outcome,
        default: outcome,
      }),
    ]
  }
  const secret = args[1]
  const times = timesIn(plaintext)
  const pass: Pass = {
    trust: 'bare',
    appId,
    userId,
    roomId: null,
    userName: null,
    grant: unrestricted,
    ...times,
    tid: tokenId(rawOf(output)),
    kid: deriveKeys(secret, appId).kid,
    format: 'cbc',
    payload: '',
    ext: null,
    ...claimed(roomId, userName),
  }
  const flags: readonly Flag[] = ['Real', 'Suffix', 'Claims']
  const byDefault = { code: 'trust_too_low' }
  return [
    real({ ...facts, comment, flags, secret, plaintext, now: times.issuedAt, bare: { pass }, default: byDefault }),
  ]
}

export const realCases: readonly DialectTest[] = [...token04s.map(token04), ...kitTokens.flatMap(kitToken)]
