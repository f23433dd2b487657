// `npm test`: every test there is, with what it needs built before. Arguments go to vitest: `npm test -- libraries/typescript`.
import { repository } from './files.ts'
import { runTests } from './testing/run.ts'

process.exitCode = await runTests({
  root: repository,
  args: process.argv.slice(2),
  env: process.env,
  say: (line) => console.log(line),
})
