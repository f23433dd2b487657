// What is going on and wants to be known: a broken connection, a device that stopped, sound that waits for a click.
import type { JSX } from 'preact'
import { Banner } from '../components/banner.tsx'
import { Button } from '../components/button.tsx'
import { AlertIcon, SoundIcon } from '../components/icons.tsx'
import { Spinner } from '../components/spinner.tsx'
import type { Call } from '../models/call_types.ts'
import type { Device } from '../models/device.ts'

export function Notices({ call }: { readonly call: Call }): JSX.Element {
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
