// The microphone's and the camera's button, in the pre-join view and in the room.
import type { ComponentChildren, JSX } from 'preact'
import type { Device } from '../models/device.ts'
import type { Messages } from '../models/messages.ts'
import { CameraIcon, CameraOffIcon, MicrophoneIcon, MicrophoneOffIcon } from './icons.tsx'
import { Toggle } from './toggle.tsx'

export interface DeviceToggleProps {
  readonly device: Device
  readonly messages: Messages
  /** The letter that does the same together with Ctrl or ⌘. */
  readonly shortcut: string | false
  readonly children?: ComponentChildren
}

export function DeviceToggle({ device, messages, shortcut, children }: DeviceToggleProps): JSX.Element {
  const isMicrophone = device.kind === 'microphone'
  return (
    <Toggle
      label={messages[device.kind]}
      shortcut={shortcut}
      on={device.on.value}
      pending={device.pending.value}
      trouble={device.trouble.value !== null}
      iconOn={isMicrophone ? <MicrophoneIcon /> : <CameraIcon />}
      iconOff={isMicrophone ? <MicrophoneOffIcon /> : <CameraOffIcon />}
      onToggle={() => void device.toggle()}
    >
      {children}
    </Toggle>
  )
}
