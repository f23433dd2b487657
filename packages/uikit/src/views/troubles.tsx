// Why a device does not run, and what helps: in the pre-join view, where there is time to mend it.
import type { JSX } from 'preact'
import { AlertIcon } from '../components/icons.tsx'
import type { Call } from '../models/call_types.ts'
import type { BrowserFamily, DeviceTrouble } from '../models/media_port.ts'
import type { Messages } from '../models/messages.ts'
import type { DeviceKind } from '../models/room_types.ts'

export function Troubles({ call }: { readonly call: Call }): JSX.Element {
  const { devices, messages } = call
  const { microphone, camera } = devices
  const alike = microphone.trouble.value === camera.trouble.value
  const any = microphone.trouble.value !== null || camera.trouble.value !== null
  const given = { messages, family: devices.family }
  return (
    <div class="troubles" role="status">
      {alike ? (
        <Trouble
          {...given}
          what="both"
          trouble={camera.trouble.value}
          onRetry={() => void devices.turnOn({ microphone: true, camera: true })}
        />
      ) : (
        [microphone, camera].map((device) => (
          <Trouble
            {...given}
            key={device.kind}
            what={device.kind}
            trouble={device.trouble.value}
            onRetry={() => void device.turnOn()}
          />
        ))
      )}
      {any && <p class="trouble-hint">{messages.canStillJoin}</p>}
    </div>
  )
}

interface TroubleProps {
  readonly messages: Messages
  readonly family: BrowserFamily
  readonly what: DeviceKind | 'both'
  readonly trouble: DeviceTrouble | null
  readonly onRetry: () => void
}

function Trouble({ messages, family, what, trouble, onRetry }: TroubleProps): JSX.Element | null {
  if (trouble === null) return null
  return (
    <div class="trouble">
      <AlertIcon />
      <div class="trouble-body">
        <p>{messages.trouble[trouble][what]}</p>
        {trouble === 'denied' && <Help messages={messages} family={family} />}
        {trouble !== 'insecure' && trouble !== 'embedded' && (
          <button type="button" class="link" onClick={onRetry}>
            {messages.tryAgain}
            {what !== 'both' && <span class="hidden"> ({messages[what]})</span>}
          </button>
        )}
      </div>
    </div>
  )
}

function Help({ messages, family }: { readonly messages: Messages; readonly family: BrowserFamily }): JSX.Element {
  return (
    <details class="help">
      <summary>{messages.howToAllow}</summary>
      <ol>
        {[...messages.allowSteps[family], messages.thenTryAgain].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </details>
  )
}
