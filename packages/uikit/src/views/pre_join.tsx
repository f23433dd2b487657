// Before the room: see yourself, hear that you are heard, say your name, go in. Works with no devices at all.
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { Avatar } from '../components/avatar.tsx'
import { Button } from '../components/button.tsx'
import { DevicePicker } from '../components/device_picker.tsx'
import { DeviceToggle } from '../components/device_toggle.tsx'
import { MeterRing } from '../components/meter_ring.tsx'
import { Video } from '../components/video.tsx'
import type { Call } from '../models/call_types.ts'
import { hueOf } from '../models/face.ts'
import { fill } from '../models/messages.ts'
import { Refusal } from './refusal.tsx'
import { Troubles } from './troubles.tsx'

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
            {publishes && settings.chooseDevices && <Pickers call={call} />}
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
    <div class="preview" data-hue={hueOf(call.userId)} data-empty={picture === null}>
      {picture === null ? (
        <div class="preview-empty">
          <Avatar userId={call.userId} name={call.userName.value} />
          <span>{camera.pending.value ? messages.starting : messages.cameraOff}</span>
        </div>
      ) : (
        <Video stream={picture} mirrored={settings.video.mirrorSelf} fit={settings.video.fit} />
      )}
      <div class="preview-controls">
        {settings.microphone.showButton && (
          <DeviceToggle device={microphone} messages={messages} shortcut={settings.shortcuts && 'D'}>
            {microphone.on.value && <MeterRing devices={devices} />}
          </DeviceToggle>
        )}
        {settings.camera.showButton && (
          <DeviceToggle device={camera} messages={messages} shortcut={settings.shortcuts && 'E'} />
        )}
      </div>
    </div>
  )
}

function Pickers({ call: { devices, messages, settings } }: { readonly call: Call }): JSX.Element {
  return (
    <div class="pickers">
      {settings.microphone.showButton && (
        <DevicePicker kind="microphone" choice={devices.microphone} messages={messages} />
      )}
      {settings.camera.showButton && <DevicePicker kind="camera" choice={devices.camera} messages={messages} />}
    </div>
  )
}
