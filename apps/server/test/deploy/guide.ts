// What docs/deploy.md tells people to type, for tests that type it.
import { readFileSync } from 'node:fs'
import { deploy } from './files.ts'

/** The commands under a heading of the guide, without those that `left` fits: none of them may go over several lines. */
export function commandsUnder(heading: string, left?: RegExp): string {
  const [, section] = readFileSync(`${deploy}../docs/deploy.md`, 'utf8').split(`# ${heading}\n`)
  const [, commands] = /^```sh\n(.*?)^```$/ms.exec(section?.split('\n## ')[0] ?? '') ?? []
  if (commands === undefined) throw new Error(`the guide has no commands under ${heading}`)
  return commands
    .split('\n')
    .filter((line) => left?.test(line) !== true)
    .join('\n')
}
