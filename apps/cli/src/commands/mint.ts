// `roompass mint`: one Kit Token, on standard output alone, so that it can be piped.
import { mint, verify } from '@roompass/token'
import { findKeyring } from '../app_key.ts'
import { readArguments, wholeNumber } from '../arguments.ts'
import { UsageError } from '../failures.ts'
import { describePass } from '../describe.ts'
import { note, say, sayJson } from '../terminal.ts'

export async function runMint(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, {
    user: { type: 'string' },
    room: { type: 'string' },
    name: { type: 'string' },
    publish: { type: 'boolean' },
    'expires-in': { type: 'string' },
    'app-id': { type: 'string' },
  })
  if (values.user === undefined) throw new UsageError('--user is missing: who is the Kit Token for?')
  if (values.room === undefined) throw new UsageError('--room is missing: which room is the Kit Token for?')
  const expiresIn = wholeNumber(values['expires-in'] ?? '3600', '--expires-in', 1)
  const keys = await findKeyring(values['app-id'], true)
  let kitToken: string
  try {
    kitToken = mint(
      {
        userId: values.user,
        roomId: values.room,
        userName: values.name ?? '',
        grant: { publish: values.publish ?? false },
        expiresIn,
      },
      keys,
    )
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
  const pass = verify(kitToken, keys, { accept: 'signed' })
  if (values.json !== true) {
    say(kitToken)
    note(describePass(pass))
    return
  }
  const { appId, roomId, userId, userName, grant, expiresAt } = pass
  sayJson({ kitToken, appId, roomId, userId, userName, grant, expiresAt })
}
