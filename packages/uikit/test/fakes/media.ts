// Devices without a machine: tracks that stop, devices that are missing or blocked, lists that change.
import {
  DeviceError,
  type ChoiceKind,
  type DeviceOption,
  type DeviceTrouble,
  type MediaPort,
} from '../../src/models/media_port.ts'
import type { DeviceKind } from '../../src/models/room_types.ts'

export class FakeTrack extends EventTarget {
  readonly kind: string
  readonly deviceId: string
  enabled = true
  readyState: 'live' | 'ended' = 'live'
  constructor(kind: DeviceKind, deviceId: string) {
    super()
    this.kind = kind === 'microphone' ? 'audio' : 'video'
    this.deviceId = deviceId
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: this.deviceId }
  }
  stop(): void {
    this.readyState = 'ended'
  }
  unplug(): void {
    this.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }
}

export interface FakeMedia extends MediaPort {
  /** Every request, in order, as `microphone+camera` or `camera`. */
  readonly asked: string[]
  readonly tracks: FakeTrack[]
  readonly memory: Map<ChoiceKind, string>
  /** What is plugged in, by id; the first of a kind is the default. */
  plugged: Record<ChoiceKind, string[]>
  trouble: Partial<Record<DeviceKind, DeviceTrouble>>
  readonly watching: number
  changed(): void
  allow(kind: DeviceKind): void
}

export function createFakeMedia(trouble: FakeMedia['trouble'] = {}): FakeMedia {
  const watchers = new Set<Parameters<MediaPort['watch']>[0]>()
  const media: FakeMedia = {
    family: 'chromium',
    asked: [],
    tracks: [],
    memory: new Map(),
    plugged: { microphone: ['mic-1'], camera: ['cam-1'], speaker: ['out-1'] },
    trouble,
    async open(kinds, ids) {
      media.asked.push(kinds.join('+'))
      await Promise.resolve()
      const failing = kinds.map((kind) => media.trouble[kind]).find((one) => one !== undefined)
      if (failing !== undefined) throw new DeviceError(failing)
      const tracks = kinds.map((kind) => {
        const there = media.plugged[kind]
        return new FakeTrack(kind, there.find((id) => id === ids[kind]) ?? there[0] ?? '')
      })
      media.tracks.push(...tracks)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the models use no more of a track than this
      return tracks as unknown as MediaStreamTrack[]
    },
    watchLevel: () => () => {},
    list: async () => ({
      microphone: optionsOf(media.plugged.microphone),
      camera: optionsOf(media.plugged.camera),
      speaker: optionsOf(media.plugged.speaker),
    }),
    watch(hear) {
      watchers.add(hear)
      return () => watchers.delete(hear)
    },
    remembered: (kind) => media.memory.get(kind) ?? '',
    remember: (kind, id) => void media.memory.set(kind, id),
    get watching() {
      return watchers.size
    },
    changed: () => watchers.forEach((hear) => hear.changed()),
    allow: (kind) => watchers.forEach((hear) => hear.allowed(kind)),
  }
  return media
}

function optionsOf(ids: readonly string[]): DeviceOption[] {
  return ids.map((id) => ({ id, label: `The ${id}` }))
}
