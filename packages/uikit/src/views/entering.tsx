// The wait of a join without pre-join view, which can be given up.
import type { JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { Spinner } from '../components/spinner.tsx'
import type { Call } from '../models/call_types.ts'

export function Entering({ call }: { readonly call: Call }): JSX.Element {
  return (
    <section class="view entering" aria-label={call.messages.room}>
      <p class="entering-text" role="status" tabIndex={-1} data-focus>
        <Spinner />
        {call.messages.entering}
      </p>
      <Button onClick={() => void call.leave()}>{call.messages.cancel}</Button>
    </section>
  )
}
