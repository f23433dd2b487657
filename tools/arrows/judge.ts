// Which rules one import or one use of a global breaks: the borders of the packages, the zone of the file, and its bans.
import { workspaceOf, type Target, type Workspace } from './resolve.ts'
import { bans, sideDoors, zones, type Ban, type Zone } from './rules.ts'
import type { Arrow } from './sources.ts'

/** The rules that an import breaks. Borders hold for tests and tools too; zones and bans where rules.ts names the folder. */
export function rulesBrokenBy(file: string, arrow: Arrow, workspaces: readonly Workspace[]): readonly string[] {
  const { target } = arrow
  const zone = zoneOf(file)
  const broken = [
    brokenBorder(file, arrow, workspaces),
    zone !== undefined && !allows(zone, file, target) ? zone.rule : undefined,
    ...bansOn(file).map((ban) => (target !== undefined && forbids(ban, target) ? ban.rule : undefined)),
  ]
  return broken.filter((rule) => rule !== undefined)
}

/** The rules that the use of a global breaks. */
export function rulesBrokenByGlobal(file: string, name: string): readonly string[] {
  return bansOn(file)
    .filter(({ globals }) => globals?.includes(name))
    .map(({ rule }) => rule)
}

/** Whether a file is published, and yet no row says what it may import. */
export function isHomeless(file: string): boolean {
  return isShipped(file) && zoneOf(file) === undefined
}

function isShipped(file: string): boolean {
  return /^(libraries|packages|apps)\/[^/]+\/(src|demo)\//.test(file)
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function zoneOf(file: string): Zone | undefined {
  return zones.filter(({ folder }) => isIn(file, folder)).toSorted((a, b) => b.folder.length - a.folder.length)[0]
}

function bansOn(file: string): Ban[] {
  return bans.filter(({ folders, except = [] }) => {
    return folders.some((folder) => isIn(file, folder)) && !except.some((folder) => isIn(file, folder))
  })
}

function brokenBorder(file: string, arrow: Arrow, workspaces: readonly Workspace[]): string | undefined {
  const { specifier, target } = arrow
  if (target?.kind === 'nowhere') return 'a package gives only what its package.json names'
  if (target?.kind !== 'file') return undefined
  if (target.path.split('/').includes('dist')) return 'nothing imports what a build made'
  const home = workspaceOf(target.path, workspaces)
  if (specifier?.startsWith('.') !== true || home === workspaceOf(file, workspaces)) return undefined
  if (home?.isPublished === true && !isSideDoor(file, target.path)) {
    return 'another package is imported by its name, not by a path into it'
  }
  return isShipped(file) ? 'what is published imports nothing outside its package' : undefined
}

function isSideDoor(file: string, target: string): boolean {
  return sideDoors.some(({ from, to }) => isIn(file, from) && isIn(target, to))
}

function allows(zone: Zone, file: string, target: Target | undefined): boolean {
  // A computed import can name anything, so only those may have one who may import anything.
  if (target === undefined) return zone.packages === 'any'
  if (target.kind === 'builtin') return zone.node
  if (target.kind === 'package') return zone.packages === 'any' || zone.packages.includes(target.name)
  if (target.kind === 'nowhere') return true
  const ownPackage = `${file.split('/', 2).join('/')}/package.json`
  return [zone.folder, ownPackage, ...zone.repository].some((folder) => isIn(target.path, folder))
}

function forbids(ban: Ban, target: Target): boolean {
  if (target.kind === 'builtin') return ban.node?.includes(target.name.replace(/\/.*/, '')) === true
  if (target.kind === 'package') return ban.packages?.includes(target.name) === true
  if (target.kind === 'nowhere' || ban.but?.includes(target.path) === true) return false
  return ban.repository?.some((folder) => isIn(target.path, folder)) === true
}
