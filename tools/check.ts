// `npm run check`: everything that can be said of the repository without running its tests.
import { availableParallelism } from 'node:os'
import { readChecks } from './checks/checks.ts'
import { runChecks } from './checks/run.ts'
import { repository } from './files.ts'

const stages = readChecks(repository)
const failed = await runChecks(stages, { atOnce: availableParallelism(), say: (line) => console.log(line) })
const count = stages.flat().length
console.log(
  failed.length === 0
    ? `all ${count} checks are ok`
    : `${failed.length} of ${count} checks failed: ${failed.join(', ')}`,
)
if (failed.length > 0) process.exitCode = 1
