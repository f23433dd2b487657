// What the tables of both databases have alike: they are a list of steps, each with its way back; and versions that do not fit are refused in the same words.
import type { StoreFault } from './store.ts'

/** From one version of the tables to the next. What a published step does is never changed. */
export interface Step<Work> {
  /** What the newer tables have, as operators read it. */
  readonly brings: string
  readonly up: Work
  /** To exactly the tables that the steps before it make, with every row that they have a place for. Null where there is nothing to go back to. */
  readonly back: WayBack<Work> | null
}

export interface WayBack<Work> {
  readonly work: Work
  /** What the older tables have no place for, as operators read it; null for nothing. */
  readonly loses: string | null
}

/** What both databases lose in the same words. */
export const nodesLost = 'which processes share the database; each says so anew every two seconds'
export const sessionsLost =
  'which sessions of operators were ended by a log-out: they count again until they are over by themselves'

/** One step back, as operators read it. */
export interface StepBack {
  readonly from: number
  readonly to: number
  /** What the older tables do not have. */
  readonly without: string
  /** What is lost with it; null for nothing. */
  readonly loses: string | null
}

/** The steps back from a version, the newest first, as far as there is a way. @param version of the tables */
export function stepsBackFrom(version: number, steps: readonly Step<unknown>[]): StepBack[] {
  const ways: StepBack[] = []
  for (let from = version; ; from -= 1) {
    const step = steps[from - 1]
    if (step === undefined || step.back === null) return ways
    ways.push({ from, to: from - 1, without: step.brings, loses: step.back.loses })
  }
}

/** The next step of the way back to a version. @throws OtherTables where this version does not know the tables; RangeError where no way leads there */
export function nextStepBack<Work>(
  version: number,
  to: number,
  steps: readonly Step<Work>[],
): { readonly step: StepBack; readonly work: Work } {
  refuseNewer(version, steps.length)
  const way = stepsBackFrom(version, steps)
  const [step] = way
  const back = steps[version - 1]?.back
  // Before the first step: nobody is left halfway.
  if (step === undefined || !back || !way.some((one) => one.to === to)) {
    throw new RangeError(`no way leads from version ${version} of the tables back to ${to}`)
  }
  return { step, work: back.work }
}

/** The tables are not those that this version of Roompass works on. */
export class OtherTables extends Error {
  override readonly name = 'OtherTables'
  readonly code: StoreFault
  constructor(code: StoreFault, message: string) {
    super(message)
    this.code = code
  }
}

/** @throws OtherTables */
export function refuseNewer(version: number, known: number): void {
  if (version <= known) return
  throw new OtherTables(
    'tables_newer',
    `the database was made by a newer version of Roompass: its tables are of version ${version}, this one knows ${known}. ` +
      `Run the newer one, or go back with it: roompass database back --to ${known}`,
  )
}

/** @throws OtherTables */
export function refuseOlder(version: number, known: number): void {
  if (version >= known) return
  const what = version === 0 ? 'there are no tables' : `its tables are of version ${version}`
  throw new OtherTables(
    'tables_older',
    `${what}, and this version of Roompass needs ${known}. Run the version that they are for, or start this one anew, which brings them up to date`,
  )
}

/**
 * Tables that were taken back, and brought up to date again, count from the beginning: whoever follows them would overlook what comes.
 * @param asked the last number that the follower knows @param last the last one that was given
 * @throws OtherTables
 */
export function refuseLost(asked: number, last: number): void {
  if (asked > last) throw new OtherTables('rows_lost', rowsLost)
}

export const rowsLost =
  'what this server follows was lost when the tables were taken back to an older version; start it anew'
