// `roompass dev`: everything on this machine alone, with an app of its own and the demo page. For trying out, never for serving.
import { createRoompass, developmentConfig } from '@roompass/server'
import { isLoopback } from '@roompass/server/loopback'
import { readArguments } from '../arguments.ts'
import { createDemoPage } from '../demo_page.ts'
import { UsageError } from '../failures.ts'
import { addressOf } from '../address.ts'
import { runUntilSignal } from '../process.ts'
import { note, say, sayJson } from '../terminal.ts'

export async function runDev(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, {})
  const at = addressOf(process.env)
  if (!isLoopback(at.host)) {
    throw new UsageError(
      'dev is for this machine alone, because anyone who reaches it may enter: HOST must be 127.0.0.1, ::1 or localhost.\n' +
        'For other machines run `roompass serve` with a roompass.config.ts that says who may enter.',
    )
  }
  const demo = await createDemoPage()
  const { url } = await runUntilSignal(
    at,
    async () => createRoompass(await developmentConfig({ folder: process.cwd() })),
    demo,
  )
  if (values.json === true) return sayJson({ url })
  say(`Roompass is running at ${url}`)
  note(
    'Open it in two windows, give each a name of its own, and enter: the two see and hear each other. Ctrl-C ends it.',
  )
}
