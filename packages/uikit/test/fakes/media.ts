// Devices without a machine: tracks that stop, devices that are missing or blocked.
import { DeviceError, type DeviceTrouble, type MediaPort } from '../../src/models/devices.ts'
import type { DeviceKind } from '../../src/models/room_types.ts'

export class FakeTrack extends EventTarget {
  readonly kind: string
  enabled = true
  readyState: 'live' | 'ended' = 'live'
  constructor(kind: DeviceKind) {
    super()
    this.kind = kind === 'microphone' ? 'audio' : 'video'
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
  trouble: Partial<Record<DeviceKind, DeviceTrouble>>
}

export function createFakeMedia(trouble: FakeMedia['trouble'] = {}): FakeMedia {
  const media: FakeMedia = {
    asked: [],
    tracks: [],
    trouble,
    async open(kinds) {
      media.asked.push(kinds.join('+'))
      await Promise.resolve()
      const failing = kinds.map((kind) => media.trouble[kind]).find((one) => one !== undefined)
      if (failing !== undefined) throw new DeviceError(failing)
      const tracks = kinds.map((kind) => new FakeTrack(kind))
      media.tracks.push(...tracks)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the models use no more of a track than this
      return tracks as unknown as MediaStreamTrack[]
    },
    watchLevel: () => () => {},
  }
  return media
}
