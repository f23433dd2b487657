// `roompass inspect`: every layer of anything that looks like a token, and every problem with its mend.
import { inspect, type InspectOptions } from '@roompass/token'
import { peekKeyring } from '../app_key.ts'
import { readArguments } from '../arguments.ts'
import { askedOptions, readAsked } from '../asked.ts'
import { describeReport } from '../describe_report.ts'
import { Refusal, UsageError } from '../failures.ts'
import { note, readText, say, sayJson } from '../terminal.ts'

export async function runInspect(args: readonly string[]): Promise<void> {
  const options = { ...askedOptions, expect: { type: 'string' }, 'app-id': { type: 'string' } } as const
  const { values, input } = readArguments(args, options, true)
  const asked = { ...readAsked(values), ...readExpected(values.expect) }
  const keys = await peekKeyring(values['app-id'])
  const report = inspect(await readText(input, 'what to inspect'), keys === null ? asked : { ...asked, keys })
  if (values.json === true) sayJson(report)
  else {
    say(describeReport(report, keys !== null))
    if (keys === null) note('No ServerSecret was found, so what is sealed stays closed and nothing is proved.')
  }
  if (!report.ok) throw new Refusal('', {})
}

function readExpected(expect: string | undefined): Pick<InspectOptions, 'expect'> {
  if (expect === undefined) return {}
  if (expect === 'kit-token' || expect === 'token04') return { expect }
  throw new UsageError('--expect must be kit-token or token04')
}
