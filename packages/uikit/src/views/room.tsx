// The room: header, stage, banners and the controls. Composes; the call model does.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Audio } from '../components/audio.tsx'
import { Banner } from '../components/banner.tsx'
import { Button } from '../components/button.tsx'
import { DeviceToggle } from '../components/device_toggle.tsx'
import { AlertIcon, EyeIcon, LeaveIcon, PeopleIcon, SoundIcon } from '../components/icons.tsx'
import { LeaveDialog } from '../components/leave_dialog.tsx'
import { Spinner } from '../components/spinner.tsx'
import type { Call } from '../models/call.ts'
import type { Device } from '../models/devices.ts'
import { fill } from '../models/messages.ts'
import { Stage } from './stage.tsx'

export function Room({ call }: { readonly call: Call }): JSX.Element {
  const { messages, people, roomId, sound } = call
  const count = people.all.value.length
  return (
    <section class="view room" aria-labelledby="room-title">
      <header class="room-head">
        <h1 id="room-title" tabIndex={-1} data-focus>
          <bdi>{roomId}</bdi>
        </h1>
        <span class="count">
          <PeopleIcon />
          {count === 1 ? messages.onePerson : fill(messages.manyPeople, { count })}
        </span>
      </header>
      <Stage call={call} />
      <div class="banners">
        <Notices call={call} />
      </div>
      <Controls call={call} />
      {people.others.value.map(
        ({ peerId, stream }) => stream !== null && <Audio key={peerId} stream={stream} sound={sound} />,
      )}
    </section>
  )
}

function Notices({ call }: { readonly call: Call }): JSX.Element {
  const { messages, sound, devices } = call
  return (
    <>
      {/* The element stands before its text comes: only then do screen readers speak it. */}
      <div role="status">
        {call.reconnecting.value && (
          <Banner tone="warn" icon={<Spinner />}>
            {messages.reconnecting}
          </Banner>
        )}
      </div>
      <div role="status">
        <DeviceNotice device={devices.microphone} call={call} />
        <DeviceNotice device={devices.camera} call={call} />
      </div>
      {sound.blocked.value && (
        <Banner
          tone="calm"
          icon={<SoundIcon />}
          action={
            <Button look="primary" onClick={() => void sound.turnOn()}>
              {messages.turnOnSound}
            </Button>
          }
        >
          {messages.soundBlocked}
        </Banner>
      )}
    </>
  )
}

function DeviceNotice({ call, device }: { readonly call: Call; readonly device: Device }): JSX.Element | null {
  const trouble = device.trouble.value
  if (trouble === null || call.canPublish.value !== true) return null
  return (
    <Banner
      tone="warn"
      icon={<AlertIcon />}
      action={<Button onClick={() => void device.turnOn()}>{call.messages.tryAgain}</Button>}
    >
      {call.messages.trouble[trouble][device.kind]}
    </Banner>
  )
}

function Controls({ call }: { readonly call: Call }): JSX.Element {
  const { messages, settings, devices } = call
  const [asking, ask] = useState(false)
  const leave = (): void => void call.leave()
  const publishes = call.canPublish.value === true
  return (
    <footer class="controls">
      <div class="dock" role="group" aria-label={messages.callControls}>
        {publishes && settings.microphone.showButton && (
          <DeviceToggle device={devices.microphone} messages={messages} />
        )}
        {publishes && settings.camera.showButton && <DeviceToggle device={devices.camera} messages={messages} />}
        {!publishes && (
          <p class="viewing">
            <EyeIcon />
            {messages.viewing}
          </p>
        )}
        <button type="button" class="leave" onClick={settings.confirmLeave ? () => ask(true) : leave}>
          <LeaveIcon />
          {messages.leave}
        </button>
      </div>
      {asking && (
        <LeaveDialog
          title={settings.confirmTitle}
          text={settings.confirmText}
          stay={messages.stay}
          leave={messages.leave}
          onStay={() => ask(false)}
          onLeave={() => {
            settings.callbacks.onLeaveConfirmed()
            leave()
          }}
        />
      )}
    </footer>
  )
}
