// `node tools/arrows.ts`: no file imports or uses what its folder must not know (arrows/rules.ts).
import { checkArrows } from './arrows/check.ts'
import { repository } from './files.ts'

const violations = checkArrows(repository)
for (const { file, line, found, rule } of violations) console.log(`${file}:${line}: ${found}: ${rule}`)
if (violations.length > 0) process.exitCode = 1
