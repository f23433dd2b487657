// After the room, or before it when entering was refused: why, and the way back.
import type { JSX } from 'preact'
import { AlertIcon, LeaveIcon } from '../components/icons.tsx'
import { Button } from '../components/button.tsx'
import type { Call } from '../models/call.ts'
import type { EndReason } from '../models/room_types.ts'

export function Left({ call, why }: { readonly call: Call; readonly why: EndReason }): JSX.Element {
  const { messages, settings } = call
  const { title, text } = messages.ended[why]
  const again = call.mayRejoin.value
  return (
    <section class="view left" aria-labelledby="left-title">
      <div class="ticket-shadow">
        <div class="ticket ticket-short">
          <div class="ticket-mark" data-tone={why === 'self' ? 'calm' : 'warn'}>
            {why === 'self' ? <LeaveIcon /> : <AlertIcon />}
          </div>
          <div class="ticket-stub">
            <div class="ticket-head">
              <h1 id="left-title" tabIndex={-1} data-focus>
                {title}
              </h1>
              <p class="lead">{text}</p>
            </div>
            <div class="left-actions">
              {again && (
                <Button look="primary" onClick={() => void call.rejoin()}>
                  {messages.rejoin}
                </Button>
              )}
              {settings.preJoin && <Button onClick={() => void call.home()}>{messages.home}</Button>}
            </div>
          </div>
        </div>
      </div>
    </section>
  )
}
