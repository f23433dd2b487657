// The report of inspect for people: layer by layer, then what is wrong, what mends it, and how ZEGOCLOUD's clients and servers say it.
import type { Problem, Report } from '@roompass/token'
import { instant } from './describe.ts'
import { printable } from './terminal.ts'

/** @param withKeys whether a secret was there to open what is sealed */
export function describeReport(report: Report, withKeys: boolean): string {
  const { kind, layers, problems, warnings } = report
  const unreached = withKeys ? '(not reached)' : '(closed: no ServerSecret)'
  const shown = layers.frame === null ? [] : Object.entries(layers)
  return [
    `kind: ${kind}`,
    ...shown.flatMap(([name, layer]) => linesOf(name, layer, sealed.has(name) ? unreached : '(none)')),
    ...problems.flatMap((problem) => told('problem', problem)),
    ...warnings.flatMap((warning) => told('warning', warning)),
    ...(problems.length === 0 ? ['', 'No problem found.'] : []),
  ].join('\n')
}

/** Layers that only a key opens. */
const sealed: ReadonlySet<string> = new Set(['key', 'claims', 'trust'])

function linesOf(name: string, layer: unknown, unreached: string): readonly string[] {
  if (layer === null) return [`${name}: ${unreached}`]
  if (typeof layer !== 'object' || Array.isArray(layer)) return [`${name}: ${plain(name, layer)}`]
  return [`${name}:`, ...Object.entries(Object(layer)).map(([key, value]) => `  ${key}: ${plain(key, value)}`)]
}

function plain(key: string, value: unknown): string {
  if (typeof value === 'string') return value === '' ? '(empty)' : printable(value)
  if (typeof value === 'number' && (key === 'ctime' || key === 'expire')) return `${value} (${instant(value)})`
  if (Array.isArray(value)) return value.join(' or ')
  return value === null ? '(none)' : printable(JSON.stringify(value))
}

const sides = { web: 'web', native: 'native', zim: 'ZIM', server: 'server' } as const

function told(what: 'problem' | 'warning', { code, message, fix, zegocloud }: Problem): readonly string[] {
  const shows = Object.entries(sides).flatMap(([side, name]) => {
    const numbers = Object.entries(zegocloud).find(([key]) => key === side)?.[1] ?? []
    return numbers.length === 0 ? [] : [`${name} ${numbers.join(', ')}`]
  })
  return [
    '',
    `${what} (${code}): ${printable(message)}`,
    `mend: ${printable(fix)}`,
    ...(shows.length === 0 ? [] : [`at ZEGOCLOUD it shows up as: ${shows.join('; ')}`]),
  ]
}
