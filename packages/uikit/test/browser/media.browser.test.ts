// The real port to the machine, on Chromium's pretend devices.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserMedia } from '../../src/browser/media.ts'
import { troubleOf } from '../../src/browser/media_trouble.ts'
import type { DeviceKind } from '../../src/models/room_types.ts'

const none: Record<DeviceKind, string> = { microphone: '', camera: '' }
let tracks: readonly MediaStreamTrack[] = []

afterEach(() => {
  for (const track of tracks) track.stop()
  tracks = []
  localStorage.clear()
  vi.restoreAllMocks()
})

describe('the machine', () => {
  it('gives one track per kind, from the device that was chosen', async () => {
    tracks = await browserMedia.open(['microphone', 'camera'], none)
    expect(tracks.map(({ kind }) => kind)).toEqual(['audio', 'video'])
    const { microphone, camera } = await browserMedia.list()
    const last = microphone.at(-1)
    if (last === undefined || camera.length === 0) throw new Error('Chromium pretends no devices')
    const [chosen] = await browserMedia.open(['microphone'], { ...none, microphone: last.id })
    expect(chosen?.getSettings().deviceId).toBe(last.id)
    chosen?.stop()
  })

  it('lists each device once, without Chromium’s second names for the default', async () => {
    tracks = await browserMedia.open(['microphone'], none)
    const { microphone, speaker } = await browserMedia.list()
    for (const { id, label } of [...microphone, ...speaker]) {
      expect(['default', 'communications', '']).not.toContain(id)
      expect(label).not.toBe('')
    }
  })

  it('opens the default when the device chosen last time is away', async () => {
    tracks = await browserMedia.open(['camera'], { ...none, camera: 'sold-years-ago' })
    expect(tracks[0]?.readyState).toBe('live')
  })

  it('tells of a device that is plugged in, once it has settled, until nobody listens', async () => {
    vi.useFakeTimers()
    const heard: string[] = []
    const stop = browserMedia.watch({ changed: () => void heard.push('changed'), allowed: () => {} })
    for (let times = 0; times < 3; times += 1) navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
    vi.advanceTimersByTime(500)
    stop()
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
    vi.advanceTimersByTime(500)
    vi.useRealTimers()
    expect(heard).toEqual(['changed'])
  })

  it('remembers a choice, and does without where storage is closed', () => {
    expect(browserMedia.remembered('camera')).toBe('')
    browserMedia.remember('camera', 'desk')
    expect(browserMedia.remembered('camera')).toBe('desk')
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError')
    })
    expect(browserMedia.remembered('camera')).toBe('')
  })
})

describe('a refusal of the browser', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission dismissed', 'dismissed'],
    ['NotAllowedError', 'Permission denied by system', 'system'],
    ['SecurityError', '', 'denied'],
    ['NotFoundError', 'Requested device not found', 'none-found'],
    ['OverconstrainedError', '', 'none-found'],
    ['NotReadableError', 'Could not start video source', 'in-use'],
    ['AbortError', '', 'in-use'],
    ['InvalidStateError', '', 'failed'],
  ])('%s “%s” is %s', (name, message, trouble) => {
    expect(troubleOf(new DOMException(message, name), ['camera'])).toBe(trouble)
  })

  it('that is no exception of the browser is a failure', () => {
    expect(troubleOf(new Error('x'), ['camera'])).toBe('failed')
  })
})
