// Microphone, camera and loudspeaker of one call: opened together, listed together, watched together.
// What one device is and does is in device.ts; the machine is reached only through MediaPort.
import { signal } from '@preact/signals'
import { createSlot, type Choice, type Device, type Slot } from './device.ts'
import { DeviceError, type BrowserFamily, type DeviceOption, type DeviceTrouble, type MediaPort } from './media_port.ts'
import type { DeviceKind } from './room_types.ts'

export interface Devices {
  readonly microphone: Device
  readonly camera: Device
  readonly speaker: Choice
  readonly family: BrowserFamily
  /** Turns on what is wanted, with one permission prompt for both. Never rejects: see each device's `trouble`. */
  turnOn(wanted: Readonly<Record<DeviceKind, boolean>>): Promise<void>
  /** Ends every track, so that the camera's light goes out. */
  release(): void
  /** Loudness of the live microphone, 0 to 1. */
  watchLevel(listener: (level: number) => void): () => void
  /** Notices what is plugged in and allowed, until the returned function is called. */
  watch(): () => void
}

// What the person wanted before, and what becomes possible without another question.
const mendedByPlug: ReadonlySet<DeviceTrouble | null> = new Set<DeviceTrouble>(['none-found', 'lost'])
const mendedByAllowing: ReadonlySet<DeviceTrouble | null> = new Set<DeviceTrouble>(['denied', 'dismissed', 'system'])

export function createDevices(port: MediaPort): Devices {
  const ids = (): Record<DeviceKind, string> => ({ microphone: microphone.chosen.value, camera: camera.chosen.value })
  const refresh = async (): Promise<void> => {
    const found = await port.list()
    microphone.offer(found.microphone)
    camera.offer(found.camera)
    speaker.offer(found.speaker)
  }
  const opened = (): void => void refresh()
  const microphone = createSlot('microphone', port, ids, opened)
  const camera = createSlot('camera', port, ids, opened)
  const speaker = createSpeaker(port)

  return {
    microphone,
    camera,
    speaker,
    family: port.family,
    async turnOn(wanted) {
      if (wanted.microphone && wanted.camera) await openBoth(port, microphone, camera)
      else if (wanted.microphone) await microphone.turnOn()
      else if (wanted.camera) await camera.turnOn()
    },
    release() {
      microphone.release()
      camera.release()
    },
    watchLevel(listener) {
      const track = microphone.live.value
      return track === null ? () => {} : port.watchLevel(track, listener)
    },
    watch() {
      return port.watch({
        changed() {
          void refresh()
          for (const slot of [microphone, camera]) if (mendedByPlug.has(slot.trouble.value)) void slot.turnOn()
        },
        allowed(kind) {
          const slot = kind === 'microphone' ? microphone : camera
          if (mendedByAllowing.has(slot.trouble.value)) void slot.turnOn()
        },
      })
    },
  }
}

async function openBoth(port: MediaPort, microphone: Slot, camera: Slot): Promise<void> {
  if (microphone.live.value !== null || camera.live.value !== null) {
    await Promise.all([microphone.turnOn(), camera.turnOn()])
    return
  }
  const turns = [microphone.begin(), camera.begin()] as const
  const ids = { microphone: microphone.chosen.value, camera: camera.chosen.value }
  try {
    const [audio, video] = await port.open(['microphone', 'camera'], ids)
    if (audio !== undefined) microphone.accept(turns[0], audio)
    if (video !== undefined) camera.accept(turns[1], video)
  } catch (cause) {
    // One missing or blocked device fails both: ask again one by one. A person who said no is asked for the
    // microphone alone once more, not a third time for the camera.
    await microphone.open(turns[0])
    if (microphone.live.value === null && wasRefused(cause)) camera.fail(turns[1], cause)
    else await camera.open(turns[1])
  }
}

function wasRefused(cause: unknown): boolean {
  return cause instanceof DeviceError && ['denied', 'dismissed', 'embedded'].includes(cause.trouble)
}

function createSpeaker(port: MediaPort): Choice & { offer(options: readonly DeviceOption[]): void } {
  const options = signal<readonly DeviceOption[]>([])
  const chosen = signal('')
  return {
    options,
    chosen,
    async choose(id) {
      chosen.value = id
      port.remember('speaker', id)
    },
    offer(found) {
      options.value = found
      // A headset that was chosen before and is away today is not waited for.
      const last = port.remembered('speaker')
      chosen.value = found.some(({ id }) => id === last) ? last : ''
    },
  }
}
