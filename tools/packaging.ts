// `node tools/packaging.ts`: what would be published is whole and well-formed. After a build.
import { repository } from './files.ts'
import { checkPackaging } from './packaging/check.ts'

const problems = await checkPackaging(repository)
for (const problem of problems) console.log(problem)
if (problems.length > 0) process.exitCode = 1
