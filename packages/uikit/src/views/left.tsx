// After the room, or before it when entering was refused: why, and the next step that helps.
import type { ComponentType, JSX } from 'preact'
import { Button } from '../components/button.tsx'
import { AlertIcon, ClockIcon, LeaveIcon } from '../components/icons.tsx'
import type { Call } from '../models/call_types.ts'
import { nextSteps } from '../models/end_texts.ts'
import type { EndReason } from '../models/room_types.ts'

export function Left({ call, why }: { readonly call: Call; readonly why: EndReason }): JSX.Element {
  const { title, text } = call.messages.ended[why]
  const Mark = markOf(why)
  return (
    <section class="view left" aria-labelledby="left-title">
      <div class="ticket-shadow">
        <div class="ticket">
          <div class="ticket-mark" data-tone={why === 'self' || why === 'left' ? 'calm' : 'warn'}>
            <Mark />
          </div>
          <div class="ticket-stub">
            <div class="ticket-head">
              <h1 id="left-title" tabIndex={-1} data-focus aria-describedby="left-text">
                {title}
              </h1>
              <p id="left-text" class="lead">
                {text}
              </p>
            </div>
            <NextStep call={call} why={why} />
            <p class="lead no-pass" role="status">
              {call.freshPass?.unanswered.value === true && call.messages.noNewPass}
            </p>
          </div>
        </div>
      </div>
    </section>
  )
}

function markOf(why: EndReason): ComponentType {
  if (why === 'self' || why === 'left') return LeaveIcon
  return why === 'token_expired' ? ClockIcon : AlertIcon
}

function NextStep({ call, why }: { readonly call: Call; readonly why: EndReason }): JSX.Element {
  const { messages, settings, freshPass } = call
  const again = call.mayRejoin.value
  const goesHome = settings.callbacks.onReturnToHomeScreenClicked !== null
  return (
    <div class="left-actions">
      {again && (
        <Button look="primary" onClick={() => void call.rejoin()}>
          {messages.rejoin}
        </Button>
      )}
      {!again && why === 'token_expired' && freshPass !== null && (
        <Button look="primary" busy={freshPass.pending.value} onClick={() => freshPass.ask()}>
          {messages.getNewPass}
        </Button>
      )}
      {nextSteps[why] === 'reload' && (
        <Button look="primary" onClick={() => location.reload()}>
          {messages.reload}
        </Button>
      )}
      {goesHome && <Button onClick={() => void call.home()}>{messages.home}</Button>}
      {!goesHome && again && settings.preJoin && <Button onClick={() => void call.home()}>{messages.back}</Button>}
    </div>
  )
}
