// Before the room: see yourself, hear that you are heard, say your name, go in. Works with no devices at all.
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { DeviceToggle } from '../components/device_toggle.tsx'
import { AlertIcon } from '../components/icons.tsx'
import { MeterRing } from '../components/meter_ring.tsx'
import { Video } from '../components/video.tsx'
import type { Call } from '../models/call.ts'
import type { DeviceTrouble } from '../models/devices.ts'
import { fill, type Messages } from '../models/messages.ts'
import type { DeviceKind } from '../models/room_types.ts'

export function PreJoin({ call }: { readonly call: Call }): JSX.Element {
  const { messages, settings, roomId } = call
  const publishes = call.canPublish.value !== false
  return (
    <section class="view prejoin" aria-labelledby="prejoin-title">
      <div class="ticket-shadow">
        <form
          class="ticket"
          onSubmit={(event) => {
            event.preventDefault()
            void call.join()
          }}
        >
          {publishes && <Preview call={call} />}
          <div class="ticket-stub">
            <div class="ticket-head">
              <h1 id="prejoin-title" tabIndex={-1} data-focus>
                {settings.preJoinTitle}
              </h1>
              <p class="lead">
                <bdi>{fill(messages.preJoinLead, { room: roomId })}</bdi>
              </p>
            </div>
            <label class="field">
              <span>{messages.yourName}</span>
              <input
                name="userName"
                autoComplete="name"
                maxLength={255}
                placeholder={messages.namePlaceholder}
                value={call.userName.value}
                onInput={(event) => call.setUserName(event.currentTarget.value)}
              />
            </label>
            {publishes && <Troubles call={call} />}
            <div class="ticket-join">
              <Button type="submit" look="primary" busy={call.busy.value} aria-describedby="refusal">
                {call.busy.value ? messages.joining : messages.join}
              </Button>
              <Refusal call={call} />
            </div>
          </div>
        </form>
      </div>
    </section>
  )
}

function Preview({ call }: { readonly call: Call }): JSX.Element {
  const { devices, settings, messages } = call
  const { camera, microphone } = devices
  const track = camera.live.value
  const picture = useMemo(() => (track === null ? null : new MediaStream([track])), [track])
  return (
    <div class="preview">
      {picture === null ? (
        <div class="preview-empty">
          <Avatar userId={call.userId} name={call.userName.value} />
          <span>{camera.pending.value ? messages.starting : messages.cameraOff}</span>
        </div>
      ) : (
        <Video stream={picture} mirrored />
      )}
      <div class="preview-controls">
        {settings.microphone.showButton && (
          <DeviceToggle device={microphone} messages={messages}>
            {microphone.on.value && <MeterRing devices={devices} />}
          </DeviceToggle>
        )}
        {settings.camera.showButton && <DeviceToggle device={camera} messages={messages} />}
      </div>
    </div>
  )
}

function Troubles({ call }: { readonly call: Call }): JSX.Element {
  const { devices, messages } = call
  const { microphone, camera } = devices
  const alike = microphone.trouble.value === camera.trouble.value
  const any = microphone.trouble.value !== null || camera.trouble.value !== null
  return (
    <div class="troubles" role="status">
      {alike ? (
        <Trouble
          messages={messages}
          what="both"
          trouble={camera.trouble.value}
          onRetry={() => void devices.turnOn({ microphone: true, camera: true })}
        />
      ) : (
        [microphone, camera].map((device) => (
          <Trouble
            key={device.kind}
            messages={messages}
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
  readonly what: DeviceKind | 'both'
  readonly trouble: DeviceTrouble | null
  readonly onRetry: () => void
}

function Trouble({ messages, what, trouble, onRetry }: TroubleProps): JSX.Element | null {
  if (trouble === null) return null
  return (
    <div class="trouble">
      <AlertIcon />
      <p>{messages.trouble[trouble][what]}</p>
      {trouble !== 'insecure' && (
        <button type="button" class="link" onClick={onRetry}>
          {messages.tryAgain}
          {what !== 'both' && <span class="hidden"> ({messages[what]})</span>}
        </button>
      )}
    </div>
  )
}

function Refusal({ call }: { readonly call: Call }): JSX.Element {
  const why = call.refusal.value
  const text = why === null ? null : call.messages.ended[why]
  return (
    <div id="refusal" class="refusal" role="alert">
      {text !== null && (
        <p>
          <strong>{text.title}.</strong> {text.text}
        </p>
      )}
    </div>
  )
}
