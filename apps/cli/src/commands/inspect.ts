// `roompass inspect`: every layer of anything that looks like a token, and every problem with its mend.
import { inspect } from '@roompass/token'
import { peekKeyring } from '../app_key.ts'
import { readArguments } from '../arguments.ts'
import { describeReport } from '../describe.ts'
import { Refusal } from '../failures.ts'
import { note, readInput, say, sayJson } from '../terminal.ts'

export async function runInspect(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(args, { 'app-id': { type: 'string' } }, true)
  const keys = await peekKeyring(values['app-id'])
  const report = inspect(await readInput(input, 'what to inspect'), keys === null ? {} : { keys })
  if (values.json === true) sayJson(report)
  else {
    say(describeReport(report))
    if (keys === null) note('No ServerSecret was found, so what is sealed stays closed and nothing is proved.')
  }
  if (!report.ok) throw new Refusal('', {})
}
