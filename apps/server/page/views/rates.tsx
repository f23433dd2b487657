// How many tokens were issued and refused, and how many people came in and were turned away.
import type { JSX } from 'preact'
import { Bars } from '../components/bars.tsx'
import { Head } from '../components/head.tsx'
import { ProblemNote } from '../components/problem_note.tsx'
import type { ViewProps } from './view_props.ts'
import { usePolling } from './polling.ts'

export function RatesView({ console }: ViewProps): JSX.Element {
  usePolling(console.rates, 15_000)
  const minutes = console.rates.value.value
  return (
    <>
      <Head title="Rates" note="The last hour, minute by minute, on every node. Looked at again every 15 seconds." />
      <ProblemNote problem={console.rates.problem.value} />
      {minutes !== null && (
        <div class="charts">
          <Bars
            id="tokens"
            title="Tokens"
            good="issued"
            bad="refused"
            counts={minutes.map(({ at, issued, refused }) => ({ at, good: issued, bad: refused }))}
          />
          <Bars
            id="doors"
            title="Rooms"
            good="came in"
            bad="turned away"
            counts={minutes.map(({ at, joined, turnedAway }) => ({ at, good: joined, bad: turnedAway }))}
          />
        </div>
      )}
    </>
  )
}
