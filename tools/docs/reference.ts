// The reference is what the comments in the sources say today.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readText } from '../files.ts'
import { page, referencePage, source } from '../reference/page.ts'
import type { Problem } from './problem.ts'

/** One problem, at the first line that is another one; none in a repository without the library. */
export async function checkReference(root: string): Promise<Problem[]> {
  if (!existsSync(join(root, source, 'index.ts'))) return []
  const written = existsSync(join(root, page)) ? readText(root, page) : ''
  const [is, should] = [written, await referencePage(root)].map((text) => text.split('\n'))
  const at = should?.findIndex((line, index) => line !== is?.[index]) ?? -1
  if (at === -1 && is?.length === should?.length) return []
  const line = at === -1 ? (should?.length ?? 0) : at + 1
  return [{ file: page, line, message: 'the comments in the sources say something else: npm run reference' }]
}
