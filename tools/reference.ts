// `node tools/reference.ts`: writes docs/reference from the comments in the sources. `npm run check:docs` fails where it is another one.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './files.ts'
import { page, referencePage } from './reference/page.ts'

writeFileSync(join(repository, page), await referencePage(repository))
