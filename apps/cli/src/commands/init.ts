// `roompass init`: a config that starts at once and is safe, with a secret of its own, explained. Writes over nothing.
import { ConfigError, createApiKey, loadConfig } from '@roompass/server'
import { secretName } from '../app_key.ts'
import { readArguments } from '../arguments.ts'
import { configNames } from '../config_file.ts'
import { UsageError } from '../failures.ts'
import { configOf, configText } from '../init/config_text.ts'
import { initOptions, wishesOf, type Wishes } from '../init/wishes.ts'
import { ignoreInGit, writeNew } from '../init/write.ts'
import { table } from '../table.ts'
import { ask, askHidden, note, say, sayJson } from '../terminal.ts'

const [configName, ...otherNames] = configNames

export async function runInit(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, initOptions)
  const quiet = values.json === true || values.yes === true || !process.stdin.isTTY
  // Before anything is asked: whoever has a config has no use for the questions.
  const folder = process.cwd()
  await writeNew(folder, [], [...configNames, secretName])
  const wishes = await wishesOf(values, quiet ? null : { ask, askHidden }, process.env)
  const { key, entry } = createApiKey('backend')
  check(wishes, entry)
  const files = [
    { path: secretName, text: `${wishes.serverSecret}\n`, mode: 0o600 },
    { path: configName, text: configText(wishes, entry), mode: 0o644 },
  ]
  await writeNew(folder, files, otherNames)
  const { database } = wishes
  const ignored = await ignoreInGit(folder, [secretName, ...(database === null ? [] : [`${database}*`])])
  const written = [...files.map(({ path }) => path), ...(ignored ? ['.gitignore'] : [])]
  const { appId, identity, rooms } = wishes
  if (values.json === true) return sayJson({ ok: true, written, appId, identity, rooms, apiKey: key })
  explain(wishes, ignored)
  say(key)
  note('\nNext: roompass doctor, then roompass serve. For an operator, and for /admin: roompass api-key --help.')
}

/** @throws UsageError: what was asked for would not start */
function check(wishes: Wishes, entry: ReturnType<typeof createApiKey>['entry']): void {
  try {
    loadConfig({ file: configOf(wishes, entry), env: process.env })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const lines = error.problems.map(({ setting, message, fix }) => `  ${setting}: ${message}\n    mend: ${fix}`)
    throw new UsageError(['a server would not start with this, so nothing was written:', ...lines].join('\n'))
  }
}

function explain({ appId, identity, rooms }: Wishes, ignored: boolean): void {
  const known = {
    'api-keys': 'your server',
    jwt: 'your server, and users with a JWT',
    function: 'your server, and users whom your function knows',
  }
  note(
    table([
      [configName, `app ${appId}; tokens for ${known[identity]}; rooms: ${rooms.join(', ')}`],
      [secretName, 'its ServerSecret, readable by you alone. Keep a copy where you keep secrets'],
      ...(ignored ? [['.gitignore', 'keeps the secret and the database out of git']] : []),
    ]),
  )
  note('\nThe API key of your server. It is shown this once; the config has only its hash:')
}
