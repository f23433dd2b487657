// A reporter for vitest that writes the tally of a run to the file that TALLY_FILE names. People read vitest's own reporter.
import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'
import { tallyOf } from './tally.ts'

/** vitest makes one of these by itself, which is why it is a class and the default export. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(...run: Parameters<typeof tallyOf>): void {
    const file = process.env['TALLY_FILE']
    if (file !== undefined) writeFileSync(file, JSON.stringify(tallyOf(...run)))
  }
}
