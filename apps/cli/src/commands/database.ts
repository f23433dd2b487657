// `roompass database`: of which version the tables are, and the way back to those of an older Roompass (docs/backup.md). It reaches the database
// itself, not a server.
import { examineStore, goBack, stepsBack, Unavailable, type StepBack, type StoreFacts } from '@roompass/server'
import { readArguments, wholeNumber } from '../arguments.ts'
import { databaseOf, databaseOptions, unusable } from '../database.ts'
import { Refusal, UsageError } from '../failures.ts'
import { confirm, confirmOptions } from '../operator/confirm.ts'
import { runVerb } from '../operator/verbs.ts'
import { note, say, sayJson } from '../terminal.ts'

export async function runDatabase(args: readonly string[]): Promise<void> {
  await runVerb('database', { show, back }, args)
}

async function show(args: readonly string[]): Promise<void> {
  const { values } = readArguments(args, databaseOptions)
  const facts = await factsOf(await databaseOf(values.database))
  const { kind, version, known } = facts
  const steps = stepsBack(facts)
  if (values.json === true) return sayJson({ ok: true, kind, version, known, back: steps })
  say(`${names[kind]}: the tables are of version ${version}, and this version of Roompass makes ${known}.`)
  if (steps.length > 0) say(`\n${wayOf(steps)}`)
}

async function back(args: readonly string[]): Promise<void> {
  const options = {
    ...databaseOptions,
    ...confirmOptions,
    to: { type: 'string' },
    'dry-run': { type: 'boolean' },
  } as const
  const { values } = readArguments(args, options)
  if (values.to === undefined)
    throw new UsageError('--to is missing: a version of the tables; roompass database show lists them')
  const to = wholeNumber(values.to, '--to', 1)
  const database = await databaseOf(values.database)
  const facts = await factsOf(database)
  const steps = wayTo(to, facts)
  const tell = (version: number, done: boolean): void => {
    if (values.json === true) sayJson({ ok: true, done, version, to, steps })
  }
  if (values.json !== true) say(steps.length === 0 ? `The tables are of version ${to} already.` : wayOf(steps))
  if (values['dry-run'] === true || steps.length === 0) return tell(facts.version, steps.length === 0)
  await confirm(whatWillBe(to, steps), values)
  await take(database, to)
  tell(to, true)
  if (values.json !== true)
    say(
      `The tables are of version ${to}. Start the Roompass that they are for; a start of this one brings them up to date again.`,
    )
}

async function take(database: string, to: number): Promise<void> {
  await goBack(database, to, (step) => note(`${step.from} to ${step.to}: done`)).catch((error: unknown) => {
    throw unusable(error)
  })
  const { version } = await factsOf(database)
  if (version <= to) return
  const message = `a server of version ${version} of the tables was started meanwhile, and brought them up to date again`
  throw new Refusal(`roompass: ${message}\nmend: stop what starts such servers, and go back once more`, {
    ok: false,
    code: 'tables_newer',
    message,
  })
}

const names: Readonly<Record<StoreFacts['kind'], string>> = { sqlite: 'SQLite', postgres: 'Postgres' }

/** @throws UsageError where no way leads there; Refusal where a newer version made the tables */
function wayTo(to: number, facts: StoreFacts): StepBack[] {
  const { version, known } = facts
  if (version > known) {
    const message =
      `the tables are of version ${version}, and this version of Roompass knows ${known}. ` +
      `Go back with the one that made them: roompass database back --to ${known}`
    throw new Refusal(`roompass: ${message}`, { ok: false, code: 'tables_newer', message })
  }
  if (to > version)
    throw new UsageError(`--to is ahead: the tables are of version ${version}; a start brings them up to date`)
  const steps = stepsBack(facts).filter((step) => step.to >= to)
  if (to < version && steps.at(-1)?.to !== to)
    throw new UsageError('--to is too far: roompass database show lists the way')
  return steps
}

function wayOf(steps: readonly StepBack[]): string {
  return steps
    .map(({ from, to, without, loses }) => `${from} to ${to}: without ${without}\n  loses: ${loses ?? 'nothing'}`)
    .join('\n')
}

function whatWillBe(to: number, steps: readonly StepBack[]): string {
  const losing = steps.filter(({ loses }) => loses !== null).map((step) => `${step.from} to ${step.to}`)
  const lost = losing.length === 0 ? 'nothing is lost' : `what is lost from ${losing.join(' and ')} is lost for good`
  return `The tables go back to version ${to}: ${lost}. Servers of newer versions that still run give no more tokens.`
}

async function factsOf(database: string): Promise<StoreFacts> {
  try {
    const facts = await examineStore(database)
    if (facts.version === 0) throw new UsageError('the database has no tables of Roompass')
    return facts
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    const { message } = error
    throw new Refusal(`roompass: ${message}\nmend: roompass doctor looks at the database`, {
      ok: false,
      code: 'store_unavailable',
      message,
    })
  }
}
