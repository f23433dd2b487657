// The arguments of `npm test --`: which projects, which folders or files, and the options that vitest gets as they are.
import { projects, type Project } from './projects.ts'

export interface Wish {
  readonly projects: readonly Project[]
  /** Parts of paths; none means every file. */
  readonly filters: readonly string[]
  readonly options: readonly string[]
}

/** Options of vitest whose value may stand in the next argument; for every other one, write `--option=value`. */
const takesValue: ReadonlySet<string> = new Set(['--project', '-t', '--testNamePattern', '--reporter', '--retry'])

/** Reads the arguments. Throws a RangeError for a project that does not exist. */
export function wishOf(args: readonly string[]): Wish {
  const names: string[] = []
  const filters: string[] = []
  const options: string[] = []
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const value = takesValue.has(arg) ? rest.shift() : undefined
    if (arg === '--project' && value !== undefined) names.push(value)
    else if (arg.startsWith('--project=')) names.push(arg.slice('--project='.length))
    else if (!arg.startsWith('-')) filters.push(arg)
    else options.push(arg, ...(value === undefined ? [] : [value]))
  }
  const unknown = names.find((name) => !projects.some((project) => project.name === name))
  if (unknown !== undefined) throw new RangeError(`there is no project "${unknown}"`)
  return { projects: projects.filter(({ name }) => names.length === 0 || names.includes(name)), filters, options }
}
