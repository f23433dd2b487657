// The dashboard and the alerts ask for metrics that there are, in PromQL that Prometheus takes.
import { parser } from '@prometheus-io/lezer-promql'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { bePatient, eventually } from '../patience.ts'
import { serve } from '../service.ts'
import { textOf } from './files.ts'

bePatient()

interface Asked {
  readonly where: string
  readonly expr: string
}

/** What Prometheus makes itself. */
const ofPrometheus = ['up']

function dashboard(): Asked[] {
  const { panels } = JSON.parse(textOf('grafana/roompass.json'))
  return panels.flatMap(({ title, targets = [] }: { title: string; targets?: { expr: string }[] }) =>
    targets.map(({ expr }) => ({ where: title, expr })),
  )
}

function alerts(): Asked[] {
  const { groups } = parse(textOf('prometheus/alerts.yaml'))
  return groups.flatMap(({ rules }: { rules: { alert: string; expr: string }[] }) =>
    rules.map(({ alert, expr }) => ({ where: alert, expr })),
  )
}

/** The names of an expression, and the matchers of their labels; throws for what is no PromQL. */
function asksFor(expr: string): { names: string[]; labels: [name: string, label: string, value: string][] } {
  const names: string[] = []
  const labels: [string, string, string][] = []
  parser.parse(expr).iterate({
    enter(node) {
      const text = expr.slice(node.from, node.to)
      if (node.type.isError) throw new SyntaxError(`no PromQL at ${node.from}: ${expr}`)
      if (node.name === 'VectorSelector') names.push(/^\w+/.exec(text)?.[0] ?? text)
      if (node.name === 'UnquotedLabelMatcher') {
        const [, label = '', value = ''] = /^(\w+)\s*=~?\s*"([^"]*)"$/.exec(text) ?? []
        labels.push([names.at(-1) ?? '', label, value])
      }
    },
  })
  return { names, labels }
}

/** What /metrics says. */
async function metricsOfAServer(): Promise<string> {
  const service = await serve()
  let text = ''
  // The event loop has no delay before it was watched for a while.
  await eventually(() => (text = service.metrics.text())).toContain('nodejs_eventloop_lag_p99_seconds 0')
  return text
}

async function seriesOfAServer(): Promise<string[]> {
  return (await metricsOfAServer()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

describe.each([
  ['the dashboard', dashboard, 30],
  ['the alerts', alerts, 10],
] as const)('%s', (_, read, least) => {
  it('is of some size', () => {
    expect(read().length).toBeGreaterThan(least)
  })

  it('asks for metrics that a server has, and for values that their labels can have', async () => {
    const series = await seriesOfAServer()
    const names = new Set([...series.map((line) => /^\w+/.exec(line)?.[0]), ...ofPrometheus])
    for (const { where, expr } of read()) {
      const asked = asksFor(expr)
      expect(asked.names.length, where).toBeGreaterThan(0)
      for (const name of asked.names) expect(names, `${where}: ${name}`).toContain(name)
      for (const [name, label, value] of asked.labels) {
        if (label === 'instance' || label === 'job') continue
        for (const one of value.split('|'))
          expect(
            series.some((line) => line.startsWith(`${name}{`) && line.includes(`${label}="${one}"`)),
            `${where}: ${name}{${label}="${one}"}`,
          ).toBe(true)
      }
    }
  })
})

describe('what the server counts of its own', () => {
  it('is on the dashboard, all of it', async () => {
    const own = [...(await metricsOfAServer()).matchAll(/^# TYPE (roompass_\w+) /gm)].map(([, name = '']) => name)
    expect(own.length).toBeGreaterThan(25)
    const shown = new Set(dashboard().flatMap(({ expr }) => asksFor(expr).names))
    // A histogram is asked for by what is counted in it.
    const parts = (name: string): string[] => ['', '_bucket', '_sum', '_count'].map((part) => name + part)
    expect(own.filter((name) => !parts(name).some((part) => shown.has(part)))).toEqual([])
  })

  it.each(['roompass_door_open', 'roompass_mint_open'])('gets somebody up when a node says 0 for %s', (metric) => {
    const { groups } = parse(textOf('prometheus/alerts.yaml'))
    const rule = groups[0].rules.find(({ expr }: { expr: string }) => expr === `${metric} == 0`)
    expect(rule?.labels.severity).toBe('page')
    expect(rule?.annotations.action).toBeTruthy()
  })
})

describe('the check itself', () => {
  it('takes no expression that is none', () => {
    expect(() => asksFor('sum(rate(roompass_people[5m])')).toThrow(SyntaxError)
    expect(asksFor('sum(a{b="c"}) / d').names).toEqual(['a', 'd'])
  })
})

describe('the dashboard as Grafana reads it', () => {
  it('has a grid without overlaps, and an ID of its own for each panel', () => {
    const { panels, uid } = JSON.parse(textOf('grafana/roompass.json'))
    expect(uid).toBe('roompass')
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }: { gridPos: Record<'x' | 'y' | 'w' | 'h', number> }) =>
      Array.from({ length: w * h }, (__, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    expect(new Set(panels.map(({ id }: { id: number }) => id)).size).toBe(panels.length)
  })

  it('lets people choose where Prometheus is, and which nodes are meant', () => {
    const { templating, panels } = JSON.parse(textOf('grafana/roompass.json'))
    expect(templating.list.map(({ name }: { name: string }) => name)).toEqual(['datasource', 'instance'])
    for (const panel of panels.filter(({ type }: { type: string }) => type !== 'row'))
      expect(panel.datasource.uid).toBe('${datasource}')
  })
})
