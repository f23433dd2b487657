// Pretend devices for the gallery: a camera that films a drawing, a microphone that hears something.
import { DeviceError, type MediaPort } from '../../src/models/media_port.ts'
import { personStream } from './people.ts'
import type { State } from './states.ts'

const several = {
  microphone: [
    { id: 'built-in', label: 'Built-in microphone' },
    { id: 'headset', label: 'Jabra Evolve2 65 with a rather long name' },
  ],
  camera: [
    { id: 'built-in', label: 'FaceTime HD camera' },
    { id: 'desk', label: 'Logitech BRIO' },
  ],
  speaker: [
    { id: 'built-in', label: 'Built-in loudspeakers' },
    { id: 'headset', label: 'Jabra Evolve2 65' },
  ],
}
const withChoice: readonly State['kind'][] = ['pickers', 'settings', 'room', 'muted']

export function pretendMedia(kind: State['kind']): MediaPort {
  return {
    family: 'chromium',
    async open(kinds, ids) {
      if (kind === 'blocked') throw new DeviceError('denied')
      if (kind === 'lost' && kinds.includes('camera')) throw new DeviceError('in-use')
      if (kind === 'sound') holdBackSound()
      return kinds.flatMap((one) => {
        const [track] = one === 'camera' ? personStream(0).getVideoTracks() : silence().getAudioTracks()
        if (track === undefined) throw new DeviceError('failed')
        const deviceId = ids[one] || 'built-in'
        return Object.assign(track, { getSettings: () => ({ deviceId }) })
      })
    },
    watchLevel(_track, listener) {
      const timer = setInterval(() => listener(0.55), 100)
      return () => clearInterval(timer)
    },
    list: async () => (withChoice.includes(kind) ? several : { microphone: [], camera: [], speaker: [] }),
    watch: () => () => {},
    remembered: () => '',
    remember() {},
  }
}

function silence(): MediaStream {
  return new AudioContext().createMediaStreamDestination().stream
}

/** As a browser does to a page that nobody has clicked on yet: over the inherited method stands one that refuses. */
function holdBackSound(): void {
  HTMLAudioElement.prototype.play = async () => {
    throw new DOMException('not yet', 'NotAllowedError')
  }
}

/** Takes that back: what is inherited shows again. */
export function letSoundThrough(): void {
  Reflect.deleteProperty(HTMLAudioElement.prototype, 'play')
}
