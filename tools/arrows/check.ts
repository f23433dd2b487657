// Holds every source file against the rules. A violation names the file, the line, what was found and the rule's own words.
import { cyclesOf, type Graph } from './cycles.ts'
import { isHomeless, rulesBrokenBy, rulesBrokenByGlobal } from './judge.ts'
import { readWorkspaces, workspaceOf, type Target, type Workspace } from './resolve.ts'
import { readSources, type Source } from './sources.ts'

export interface Violation {
  readonly file: string
  readonly line: number
  readonly found: string
  readonly rule: string
}

/** Every violation in the repository at `root`, in the order of files and lines. */
export function checkArrows(root: string): readonly Violation[] {
  const workspaces = readWorkspaces(root)
  const sources = readSources(root, workspaces)
  const violations = [...sources.flatMap((source) => judge(source, workspaces)), ...cyclesAmong(sources, workspaces)]
  return violations.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}

function judge({ path: file, arrows, globals }: Source, workspaces: readonly Workspace[]): Violation[] {
  const violations: Violation[] = []
  if (isHomeless(file)) {
    const rule = 'every folder of sources has a row in tools/arrows/rules.ts'
    violations.push({ file, line: 1, found: 'stands in no row', rule })
  }
  for (const arrow of arrows) {
    const found = arrow.specifier === null ? 'imports a computed name' : `imports '${arrow.specifier}'`
    for (const rule of rulesBrokenBy(file, arrow, workspaces)) violations.push({ file, line: arrow.line, found, rule })
  }
  for (const { name, line } of globals) {
    for (const rule of rulesBrokenByGlobal(file, name)) violations.push({ file, line, found: `uses ${name}`, rule })
  }
  return violations
}

function cyclesAmong(sources: readonly Source[], workspaces: readonly Workspace[]): Violation[] {
  return cyclesOf(graphOf(sources, workspaces)).map((cycle) => {
    const [file = '', next] = cycle
    const arrows = sources.find(({ path }) => path === file)?.arrows ?? []
    return {
      file,
      line: arrows.find(({ target }) => pathOf(target) === next)?.line ?? 1,
      found: `imports itself: ${cycle.join(' → ')}`,
      rule: 'the files of a package import each other without cycles, types included',
    }
  })
}

function graphOf(sources: readonly Source[], workspaces: readonly Workspace[]): Graph {
  const homes = new Map(sources.map(({ path }) => [path, workspaceOf(path, workspaces)]))
  return new Map(
    sources.map(({ path, arrows }) => {
      const targets = arrows.map(({ target }) => pathOf(target)).filter((target) => target !== undefined)
      return [path, targets.filter((target) => homes.has(target) && homes.get(target) === homes.get(path))]
    }),
  )
}

function pathOf(target: Target | undefined): string | undefined {
  return target?.kind === 'file' ? target.path : undefined
}
