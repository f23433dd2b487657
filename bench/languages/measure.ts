// Rounds in which each program has one turn, so that what else the machine does falls on all alike.
import { join } from 'node:path'
import { run } from '../../tools/process.ts'
import type { Program, Rates } from './programs.ts'

export interface Measured {
  readonly title: string
  readonly version: string
  readonly rounds: readonly Rates[]
}

export interface Outcome {
  readonly measured: readonly Measured[]
  /** A sentence for each program that did not do what it should; it has no part in `measured`. */
  readonly failures: readonly string[]
}

/** Who fails once has no more turns. */
export async function measureAll(
  programs: readonly Program[],
  rounds: number,
  root: string,
  done: () => void,
): Promise<Outcome> {
  const measured = programs.map(({ title }) => ({ title, version: '', rounds: Array<Rates>() }))
  const failures = new Map<string, string>()
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, program] of programs.entries()) {
      if (failures.has(program.title)) continue
      try {
        // oxlint-disable-next-line no-await-in-loop -- side by side they would take each other's time
        const { version, rates } = await measure(program, root)
        measured[index]?.rounds.push(rates)
        Object.assign(measured[index] ?? {}, { version })
      } catch (error) {
        failures.set(program.title, `${program.title}: ${error instanceof Error ? error.message : String(error)}`)
      }
      done()
    }
  }
  return { measured: measured.filter(({ title }) => !failures.has(title)), failures: [...failures.values()] }
}

async function measure({ command, args, folder, read }: Program, root: string): Promise<ReturnType<Program['read']>> {
  const { code, output } = await run({ command, args, cwd: join(root, folder) })
  if (code !== 0) throw new Error(`ended with ${code}: ${output.trim().split('\n')[0]}`)
  return read(output)
}
