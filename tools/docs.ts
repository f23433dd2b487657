// `node tools/docs.ts`: what documents say of the repository is so. Links, examples, tables, citations, commands.
import { checkDocs } from './docs/check.ts'
import { repository } from './files.ts'

const problems = await checkDocs(repository)
for (const { file, line, message } of problems) console.log(`${file}:${line}: ${message}`)
if (problems.length > 0) process.exitCode = 1
