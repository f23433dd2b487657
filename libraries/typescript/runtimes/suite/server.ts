// What a server does with the library: every published vector, and the drop-in functions.
import { dropInChecks } from './drop_in.ts'
import type { Check } from './checks.ts'
import { diagnosisChecks } from './diagnosis.ts'
import type { Library } from './library.ts'
import { bytesOf, type Asked, type MintVector, type Outcome, type Vectors } from './vectors.ts'

export function serverChecks(library: Library, vectors: Vectors): readonly Check[] {
  const ask = asking(library)
  return [
    ...(['mint', 'verify', 'hostile', 'dialects', 'diagnosis'] as const).map((part) => completeness(part, vectors)),
    ...vectors.mint.tests.map((vector) => mintCheck(library, vector)),
    ...vectors.verify.tests.map((vector) => check('verify', vector, ask(vector, vector.options), vector.expected)),
    ...vectors.hostile.tests.map((vector) => check('hostile', vector, ask(vector, vector.options), vector)),
    ...vectors.dialects.tests.flatMap((vector) => [
      check('dialects', vector, ask(vector, { ...vector.options, accept: 'bare' }), vector.bare),
      check('dialects', vector, ask(vector, vector.options), vector.default),
    ]),
    ...diagnosisChecks(library, vectors.diagnosis.tests),
    ...dropInChecks(library),
  ]
}

function completeness(part: keyof Vectors, vectors: Vectors): Check {
  const { tests, numberOfTests } = vectors[part]
  return { part: 'files', name: part, run: ({ equal }) => equal(tests.length > 0 && tests.length, numberOfTests) }
}

function mintCheck(library: Library, vector: MintVector): Check {
  const { appId, serverSecret, grant, nonce, now, userId, expiresIn, format, ...rest } = vector.in
  const { createKeyring, mint, mintToken04, verify } = library
  return {
    part: 'mint',
    name: vector.id,
    run({ equal }) {
      const keys = createKeyring([{ appId, serverSecret }])
      const options = { now: () => now, random: () => bytesOf(nonce), maxLifetime: expiresIn }
      const whole = mint({ ...rest, userId, expiresIn, format, ...(grant === null ? {} : { grant }) }, keys, options)
      equal(whole, vector.kitToken)
      equal(mintToken04({ userId, expiresIn, format, payload: vector.payload }, keys, options), vector.token04)
      const { kid, tid, payload } = verify(whole, keys, { now, maxLifetime: expiresIn, accept: 'signed' })
      equal({ kid, tid, payload }, { kid: vector.kid, tid: vector.tid, payload: vector.payload })
    },
  }
}

type Ask = () => unknown

function asking(library: Library): (asked: Asked, options: Asked['options']) => Ask {
  return ({ kind, keyring, token }, options) => {
    const verify = kind === 'kit-token' ? library.verify : library.verifyToken04
    return () => verify(token, library.createKeyring(keyring), options)
  }
}

function check(part: string, { id }: Asked, ask: Ask, expected: Outcome): Check {
  return {
    part,
    name: id,
    run({ equal, throws }) {
      if ('pass' in expected) equal(ask(), expected.pass)
      else throws(ask, { name: 'KitTokenError', code: expected.code })
    },
  }
}
