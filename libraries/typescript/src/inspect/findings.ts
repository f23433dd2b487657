// What is collected on the walk through a token, and how it becomes the problems and warnings of a report.
import { KitTokenError } from '../errors.ts'
import type { Reason } from '../reasons.ts'
import { hints } from './hints.ts'
import { reasons } from './reasons.ts'
import type { InspectCode, Problem, ReportLayers } from './report.ts'

export interface Finding {
  readonly code: InspectCode
  /** A sentence about this token in particular. */
  readonly detail?: string
}

export type Layers = { -readonly [Name in keyof ReportLayers]: ReportLayers[Name] }

export interface Walk {
  readonly layers: Layers
  readonly problems: Finding[]
  readonly warnings: Finding[]
}

export function newWalk(problems: readonly Finding[] = []): Walk {
  const layers = { frame: null, envelope: null, suffix: null, key: null, claims: null, trust: null, generators: null }
  return { layers, problems: [...problems], warnings: [] }
}

/** Runs a step; a refusal becomes a finding, after what `explain` has to say about it. */
export function attempt<T>(
  findings: Finding[],
  step: () => T,
  explain: (refusal: KitTokenError) => readonly Finding[] = () => [],
): T | null {
  try {
    return step()
  } catch (error) {
    if (!(error instanceof KitTokenError)) throw error
    findings.push(...explain(error), findingOf(error))
    return null
  }
}

export function findingOf({ code, claim }: KitTokenError): Finding {
  return claim === undefined ? { code } : { code, detail: `It is about ${claim}.` }
}

const all: Readonly<Record<InspectCode, Reason>> = { ...reasons, ...hints }

/** Each code once, with the first detail that was found. */
export function problemsOf(findings: readonly Finding[]): readonly Problem[] {
  const first = new Map<InspectCode, Finding>()
  for (const finding of findings) if (first.get(finding.code)?.detail === undefined) first.set(finding.code, finding)
  return [...first.values()].map(({ code, detail }) => {
    const { message, fix, zegocloud } = all[code]
    return Object.freeze({ code, message: detail === undefined ? message : `${message} ${detail}`, fix, zegocloud })
  })
}
