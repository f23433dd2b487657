#!/usr/bin/env node
// The `roompass` command: picks the command, turns failures into exit codes. What the commands do is in commands/.
import { hearSignals } from './ending.ts'
import { UsageError, Refusal } from './failures.ts'
import { commandHelp, help } from './help.ts'
import { mindNoReader, note, say, sayJson } from './terminal.ts'
import { version } from './version.ts'

type Command = keyof typeof commandHelp
type Run = (args: readonly string[]) => Promise<void>

// Loaded when they are called: minting should not wait for a server to load.
const commands: Readonly<Record<Command, () => Promise<Run>>> = {
  dev: async () => (await import('./commands/dev.ts')).runDev,
  init: async () => (await import('./commands/init.ts')).runInit,
  serve: async () => (await import('./commands/serve.ts')).runServe,
  doctor: async () => (await import('./commands/doctor.ts')).runDoctor,
  mint: async () => (await import('./commands/mint.ts')).runMint,
  verify: async () => (await import('./commands/verify.ts')).runVerify,
  inspect: async () => (await import('./commands/inspect.ts')).runInspect,
  scan: async () => (await import('./commands/scan.ts')).runScan,
  revoke: async () => (await import('./commands/revoke.ts')).runRevoke,
  rooms: async () => (await import('./commands/rooms.ts')).runRooms,
  keys: async () => (await import('./commands/keys.ts')).runKeys,
  policy: async () => (await import('./commands/policy.ts')).runPolicy,
  database: async () => (await import('./commands/database.ts')).runDatabase,
  'api-key': async () => (await import('./commands/api_key.ts')).runApiKey,
  audit: async () => (await import('./commands/audit.ts')).runAudit,
}

async function main(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args
  if (name === '--version' || name === '-v') return say(version())
  if (name === '--help' || name === '-h' || name === 'help') return say(help)
  if (name === undefined) throw new UsageError(`which command?\n\n${help}`)
  if (!isCommand(name)) throw new UsageError('unknown command; `roompass --help` lists them')
  if (rest.includes('--help') || rest.includes('-h')) return say(commandHelp[name])
  if (name === 'serve' || name === 'dev') hearSignals()
  const run = await commands[name]()
  await run(rest)
}

function isCommand(name: string): name is Command {
  return Object.hasOwn(commands, name)
}

function fail(error: unknown, json: boolean): void {
  if (error instanceof Refusal) {
    process.exitCode = 1
    if (json && Object.keys(error.details).length > 0) sayJson(error.details)
    else if (error.message !== '') note(error.message)
    return
  }
  if (error instanceof UsageError) {
    process.exitCode = 2
    if (json) sayJson({ ok: false, code: 'usage', message: error.message })
    else note(`roompass: ${error.message}`)
    return
  }
  throw error
}

mindNoReader()
const args = process.argv.slice(2)
try {
  await main(args)
} catch (error) {
  fail(error, args.includes('--json'))
}
