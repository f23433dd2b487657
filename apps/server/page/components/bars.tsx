// Bars of two counts that stand on each other. What was refused is hatched, so that nobody needs to see colours; a table says the same.
import type { JSX } from 'preact'
import { chartOf, type Count } from '../models/chart.ts'
import { hourOf } from '../models/words.ts'
import { Table } from './table.tsx'

export interface BarsProps {
  readonly id: string
  readonly title: string
  readonly good: string
  readonly bad: string
  readonly counts: readonly Count[]
}

const [width, height] = [600, 140]

export function Bars({ id, title, good, bad, counts }: BarsProps): JSX.Element {
  const chart = chartOf(counts)
  const step = width / Math.max(1, chart.bars.length)
  const said = `${title}, ${counts.length} minutes: ${chart.good} ${good}, ${chart.bad} ${bad}.`
  return (
    <section class="card chart" aria-labelledby={`${id}-title`}>
      <div class="chart-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <ul class="legend">
          <li>
            <Swatch id={id} kind="good" />
            {good} <b>{chart.good}</b>
          </li>
          <li>
            <Swatch id={id} kind="bad" />
            {bad} <b>{chart.bad}</b>
          </li>
        </ul>
      </div>
      <div class="plot">
        <span class="scale">{chart.top}</span>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={said}>
          <Hatch id={id} />
          {[0, 0.5].map((at) => (
            <line key={at} class="grid" x1="0" x2={width} y1={height * at + 0.5} y2={height * at + 0.5} />
          ))}
          {chart.bars.map(({ at, good: up, bad: over }, i) => (
            <g key={at}>
              <rect class="bar-good" x={i * step + 1} y={height * (1 - up)} width={step - 2} height={height * up} />
              <rect
                class="bar-bad"
                fill={`url(#${id}-hatch)`}
                x={i * step + 1}
                y={height * (1 - up - over)}
                width={step - 2}
                height={height * over}
              />
            </g>
          ))}
        </svg>
      </div>
      <p class="axis small" aria-hidden="true">
        <span>{hourOf(counts[0]?.at ?? 0)}</span>
        <span>{hourOf(counts.at(-1)?.at ?? 0)}</span>
      </p>
      <details>
        <summary>As a table</summary>
        <Table caption={`${title} by minute`} columns={['Minute', good, bad]}>
          {counts.toReversed().map((one) => (
            <tr key={one.at}>
              <td>{hourOf(one.at)}</td>
              <td>{one.good}</td>
              <td>{one.bad}</td>
            </tr>
          ))}
        </Table>
      </details>
    </section>
  )
}

function Swatch({ id, kind }: { readonly id: string; readonly kind: 'good' | 'bad' }): JSX.Element {
  return (
    <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
      <rect class={`bar-${kind}`} width="12" height="12" {...(kind === 'bad' && { fill: `url(#${id}-hatch)` })} />
    </svg>
  )
}

function Hatch({ id }: { readonly id: string }): JSX.Element {
  return (
    <defs>
      <pattern id={`${id}-hatch`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-ground" width="4" height="4" />
        <rect class="hatch-line" width="2" height="4" />
      </pattern>
    </defs>
  )
}
