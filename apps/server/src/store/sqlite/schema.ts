// Takes the steps of the embedded database (steps.ts), forwards and back, each in a transaction of its own.
import type { DatabaseSync } from 'node:sqlite'
import { nextStepBack, refuseNewer, type StepBack } from '../steps.ts'
import { steps, type Step } from './steps.ts'
import { inTransaction } from './writer.ts'

/** Brings a database up to date. @throws OtherTables when it was made by a newer version; Error when a step fails, which is then undone */
export function migrate(database: DatabaseSync, wanted: readonly Pick<Step, 'up'>[] = steps): void {
  // Where nothing is to be done nothing is locked.
  while (versionOf(database) !== wanted.length) takeStep(database, wanted)
}

/** One step. The version is read again within its transaction: another process may have taken the step meanwhile. */
function takeStep(database: DatabaseSync, wanted: readonly Pick<Step, 'up'>[]): void {
  inTransaction(database, () => {
    const version = versionOf(database)
    refuseNewer(version, wanted.length)
    wanted[version]?.up(database)
    if (version < wanted.length) database.exec(`pragma user_version = ${version + 1}`)
  })
}

/**
 * Takes a database back to an older version. Servers may run on it: each one sees whole tables, those before a step or those after it.
 * @param took told of each step as soon as it is durable
 * @throws OtherTables when it was made by a newer version; RangeError where there is no way; Error when a step fails, which is then undone
 */
export function goBack(
  database: DatabaseSync,
  to: number,
  took: (step: StepBack) => void = () => undefined,
  known: readonly Step[] = steps,
): void {
  while (versionOf(database) > to) {
    const step = takeStepBack(database, to, known)
    if (step !== null) took(step)
  }
}

function takeStepBack(database: DatabaseSync, to: number, known: readonly Step[]): StepBack | null {
  return inTransaction(database, () => {
    const version = versionOf(database)
    if (version <= to) return null
    const { step, work } = nextStepBack(version, to, known)
    work(database)
    database.exec(`pragma user_version = ${step.to}`)
    return step
  })
}

export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('pragma user_version').get()?.['user_version'])
}
