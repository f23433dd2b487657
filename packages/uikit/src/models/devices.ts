// Microphone and camera as signals: wanted, live, pending, in trouble. Reaches the machine only through MediaPort.
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import type { DeviceKind } from './room_types.ts'

/** Why a device does not run. `lost`: it ran and stopped (unplugged, taken by the system). */
export type DeviceTrouble = 'denied' | 'none-found' | 'in-use' | 'insecure' | 'lost' | 'failed'

/** The machine's devices; `src/browser/media.ts` is the real one. */
export interface MediaPort {
  /** One track per kind asked for, in one permission prompt. Rejects with `DeviceError`. */
  open(kinds: readonly DeviceKind[]): Promise<readonly MediaStreamTrack[]>
  /** Calls back about ten times a second with the loudness of `track`, 0 to 1, until the returned function is called. */
  watchLevel(track: MediaStreamTrack, listener: (level: number) => void): () => void
}

/** A device did not start; `trouble` says why. */
export class DeviceError extends Error {
  readonly trouble: DeviceTrouble
  constructor(trouble: DeviceTrouble) {
    super(`the device did not start: ${trouble}`)
    this.name = 'DeviceError'
    this.trouble = trouble
  }
}

export interface Device {
  readonly kind: DeviceKind
  /** What others get: the running track, or null while off. */
  readonly live: ReadonlySignal<MediaStreamTrack | null>
  readonly on: ReadonlySignal<boolean>
  readonly pending: ReadonlySignal<boolean>
  readonly trouble: ReadonlySignal<DeviceTrouble | null>
  turnOn(): Promise<void>
  turnOff(): void
  toggle(): Promise<void>
}

export interface Devices {
  readonly microphone: Device
  readonly camera: Device
  /** Turns on what is wanted, with one permission prompt for both. Never rejects: see each device's `trouble`. */
  turnOn(wanted: Readonly<Record<DeviceKind, boolean>>): Promise<void>
  /** Ends every track, so that the camera's light goes out. */
  release(): void
  /** Loudness of the live microphone, 0 to 1. */
  watchLevel(listener: (level: number) => void): () => void
}

interface Slot extends Device {
  begin(): number
  accept(turn: number, track: MediaStreamTrack): void
  fail(turn: number, cause: unknown): void
  release(): void
}

export function createDevices(port: MediaPort): Devices {
  const microphone = createSlot('microphone', port)
  const camera = createSlot('camera', port)

  return {
    microphone,
    camera,
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
  }
}

async function openBoth(port: MediaPort, microphone: Slot, camera: Slot): Promise<void> {
  if (microphone.live.value !== null || camera.live.value !== null) {
    await Promise.all([microphone.turnOn(), camera.turnOn()])
    return
  }
  const turns = [microphone.begin(), camera.begin()] as const
  try {
    const [audio, video] = await port.open(['microphone', 'camera'])
    if (audio !== undefined) microphone.accept(turns[0], audio)
    if (video !== undefined) camera.accept(turns[1], video)
  } catch (cause) {
    // One missing or blocked device fails both: ask again one by one. A person who said no is asked for the
    // microphone alone once more, not a third time for the camera.
    await retry(port, microphone, turns[0])
    if (microphone.live.value === null && troubleOf(cause) === 'denied') camera.fail(turns[1], cause)
    else await retry(port, camera, turns[1])
  }
}

async function retry(port: MediaPort, slot: Slot, turn: number): Promise<void> {
  try {
    const [track] = await port.open([slot.kind])
    if (track !== undefined) slot.accept(turn, track)
  } catch (cause) {
    slot.fail(turn, cause)
  }
}

function createSlot(kind: DeviceKind, port: MediaPort): Slot {
  const track = signal<MediaStreamTrack | null>(null)
  const on = signal(false)
  const pending = signal(false)
  const trouble = signal<DeviceTrouble | null>(null)
  // Counts requests: a track that arrives after the person changed their mind is stopped, not used.
  let turn = 0

  const slot: Slot = {
    kind,
    on,
    pending,
    trouble,
    live: computed(() => (on.value ? track.value : null)),
    begin() {
      pending.value = true
      trouble.value = null
      return (turn += 1)
    },
    accept(of, fresh) {
      if (of !== turn) return fresh.stop()
      track.value = fresh
      on.value = true
      pending.value = false
      fresh.addEventListener('ended', () => {
        if (track.value !== fresh) return
        slot.release()
        trouble.value = 'lost'
      })
    },
    fail(of, cause) {
      if (of !== turn) return
      pending.value = false
      trouble.value = troubleOf(cause)
    },
    async turnOn() {
      if (on.value || pending.value) return
      // A muted microphone keeps its track: unmuting is instant and does not switch a headset's profile.
      if (track.value !== null) {
        track.value.enabled = true
        on.value = true
        return
      }
      await retry(port, slot, slot.begin())
    },
    turnOff() {
      if (kind === 'camera' || track.value === null) return slot.release()
      track.value.enabled = false
      on.value = false
    },
    async toggle() {
      if (on.value || pending.value) slot.turnOff()
      else await slot.turnOn()
    },
    release() {
      turn += 1
      const old = track.value
      on.value = false
      pending.value = false
      track.value = null
      old?.stop()
    },
  }
  return slot
}

function troubleOf(cause: unknown): DeviceTrouble {
  return cause instanceof DeviceError ? cause.trouble : 'failed'
}
