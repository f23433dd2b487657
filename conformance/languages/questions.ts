// How the tokens are put to a verifier: with keys beside the right one, with terms that hold and terms that do not; and what must be answered,
// by the second reading of the rules in tools/vectors, which shares nothing with any library.
import { Refusal } from '../../tools/vectors/hold.ts'
import type { Entry, Kind, Options } from '../../tools/vectors/model.ts'
import { judge } from '../../tools/vectors/rules.ts'
import type { Answer } from './lines.ts'
import type { Random } from './random.ts'
import type { Request } from './testee.ts'
import { secret } from './texts.ts'
import type { Wish, WishIn } from './wishes.ts'

const verifying = ['next', 'active', 'previous'] as const
const taking = ['accept', 'trust'] as const

/** A question and the only right answer. */
export interface Question {
  readonly request: Request
  readonly expected: Answer
}

export interface VerifyRequest extends Request {
  readonly op: 'verify'
  readonly kind: Kind
  readonly keyring: readonly Entry[]
  readonly options: Options
  readonly token: string
}

/** A request that asks about the token of a wish. One in ten does not fit, and another of its terms may hide that again. */
export function requestFor(random: Random, { op, in: wish, token }: Wish): VerifyRequest {
  const kind = op === 'mint' ? 'kit-token' : 'token04'
  const fits = random.chance(90)
  const options = randomOptions(random, kind, wish, fits)
  return { op: 'verify', kind, keyring: randomKeys(random, wish, fits), options, token }
}

/** The same of the token that somebody made of it, with the right answer to that one. */
export function questionOf(request: VerifyRequest): Question {
  return { request, expected: answerOf(request) }
}

function answerOf(request: VerifyRequest): Answer {
  try {
    return { ok: true, result: judge(request) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code }
    throw error
  }
}

function randomKeys(random: Random, { appId, serverSecret, format }: WishIn, fits: boolean): readonly Entry[] {
  const state = random.pick(fits ? verifying : [...verifying, 'retired' as const])
  const gcm = random.pick(fits && format === 'gcm' ? taking : [...taking, 'refuse' as const])
  const own = { appId, serverSecret, ...maybe(random, { state }), ...maybe(random, { gcm }) }
  const others = Array.from({ length: random.below(3) }, (): Entry => {
    return { appId, serverSecret: secret(random), state: random.pick(['next', 'previous', 'retired'] as const) }
  })
  const strangers = Array.from({ length: random.below(2) }, (): Entry => {
    return { appId: appId === 7 ? 8 : 7, serverSecret: random.pick([secret(random), serverSecret]) }
  })
  return random.pick([
    [own, ...others, ...strangers],
    [...strangers, ...others, own],
  ])
}

function randomOptions(random: Random, kind: Kind, wish: WishIn, fits: boolean): Options {
  const { appId, userId, roomId, grant, now, expiresIn } = wish
  const fit = <T>(right: readonly T[], ...wrong: readonly T[]): T => random.pick(fits ? right : [...right, ...wrong])
  const trusts = ['bare', 'sealed', ...(kind === 'kit-token' ? (['signed'] as const) : [])] as const
  const proven = kind === 'kit-token' || (grant != null && roomId !== undefined)
  const end = now + expiresIn
  return {
    now: Math.max(1, fit([now, now - 60, now + random.below(expiresIn), end - 1], now - 61, end)),
    ...maybe(random, { accept: random.pick(trusts) }),
    ...maybe(random, { appId: fit([appId], 7) }),
    ...maybe(random, { userId: fit([userId], 'somebody.else') }),
    ...(proven || !fits ? maybe(random, { roomId: fit([roomId ?? ''], 'elsewhere') }) : {}),
    ...maybe(random, { clockTolerance: random.length(0, 300) }),
    ...maybe(random, { maxLifetime: fit([expiresIn, 86_400, Number.MAX_SAFE_INTEGER], Math.max(1, expiresIn - 1)) }),
  }
}

function maybe<T extends object>(random: Random, option: T): T | object {
  return random.chance(40) ? option : {}
}
