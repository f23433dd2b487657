// The projects of the tests: where their files are, and what each needs before it can run. vitest.config.ts reads it too.
import { matchesGlob } from 'node:path'

export interface Project {
  readonly name: 'node' | 'chromium' | 'journeys'
  /** For people. */
  readonly title: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly needsChromium: boolean
  /** Whether it starts what `npm run build` made; the others read the sources. */
  readonly needsBuild: boolean
}

const browserTests = '{libraries,packages}/*/test/**/*.browser.test.{ts,tsx}'

/** In the order in which they run: what is quick to fail comes first. */
export const projects = [
  {
    name: 'node',
    title: 'tests in Node',
    include: [
      '{libraries,packages,apps}/*/test/**/*.test.{ts,tsx}',
      '{tools,conformance/languages,bench/languages}/test/**/*.test.ts',
    ],
    exclude: [browserTests],
    needsChromium: false,
    needsBuild: false,
  },
  {
    name: 'chromium',
    title: 'browser tests',
    include: [browserTests],
    exclude: [],
    needsChromium: true,
    needsBuild: false,
  },
  {
    name: 'journeys',
    title: 'journeys',
    include: ['conformance/test/**/*.test.ts'],
    exclude: [],
    needsChromium: true,
    needsBuild: true,
  },
] as const satisfies readonly Project[]

/** Whether a project has a file that one of the filters fits; as in vitest a filter is a part of the path. */
export function hasTests(project: Project, files: readonly string[], filters: readonly string[]): boolean {
  return files.some((file) => {
    const isIn = (globs: readonly string[]): boolean => globs.some((glob) => matchesGlob(file, glob))
    if (!isIn(project.include) || isIn(project.exclude)) return false
    return filters.length === 0 || filters.some((filter) => file.includes(plain(filter)))
  })
}

/** A filter as people type it: from here (`./`), or with a line (`:12`). */
function plain(filter: string): string {
  return filter.replace(/^\.\//, '').replace(/:\d+$/, '')
}
