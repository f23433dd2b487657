// `roompass doctor`: looks at everything that a server needs, changes nothing, and says what is wrong with its mend.
import { ConfigError, loadConfig, type ConfigProblem, type Settings } from '@roompass/server'
import { existsSync } from 'node:fs'
import { addressOf } from '../address.ts'
import { readArguments, wholeNumber } from '../arguments.ts'
import { configNames, readConfigFile } from '../config_file.ts'
import { examine, type Checked } from '../doctor/run.ts'
import { Refusal, UsageError } from '../failures.ts'
import { table } from '../table.ts'
import { note, printable, say, sayJson } from '../terminal.ts'

const options = { timeout: { type: 'string' }, 'time-url': { type: 'string' } } as const

export async function runDoctor(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, options)
  const patienceMs = wholeNumber(values.timeout ?? '5', '--timeout', 1) * 1000
  const at = addressOf(process.env)
  const { settings, problems } = await load()
  const source = configNames.find((name) => existsSync(name)) ?? 'the environment'
  const checked = await examine(
    {
      env: process.env,
      folder: process.cwd(),
      source,
      settings,
      problems,
      at,
      timeUrl: timeUrlOf(values['time-url']),
    },
    patienceMs,
  )
  const good = checked.every(({ state }) => state !== 'failed')
  if (values.json === true) sayJson({ ok: good, checks: checked })
  else {
    say(describe(checked))
    note(summary(checked))
  }
  if (!good) throw new Refusal('', {})
}

function timeUrlOf(text: string | undefined): string | null {
  if (text === undefined) return null
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new UsageError('--time-url must be an http or https URL')
}

async function load(): Promise<{ settings: Settings | null; problems: readonly ConfigProblem[] }> {
  try {
    const file = await readConfigFile()
    return { settings: loadConfig({ env: process.env, ...(file === undefined ? {} : { file }) }), problems: [] }
  } catch (error) {
    if (error instanceof ConfigError) return { settings: null, problems: error.problems }
    throw error
  }
}

const marks = { ok: 'ok', warning: 'WARNING', failed: 'FAILED', skipped: '-' } as const

/** Each check by its name once, its mends below it. */
function describe(checked: readonly Checked[]): string {
  const rows = checked.flatMap(({ check, state, message, mend }, i) => [
    [check === checked[i - 1]?.check ? '' : check, marks[state], printable(message)],
    ...(mend === undefined ? [] : [['', '', `mend: ${printable(mend)}`]]),
  ])
  return table(rows)
}

function summary(checked: readonly Checked[]): string {
  const count = (wanted: Checked['state']): number => checked.filter(({ state }) => state === wanted).length
  return `${count('failed')} failed, ${count('warning')} to look at, ${count('ok')} ok.`
}
