// The machine's devices behind MediaPort: getUserMedia, their list, the permissions, a loudness meter. Decides nothing.
import { DeviceError, type ChoiceKind, type DeviceOption, type MediaPort } from '../models/media_port.ts'
import type { DeviceKind } from '../models/room_types.ts'
import { browserFamily } from './family.ts'
import { troubleOf } from './media_trouble.ts'

const constraints: Record<DeviceKind, MediaTrackConstraints> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, facingMode: 'user' },
}
const kinds: readonly DeviceKind[] = ['microphone', 'camera']
const levelEveryMs = 100
// Plugging in a headset is several changes in a row.
const settleMs = 500
const gestures = ['pointerdown', 'keydown'] as const

export const browserMedia: MediaPort = {
  get family() {
    return browserFamily(navigator.userAgent, navigator.maxTouchPoints)
  },
  async open(wanted, ids) {
    const devices = mediaDevices()
    if (devices === undefined) throw new DeviceError('insecure')
    try {
      return await openTracks(devices, wanted, ids)
    } catch (cause) {
      throw new DeviceError(troubleOf(cause, wanted))
    }
  },
  watchLevel(track, listener) {
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 512
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    // Before the first click or key on a page, browsers keep an audio context asleep.
    const wake = (): void => void context.resume()
    for (const gesture of gestures) addEventListener(gesture, wake)
    const samples = new Float32Array(analyser.fftSize)
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      listener(loudness(samples))
    }, levelEveryMs)
    return () => {
      clearInterval(timer)
      for (const gesture of gestures) removeEventListener(gesture, wake)
      void context.close()
    }
  },
  async list() {
    const found = (await mediaDevices()?.enumerateDevices()) ?? []
    return {
      microphone: optionsOf(found, 'audioinput'),
      camera: optionsOf(found, 'videoinput'),
      speaker: 'setSinkId' in HTMLMediaElement.prototype ? optionsOf(found, 'audiooutput') : [],
    }
  },
  watch(hear) {
    let settle: ReturnType<typeof setTimeout> | undefined
    const stop = new AbortController()
    const soon = (): void => {
      clearTimeout(settle)
      settle = setTimeout(() => hear.changed(), settleMs)
    }
    mediaDevices()?.addEventListener('devicechange', soon, { signal: stop.signal })
    for (const kind of kinds) void watchPermission(kind, () => hear.allowed(kind), stop.signal)
    return () => {
      clearTimeout(settle)
      stop.abort()
    }
  },
  remembered: (kind) => inStorage((storage) => storage.getItem(storageKey(kind))) ?? '',
  remember: (kind, id) => void inStorage((storage) => storage.setItem(storageKey(kind), id)),
}

type Ids = Readonly<Record<DeviceKind, string>>

/** What was chosen last time may have been sold since: then whatever there is. */
async function openTracks(devices: MediaDevices, wanted: readonly DeviceKind[], ids: Ids): Promise<MediaStreamTrack[]> {
  const ask = (kind: DeviceKind): MediaTrackConstraints | false =>
    wanted.includes(kind) && constraintsOf(kind, ids[kind])
  try {
    const stream = await devices.getUserMedia({ audio: ask('microphone'), video: ask('camera') })
    return wanted.flatMap((kind) => (kind === 'microphone' ? stream.getAudioTracks() : stream.getVideoTracks()))
  } catch (cause) {
    const gone = cause instanceof OverconstrainedError && wanted.some((kind) => ids[kind] !== '')
    if (!gone) throw cause
    return openTracks(devices, wanted, { microphone: '', camera: '' })
  }
}

/** A chosen camera may look away from the person: then the wish for one that faces them must not stand against the choice. */
function constraintsOf(kind: DeviceKind, id: string): MediaTrackConstraints {
  const { facingMode, ...rest } = constraints[kind]
  if (id !== '') return { ...rest, deviceId: { exact: id } }
  return facingMode === undefined ? rest : { ...rest, facingMode }
}

/** Plain http gives a page no devices at all: `mediaDevices` is absent there, whatever its type says. */
function mediaDevices(): MediaDevices | undefined {
  return navigator.mediaDevices
}

/** Real devices only: Chromium lists its default and the one for calls a second time under made-up ids. */
function optionsOf(found: readonly MediaDeviceInfo[], kind: MediaDeviceKind): DeviceOption[] {
  const ofKind = found.filter((device) => device.kind === kind)
  const group = ofKind.find(({ deviceId }) => deviceId === 'default')?.groupId
  return ofKind
    .filter(({ deviceId, label }) => label !== '' && !['', 'default', 'communications'].includes(deviceId))
    .toSorted((one, other) => Number(other.groupId === group) - Number(one.groupId === group))
    .map(({ deviceId, label }) => ({ id: deviceId, label: plain(label) }))
}

/** `FaceTime HD Camera (05ac:8514)` → without the numbers of its plug. */
function plain(label: string): string {
  return label.replace(/ \([\da-f]{4}:[\da-f]{4}\)$/i, '')
}

async function watchPermission(kind: DeviceKind, onAllowed: () => void, signal: AbortSignal): Promise<void> {
  try {
    const status = await navigator.permissions.query({ name: kind })
    status.addEventListener('change', () => status.state === 'granted' && onAllowed(), { signal })
  } catch {
    // A browser that does not tell: "Try again" does the same by hand.
  }
}

const storageKey = (kind: ChoiceKind): string => `roompass.${kind}`

/** Storage is absent in some frames and full on some machines; a choice that is not remembered is no loss. */
function inStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(localStorage)
  } catch {
    return null
  }
}

/** Root mean square in decibels, with -60 dB as silence and -12 dB as full scale. */
function loudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibels = 10 * Math.log10(sum / samples.length + 1e-12)
  return Math.min(1, Math.max(0, (decibels + 60) / 48))
}
