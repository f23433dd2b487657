// A list to choose one of several devices from; nothing where there is nothing to choose.
import type { JSX } from 'preact'
import type { Choice } from '../models/device.ts'
import type { ChoiceKind } from '../models/media_port.ts'
import type { Messages } from '../models/messages.ts'
import { CameraIcon, ChevronIcon, MicrophoneIcon, SoundIcon } from './icons.tsx'

const icons = { microphone: MicrophoneIcon, camera: CameraIcon, speaker: SoundIcon }

export interface DevicePickerProps {
  readonly kind: ChoiceKind
  readonly choice: Choice
  readonly messages: Messages
}

export function DevicePicker({ kind, choice, messages }: DevicePickerProps): JSX.Element | null {
  const options = choice.options.value
  if (options.length < 2) return null
  const known = options.some(({ id }) => id === choice.chosen.value)
  const Icon = icons[kind]
  return (
    <div class="picker">
      <Icon />
      <select
        aria-label={messages.choose[kind]}
        value={known ? choice.chosen.value : options[0]?.id}
        onChange={(event) => void choice.choose(event.currentTarget.value)}
      >
        {options.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <ChevronIcon />
    </div>
  )
}
