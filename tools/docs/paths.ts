// No file of the repository names a place on the machine of whoever wrote it.
import { readText } from '../files.ts'
import type { Problem } from './problem.ts'

const machine = /(?:^|[\s"'`(=:])((?:\/(?:root|home|work)\/|(?:\.\.\/)+shared\/)[^\s"'`)]*)/g

/** Looks through every text file. */
export function checkPaths(root: string, files: readonly string[]): Problem[] {
  return files.flatMap((file) => {
    const text = readText(root, file)
    if (text.includes('\0')) return []
    return text.split('\n').flatMap((line, index) => {
      return [...line.matchAll(machine)].map(([, path]) => ({
        file,
        line: index + 1,
        message: `${path} is a place on somebody's machine`,
      }))
    })
  })
}
