// `roompass verify`: is this token good, here and now? Only what was proved is shown.
import {
  inspect,
  KitTokenError,
  verify,
  verifyToken04,
  type Keyring,
  type Pass,
  type VerifyOptions,
} from '@roompass/token'
import { findKeyring } from '../app_key.ts'
import { readArguments } from '../arguments.ts'
import { askedOptions, readAsked } from '../asked.ts'
import { describePass } from '../describe.ts'
import { Refusal } from '../failures.ts'
import { readInput, say, sayJson } from '../terminal.ts'

export async function runVerify(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(args, { ...askedOptions, 'app-id': { type: 'string' } }, true)
  const asked = readAsked(values)
  const keys = await findKeyring(values['app-id'], input !== '-')
  const token = await readInput(input, 'the token')
  const pass = check(token, keys, asked)
  if (values.json === true) sayJson({ ok: true, pass })
  else say(describePass(pass))
}

function check(token: string, keys: Keyring, options: VerifyOptions): Pass {
  try {
    return token.includes('#') ? verify(token, keys, options) : verifyToken04(token, keys, options)
  } catch (error) {
    if (!(error instanceof KitTokenError)) throw error
    const { code, claim } = error
    // The list of reasons has one home, the library's inspect.
    const known = inspect(token, { keys, ...options }).problems.find((problem) => problem.code === code)
    const message = known?.message ?? error.message
    throw new Refusal([`refused (${code}): ${message}`, ...(known ? [`mend: ${known.fix}`] : [])].join('\n'), {
      ok: false,
      code,
      ...(claim === undefined ? {} : { claim }),
      message,
      fix: known?.fix ?? null,
    })
  }
}
