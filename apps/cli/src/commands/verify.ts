// `roompass verify`: is this token good, here and now? Only what was proved is shown.
import { inspect, KitTokenError, verify, verifyToken04, type Keyring, type Pass, type Trust } from '@roompass/token'
import { findKeyring } from '../app_key.ts'
import { readArguments } from '../arguments.ts'
import { describePass } from '../describe.ts'
import { Refusal, UsageError } from '../failures.ts'
import { readInput, say, sayJson } from '../terminal.ts'

const levels: readonly Trust[] = ['signed', 'sealed', 'bare']

export async function runVerify(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(
    args,
    {
      accept: { type: 'string' },
      room: { type: 'string' },
      user: { type: 'string' },
      'app-id': { type: 'string' },
    },
    true,
  )
  const accept = levels.find((level) => level === (values.accept ?? 'sealed'))
  if (accept === undefined) throw new UsageError('--accept must be signed, sealed or bare')
  const keys = await findKeyring(values['app-id'], input !== '-')
  const token = await readInput(input, 'the token')
  const options = {
    accept,
    ...(values.room === undefined ? {} : { roomId: values.room }),
    ...(values.user === undefined ? {} : { userId: values.user }),
  }
  const pass = check(token, keys, options)
  if (values.json === true) sayJson({ ok: true, pass })
  else say(describePass(pass))
}

function check(token: string, keys: Keyring, options: { accept: Trust; roomId?: string; userId?: string }): Pass {
  try {
    return token.includes('#') ? verify(token, keys, options) : verifyToken04(token, keys, options)
  } catch (error) {
    if (!(error instanceof KitTokenError)) throw error
    const { code, claim } = error
    // The list of reasons has one home, the library's inspect; what the options asked for is not in its view.
    const known = inspect(token, { keys }).problems.find((problem) => problem.code === code)
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
