// Runs checks and says one line for each; what a check itself has to say is shown only when it fails.
import type { Check } from './checks.ts'

export interface Manner {
  /** How many may run at the same time. */
  readonly atOnce: number
  readonly say: (line: string) => void
}

/** Runs every check of every stage, also after one has failed. Gives the names of those that failed. */
export async function runChecks(stages: readonly (readonly Check[])[], manner: Manner): Promise<readonly string[]> {
  const failed: string[] = []
  for (const stage of stages) {
    const queue = [...stage]
    const work = async (): Promise<void> => {
      for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
        // oxlint-disable-next-line no-await-in-loop -- a worker takes one check after another
        if (!(await runCheck(check, manner.say))) failed.push(check.name)
      }
    }
    // oxlint-disable-next-line no-await-in-loop -- a stage begins when the one before has ended
    await Promise.all(Array.from({ length: manner.atOnce }, work))
  }
  return failed
}

async function runCheck({ name, run }: Check, say: (line: string) => void): Promise<boolean> {
  const start = performance.now()
  const { code, output } = await run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const verdict = code === 0 ? 'ok' : 'FAILED'
  say(`${name.padEnd(10)} ${seconds.padStart(6)} s  ${verdict}`)
  if (code !== 0) say(output.trimEnd().replaceAll(/^/gm, '  '))
  return code === 0
}
