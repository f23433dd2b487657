// Whether this Node can run the server, and read its config.
import { failed, ok, type Check } from '../verdict.ts'

export const node: Check = {
  id: 'node',
  run: async () => [verdictOf(process.versions.node, process.features.typescript)],
}

/** @param typescript whether this Node reads TypeScript, `strip` or `transform` where it does */
export function verdictOf(version: string, typescript: string | false): ReturnType<typeof ok> {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const old = major < 22 || (major === 22 && minor < 18)
  if (old) return failed(`Node ${version} is too old`, 'install Node 24, or at least 22.18')
  if (typescript === false)
    return failed(`Node ${version} is told to read no TypeScript`, 'start it without --no-strip-types')
  return ok(`Node ${version}`)
}
