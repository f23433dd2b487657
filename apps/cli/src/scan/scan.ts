// Scans a folder: reads its files, finds in each, joins what several say together, and judges what is allowed.
import { join } from 'node:path'
import { allowanceOf } from './allow.ts'
import { detect, literalRule } from './detect/detect.ts'
import { contentOf, filesOf, type Skipped, type WalkOptions } from './files.ts'
import { filesInGit } from './git.ts'
import { isHomeOfSecrets, placeOf, type Place } from './place.ts'
import type { RuleId, Spot } from './rules.ts'

export interface ScanOptions extends WalkOptions {
  readonly root: string
  /** Larger files are not read. */
  readonly mostBytes: number
  /** Secrets of this machine's config, which are looked for wherever they stand. */
  readonly known: readonly string[]
  /** Called now and then with how many files are done. */
  readonly progress?: (done: number, all: number) => void
}

export interface Finding {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly column: number
  readonly rule: RuleId
  /** `warning` in tests, where secrets are mostly made up. */
  readonly level: 'error' | 'warning'
}

export interface ScanReport {
  readonly findings: readonly Finding[]
  readonly files: number
  readonly bytes: number
  /** Findings that a comment allows. */
  readonly allowed: number
  readonly skipped: readonly { readonly file: string; readonly why: Skipped }[]
}

interface Looked {
  readonly place: Place
  readonly text: string
  readonly spots: readonly Spot[]
  readonly offered: readonly { readonly name: string; readonly at: number }[]
}

const atOnce = 16

/** @throws Refusal when a folder cannot be read */
export async function scan(options: ScanOptions): Promise<ScanReport> {
  const [files, inGit] = await Promise.all([filesOf(options.root, options), filesInGit(options.root)])
  const wanted = new Set<string>()
  const looked: Looked[] = []
  const skipped: { file: string; why: Skipped }[] = []
  let [bytes, done] = [0, 0]
  const queue = files.values()
  const work = async (): Promise<void> => {
    for (const file of queue) {
      const content = await contentOf(join(options.root, file), options.mostBytes)
      done += 1
      if (done % 500 === 0) options.progress?.(done, files.length)
      if ('skipped' in content) {
        skipped.push({ file, why: content.skipped })
        continue
      }
      bytes += content.bytes
      const place = placeOf(file)
      const found = detect(content.text, place, options.known)
      for (const name of found.wanted) wanted.add(name)
      if (found.spots.length + found.offered.length > 0) looked.push({ place, text: content.text, ...found })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const judged = looked
    .toSorted((a, b) => (a.place.path < b.place.path ? -1 : 1))
    .map((one) => judge(one, wanted, inGit))
  return {
    findings: judged.flatMap(({ findings }) => findings),
    allowed: judged.reduce((sum, { allowed }) => sum + allowed, 0),
    files: files.length - skipped.length,
    bytes,
    skipped: skipped.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
  }
}

function judge(
  { place, text, spots, offered }: Looked,
  wanted: ReadonlySet<string>,
  inGit: ReadonlySet<string> | null,
): { findings: Finding[]; allowed: number } {
  const given = offered.filter(({ name }) => wanted.has(name)).map(({ at }): Spot => ({ rule: literalRule(place), at }))
  const lines = text.split('\n')
  const starts = startsOf(lines)
  const findings = new Map<string, Finding>()
  const allowed = new Set<string>()
  for (const { rule, at } of [...spots, ...given].filter((spot) => counts(spot, place, inGit))) {
    const index = lineAt(starts, at)
    const column = at - (starts[index] ?? 0) + 1
    // A bundle is one line, where each is one of its own.
    const where = `${index}:${(lines[index]?.length ?? 0) < 500 ? '' : column}`
    const allowance = allowanceOf(lines, index)
    if (allowance === 'allowed') allowed.add(`${kindOfFinding(rule)}:${where}`)
    else
      for (const one of allowance === 'unexplained' ? [rule, 'allow-without-reason' as const] : [rule]) {
        const key = `${kindOfFinding(one)}:${where}`
        // The first is the one that says most: a known secret is known before it is a literal.
        if (findings.has(key)) continue
        findings.set(key, { file: place.path, line: index + 1, column, rule: one, level: levelOf(one, place) })
      }
  }
  return {
    findings: [...findings.values()].toSorted((a, b) => a.line - b.line || a.column - b.column),
    allowed: allowed.size,
  }
}

/** A secret on one line is one finding, however many rules see it. */
function kindOfFinding(rule: RuleId): string {
  return rule === 'known-secret' || rule.startsWith('server-secret-') ? 'secret' : rule
}

/** A secret in a file that is there to hold it counts when others get the file. */
function counts({ rule }: Spot, place: Place, inGit: ReadonlySet<string> | null): boolean {
  if (rule !== 'server-secret-tracked' && rule !== 'known-secret') return true
  if (place.published) return true
  const data = isHomeOfSecrets(place) || place.kind === 'data'
  return !data || (inGit === null ? !isHomeOfSecrets(place) : inGit.has(place.path))
}

function levelOf(rule: RuleId, { test }: Place): Finding['level'] {
  return test && rule !== 'known-secret' ? 'warning' : 'error'
}

function startsOf(lines: readonly string[]): number[] {
  let at = 0
  return lines.map((line) => {
    const start = at
    at += line.length + 1
    return start
  })
}

function lineAt(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
