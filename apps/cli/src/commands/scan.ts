// `roompass scan`: ServerSecrets and minting in browsers, in sources and bundles. Exit code 1 when something is found.
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { knownSecrets } from '../app_key.ts'
import { readArguments, wholeNumber } from '../arguments.ts'
import { Refusal, UsageError } from '../failures.ts'
import { describeScan } from '../scan/describe.ts'
import { rules } from '../scan/rules.ts'
import { sarifOf } from '../scan/sarif.ts'
import { scan } from '../scan/scan.ts'
import { note, progress, say, sayJson } from '../terminal.ts'

const options = {
  sarif: { type: 'boolean' },
  strict: { type: 'boolean' },
  dependencies: { type: 'boolean' },
  exclude: { type: 'string', multiple: true },
  'max-size': { type: 'string' },
} as const

export async function runScan(args: readonly string[]): Promise<void> {
  const { values, input } = readArguments(args, options, true)
  if (values.json === true && values.sarif === true) throw new UsageError('--json and --sarif: choose one of the two')
  const root = resolve(input ?? '.')
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new UsageError('what to scan is no folder')
  const mostBytes = wholeNumber(values['max-size'] ?? '32', '--max-size', 1) * 1024 * 1024
  const bar = progress('files')
  const report = await scan({
    root,
    mostBytes,
    dependencies: values.dependencies ?? false,
    exclude: values.exclude ?? [],
    known: await knownSecrets(),
    progress: bar.show,
  })
  bar.end()
  const failed = report.findings.some(({ level }) => values.strict === true || level === 'error')
  if (values.sarif === true) sayJson(sarifOf(report))
  else if (values.json === true) {
    const findings = report.findings.map((finding) => ({ ...finding, ...rules[finding.rule] }))
    sayJson({ ...report, ok: !failed, findings })
  } else {
    const { found, summary } = describeScan(report)
    if (found !== '') say(found)
    note(summary)
  }
  if (failed) throw new Refusal('', {})
}
