// Why the door stayed shut, beside Join; and the next step, where it is another one than Join.
import type { JSX } from 'preact'
import type { Call } from '../models/call_types.ts'
import { nextSteps } from '../models/end_texts.ts'

export function Refusal({ call }: { readonly call: Call }): JSX.Element {
  const why = call.refusal.value
  const text = why === null ? null : call.messages.ended[why]
  return (
    <div id="refusal" class="refusal" role="alert">
      {text !== null && why !== null && (
        <div>
          <p>
            <strong>{text.title}.</strong> {text.text}
          </p>
          <Elsewhere call={call} step={nextSteps[why]} />
        </div>
      )}
    </div>
  )
}

function Elsewhere({ call, step }: { readonly call: Call; readonly step: string }): JSX.Element | null {
  const { messages, settings } = call
  if (step === 'again') return null
  if (step === 'reload') {
    return (
      <button type="button" class="link" onClick={() => location.reload()}>
        {messages.reload}
      </button>
    )
  }
  if (settings.callbacks.onReturnToHomeScreenClicked === null) return null
  return (
    <button type="button" class="link" onClick={() => void call.home()}>
      {messages.home}
    </button>
  )
}
