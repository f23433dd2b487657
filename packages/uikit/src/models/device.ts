// One microphone or camera as signals: wanted, live, pending, in trouble, chosen among several. Knows nothing of the other.
import { computed, signal, type ReadonlySignal } from '@preact/signals'
import { DeviceError, type DeviceOption, type DeviceTrouble, type MediaPort } from './media_port.ts'
import type { DeviceKind } from './room_types.ts'

/** Something to choose from several. */
export interface Choice {
  readonly options: ReadonlySignal<readonly DeviceOption[]>
  /** The id of the one in use, or of the one that will be used; '' while nobody knows. */
  readonly chosen: ReadonlySignal<string>
  choose(id: string): Promise<void>
}

export interface Device extends Choice {
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

/** A device as its owner (devices.ts) handles it: opening is in two steps, so that one prompt can serve two devices. */
export interface Slot extends Device {
  begin(): number
  accept(turn: number, track: MediaStreamTrack): void
  fail(turn: number, cause: unknown): void
  open(turn: number): Promise<void>
  offer(options: readonly DeviceOption[]): void
  release(): void
}

/** `ids` says which device to open; `onOpened` is told of every track that runs. */
export function createSlot(
  kind: DeviceKind,
  port: MediaPort,
  ids: () => Record<DeviceKind, string>,
  onOpened: () => void,
): Slot {
  const track = signal<MediaStreamTrack | null>(null)
  const on = signal(false)
  const pending = signal(false)
  const trouble = signal<DeviceTrouble | null>(null)
  const options = signal<readonly DeviceOption[]>([])
  const chosen = signal(port.remembered(kind))
  // Counts requests: a track that arrives after the person changed their mind is stopped, not used.
  let turn = 0

  const reopen = async (): Promise<void> => slot.open(slot.begin())

  /** Unplugged, or taken away: once more with whatever else there is, before anybody is troubled. */
  const replace = async (): Promise<void> => {
    slot.release()
    chosen.value = ''
    await reopen()
    if (trouble.value === 'none-found') trouble.value = 'lost'
  }

  const slot: Slot = {
    kind,
    on,
    pending,
    trouble,
    options,
    chosen,
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
      chosen.value = fresh.getSettings().deviceId ?? chosen.value
      fresh.addEventListener('ended', () => {
        if (track.value === fresh) void replace()
      })
      onOpened()
    },
    fail(of, cause) {
      if (of !== turn) return
      pending.value = false
      trouble.value = cause instanceof DeviceError ? cause.trouble : 'failed'
    },
    async open(of) {
      try {
        const [fresh] = await port.open([kind], ids())
        if (fresh !== undefined) slot.accept(of, fresh)
      } catch (cause) {
        slot.fail(of, cause)
      }
    },
    async turnOn() {
      if (on.value || pending.value) return
      // A muted microphone keeps its track: unmuting is instant and does not switch a headset's profile.
      if (track.value !== null) {
        track.value.enabled = true
        on.value = true
        return
      }
      await reopen()
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
    async choose(id) {
      if (id === chosen.value) return
      const running = on.value || pending.value
      // Phones open one camera at a time: the old one goes before the new one comes.
      slot.release()
      chosen.value = id
      port.remember(kind, id)
      if (running) await reopen()
    },
    offer(found) {
      options.value = found
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
