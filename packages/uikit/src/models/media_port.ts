// What the models need of a machine with microphones, cameras and loudspeakers. `src/browser/media.ts` is the real one.
import type { DeviceKind } from './room_types.ts'

/**
 * Why a device does not run. `denied`: blocked for this site; `dismissed`: the question was closed without an answer;
 * `system`: the operating system keeps it from the browser; `embedded`: the page that frames this one does not pass it on;
 * `lost`: it ran and stopped (unplugged, taken away).
 */
export type DeviceTrouble =
  | 'denied'
  | 'dismissed'
  | 'system'
  | 'embedded'
  | 'insecure'
  | 'none-found'
  | 'in-use'
  | 'lost'
  | 'failed'

/** What can be chosen: the two that send, and where the sound of the others comes out. */
export type ChoiceKind = DeviceKind | 'speaker'

/** One device of the machine, by the name that its owner knows. */
export interface DeviceOption {
  readonly id: string
  readonly label: string
}

export type DeviceOptions = Readonly<Record<ChoiceKind, readonly DeviceOption[]>>

/** Browsers that differ in how a person allows a device after having blocked it. */
export type BrowserFamily = 'chromium' | 'android' | 'firefox' | 'safari' | 'ios'

/** The machine's devices. */
export interface MediaPort {
  readonly family: BrowserFamily
  /**
   * One track per kind asked for, in one permission prompt; of the device in `ids` where there is one and it is still there.
   * Rejects with `DeviceError`.
   */
  open(kinds: readonly DeviceKind[], ids: Readonly<Record<DeviceKind, string>>): Promise<readonly MediaStreamTrack[]>
  /** Calls back about ten times a second with the loudness of `track`, 0 to 1, until the returned function is called. */
  watchLevel(track: MediaStreamTrack, listener: (level: number) => void): () => void
  /** The devices with their names, the system's default first. Browsers name none before one was allowed: then none is listed. */
  list(): Promise<DeviceOptions>
  /** `changed`: something was plugged in or out. `allowed`: the person has just allowed a kind in the browser's settings. */
  watch(hear: { changed(): void; allowed(kind: DeviceKind): void }): () => void
  /** What was chosen at an earlier visit to this site; '' for nothing. */
  remembered(kind: ChoiceKind): string
  remember(kind: ChoiceKind, id: string): void
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
