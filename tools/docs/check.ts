// All that can be checked about documents, in one list.
import { ownFiles, readText } from '../files.ts'
import { checkCitations } from './citations.ts'
import { checkExamples } from './examples.ts'
import { checkLibraries } from './libraries.ts'
import { checkLinks } from './links.ts'
import { readDocument } from './markdown.ts'
import { checkNamed } from './named.ts'
import { checkPaths } from './paths.ts'
import type { Problem } from './problem.ts'
import { checkReference } from './reference.ts'
import { checkTables } from './tables.ts'

/** Every problem in the documents of the repository at `root`, and in what its files say of places and of the specification. */
export async function checkDocs(root: string): Promise<readonly Problem[]> {
  const files = ownFiles(root)
  const documents = files.filter((file) => file.endsWith('.md')).map((file) => readDocument(file, readText(root, file)))
  return [
    ...checkLinks(documents, files),
    ...checkCitations(root, documents, files),
    ...checkPaths(root, files),
    ...checkNamed(root, documents, files),
    ...checkLibraries(root, documents, files),
    ...(await checkTables(root, documents)),
    ...(await checkReference(root)),
    ...(await checkExamples(root, documents)),
  ]
}
