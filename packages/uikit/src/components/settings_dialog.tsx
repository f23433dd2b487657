// Microphone, camera and loudspeaker, to be changed during the call. A choice works at once.
import type { JSX } from 'preact'
import type { Devices } from '../models/devices.ts'
import type { Messages } from '../models/messages.ts'
import { Button } from './button.tsx'
import { DevicePicker } from './device_picker.tsx'
import { Dialog } from './dialog.tsx'

export interface SettingsDialogProps {
  readonly devices: Devices
  readonly messages: Messages
  readonly onClose: () => void
}

export function SettingsDialog({ devices, messages, onClose }: SettingsDialogProps): JSX.Element {
  return (
    <Dialog
      title={messages.settingsTitle}
      onClose={onClose}
      actions={
        <Button look="primary" onClick={onClose}>
          {messages.done}
        </Button>
      }
    >
      <div class="pickers">
        <DevicePicker kind="microphone" choice={devices.microphone} messages={messages} />
        <DevicePicker kind="camera" choice={devices.camera} messages={messages} />
        <DevicePicker kind="speaker" choice={devices.speaker} messages={messages} />
      </div>
    </Dialog>
  )
}

/** Whether there is anything to choose. */
export function hasChoice({ microphone, camera, speaker }: Devices): boolean {
  return [microphone, camera, speaker].some(({ options }) => options.value.length > 1)
}
