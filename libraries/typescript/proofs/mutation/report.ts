// What came of the mutants, for people.
import type { Planned, Status } from './plan.ts'

export interface Met extends Planned {
  readonly status: Status
}

interface Total {
  readonly mutants: number
  readonly survivors: number
  /** Percent that a test noticed. */
  readonly score: number
}

export function totalOf(met: readonly Met[]): Total {
  const survivors = met.filter(isAlive).length
  return { mutants: met.length, survivors, score: met.length === 0 ? 100 : 100 - (100 * survivors) / met.length }
}

export function tableOf(met: readonly Met[]): string {
  const head = ['| File | Mutants | Survivors | Score |', '| --- | --: | --: | --: |']
  const rows = [...Map.groupBy(met, ({ file }) => file)].map(([file, own]) => rowOf(file, totalOf(own)))
  return [...head, ...rows, rowOf('**all**', totalOf(met))].join('\n')
}

function rowOf(name: string, { mutants, survivors, score }: Total): string {
  return `| ${name} | ${mutants} | ${survivors} | ${score.toFixed(1)} % |`
}

/** A line for each mutant that no test noticed. */
export function survivorsOf(met: readonly Met[]): string {
  const lines = met.filter(isAlive).map(({ file, line, mutator, replacement, status }) => {
    const note = status === 'NoCoverage' ? ' (never run)' : ''
    return `${file}:${line} ${mutator}${note}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`
  })
  return lines.join('\n')
}

function isAlive({ status }: Met): boolean {
  return status === 'Survived' || status === 'NoCoverage'
}
