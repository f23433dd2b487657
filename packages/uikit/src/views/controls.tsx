// The bar at the foot of the room: microphone, camera, settings, leave; and the dialogs that two of them open.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { DeviceToggle } from '../components/device_toggle.tsx'
import { EyeIcon, LeaveIcon, SettingsIcon } from '../components/icons.tsx'
import { LeaveDialog } from '../components/leave_dialog.tsx'
import { hasChoice, SettingsDialog } from '../components/settings_dialog.tsx'
import type { Call } from '../models/call_types.ts'

type Open = 'nothing' | 'settings' | 'leave'

export function Controls({ call }: { readonly call: Call }): JSX.Element {
  const { messages, settings, devices } = call
  const [open, setOpen] = useState<Open>('nothing')
  const close = (): void => setOpen('nothing')
  const leave = (): void => void call.leave()
  return (
    <footer class="controls">
      <div class="dock" role="group" aria-label={messages.callControls}>
        {call.canPublish.value === true ? (
          <Switches call={call} onSettings={() => setOpen('settings')} />
        ) : (
          <p class="viewing">
            <EyeIcon />
            {messages.viewing}
          </p>
        )}
        <button
          type="button"
          class="leave"
          title={messages.leave}
          onClick={settings.confirmLeave ? () => setOpen('leave') : leave}
        >
          <LeaveIcon />
          <span>{messages.leave}</span>
        </button>
      </div>
      {open === 'settings' && <SettingsDialog devices={devices} messages={messages} onClose={close} />}
      {open === 'leave' && (
        <LeaveDialog
          title={settings.confirmTitle}
          text={settings.confirmText}
          stay={messages.stay}
          leave={messages.leave}
          onStay={close}
          onLeave={() => {
            settings.callbacks.onLeaveConfirmed()
            leave()
          }}
        />
      )}
    </footer>
  )
}

function Switches({ call, onSettings }: { readonly call: Call; readonly onSettings: () => void }): JSX.Element {
  const { messages, settings, devices } = call
  const { microphone, camera, chooseDevices, shortcuts } = settings
  return (
    <>
      {microphone.showButton && (
        <DeviceToggle device={devices.microphone} messages={messages} shortcut={shortcuts && 'D'} />
      )}
      {camera.showButton && <DeviceToggle device={devices.camera} messages={messages} shortcut={shortcuts && 'E'} />}
      {chooseDevices && hasChoice(devices) && (
        <button
          type="button"
          class="toggle"
          aria-label={messages.settings}
          title={messages.settings}
          onClick={onSettings}
        >
          <SettingsIcon />
        </button>
      )}
    </>
  )
}
