// From what a schema found to a problem that a person can mend: which setting or variable, what is wrong, what to do. Never a value.
import type { BaseIssue } from 'valibot'
import { variables, type Variable } from './environment.ts'
import type { ConfigProblem } from './problems.ts'

type Sources = ReadonlyMap<string, Variable>

/** The words of a schema's issue. The value itself is never in them: it may be a secret. */
export function problemOf(issue: BaseIssue<unknown>, sources: Sources): ConfigProblem {
  const setting = settingAt(pathOf(issue), sources)
  if (issue.expected === 'never')
    return { setting, message: 'is not a setting', fix: 'correct its spelling or remove it' }
  if (issue.input === undefined && issue.kind === 'schema') return { setting, message: 'is missing', fix: 'add it' }
  return { setting, message: messageOf(issue), fix: 'correct it' }
}

/** `apps[0].appId` */
export function pathOf(issue: BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce<string>((text, { key }) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

/** A path with the variables that it comes from, where it comes from the environment. */
export function settingAt(path: string, sources: Sources): string {
  const fromEnvironment = [...sources.keys()].some((own) => unitOf(own) === unitOf(path))
  if (!fromEnvironment) return path || 'config'
  const names = Object.entries(variables)
    .filter(([, { path: own }]) => isWithin(path, own) || (isWithin(own, path) && sources.has(own)))
    .map(([name]) => name)
  return `${names.join(', ')} (${path})`
}

/** What file and environment can only set as a whole: `apps`, `identity.jwt`, `room.turn`. */
export function unitOf(path: string): string {
  return path.replace(/\[.*$/, '').split('.').slice(0, 2).join('.')
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`)
}

/** The words of valibot quote the value, so that only ours are used; where there are none, what was expected. */
function messageOf({ message, expected }: BaseIssue<unknown>): string {
  return message.startsWith('Invalid ') ? `must be ${(expected ?? 'something else').replaceAll('"', '')}` : message
}
