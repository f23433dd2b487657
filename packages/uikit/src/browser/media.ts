// The machine's microphone and camera behind MediaPort: getUserMedia and a loudness meter. Decides nothing.
import { DeviceError, type DeviceTrouble, type MediaPort } from '../models/devices.ts'
import type { DeviceKind } from '../models/room_types.ts'

const constraints: Record<DeviceKind, MediaTrackConstraints> = {
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  camera: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, facingMode: 'user' },
}

const levelEveryMs = 100
const gestures = ['pointerdown', 'keydown'] as const

export const browserMedia: MediaPort = {
  async open(kinds) {
    // Plain http gives a page no devices at all: `mediaDevices` is absent there, whatever its type says.
    const devices = navigator.mediaDevices as MediaDevices | undefined
    if (devices === undefined) throw new DeviceError('insecure')
    try {
      const stream = await devices.getUserMedia({
        audio: kinds.includes('microphone') && constraints.microphone,
        video: kinds.includes('camera') && constraints.camera,
      })
      return kinds.flatMap((kind) => (kind === 'microphone' ? stream.getAudioTracks() : stream.getVideoTracks()))
    } catch (cause) {
      throw new DeviceError(troubleOf(cause))
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
}

/** Root mean square in decibels, with -60 dB as silence and -12 dB as full scale. */
function loudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  const decibels = 10 * Math.log10(sum / samples.length + 1e-12)
  return Math.min(1, Math.max(0, (decibels + 60) / 48))
}

function troubleOf(cause: unknown): DeviceTrouble {
  switch (cause instanceof DOMException ? cause.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none-found'
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use'
    default:
      return 'failed'
  }
}
