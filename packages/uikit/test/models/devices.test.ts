import { describe, expect, it } from 'vitest'
import { createDevices } from '../../src/models/devices.ts'
import { createFakeMedia } from '../fakes/media.ts'

const both = { microphone: true, camera: true }
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

describe('microphone and camera', () => {
  it('start with one permission prompt for both', async () => {
    const media = createFakeMedia()
    const devices = createDevices(media)
    await devices.turnOn(both)
    expect(media.asked).toEqual(['microphone+camera'])
    expect(devices.microphone.live.value?.kind).toBe('audio')
    expect(devices.camera.live.value?.kind).toBe('video')
  })

  it('are not asked for when not wanted', async () => {
    const media = createFakeMedia()
    await createDevices(media).turnOn({ microphone: false, camera: false })
    expect(media.asked).toEqual([])
  })

  it('give the microphone when only the camera is missing', async () => {
    const media = createFakeMedia({ camera: 'none-found' })
    const devices = createDevices(media)
    await devices.turnOn(both)
    expect(devices.microphone.on.value).toBe(true)
    expect(devices.camera.trouble.value).toBe('none-found')
    expect(devices.camera.pending.value).toBe(false)
  })

  it('do not ask a third time someone who said no', async () => {
    const media = createFakeMedia({ microphone: 'denied', camera: 'denied' })
    const devices = createDevices(media)
    await devices.turnOn(both)
    expect(media.asked).toEqual(['microphone+camera', 'microphone'])
    expect([devices.microphone.trouble.value, devices.camera.trouble.value]).toEqual(['denied', 'denied'])
  })

  it('come back after the trouble is mended', async () => {
    const media = createFakeMedia({ camera: 'in-use' })
    const { camera } = createDevices(media)
    await camera.turnOn()
    media.trouble = {}
    await camera.turnOn()
    expect([camera.on.value, camera.trouble.value]).toEqual([true, null])
  })

  it('mute the microphone without giving it back, and unmute it without asking', async () => {
    const media = createFakeMedia()
    const { microphone } = createDevices(media)
    await microphone.turnOn()
    await microphone.toggle()
    expect([microphone.live.value, media.tracks[0]?.enabled, media.tracks[0]?.readyState]).toEqual([
      null,
      false,
      'live',
    ])
    await microphone.toggle()
    expect([media.tracks[0]?.enabled, media.asked]).toEqual([true, ['microphone']])
  })

  it('end the camera when it is turned off, so that its light goes out', async () => {
    const media = createFakeMedia()
    const { camera } = createDevices(media)
    await camera.turnOn()
    await camera.toggle()
    expect(media.tracks[0]?.readyState).toBe('ended')
  })

  it('stop a track that arrives after the person changed their mind', async () => {
    const media = createFakeMedia()
    const { camera } = createDevices(media)
    const opening = camera.turnOn()
    camera.turnOff()
    await opening
    expect([camera.live.value, media.tracks[0]?.readyState]).toEqual([null, 'ended'])
  })

  it('go on with another one when the one in use is unplugged', async () => {
    const media = createFakeMedia()
    media.plugged.camera = ['cam-1', 'cam-2']
    const { camera } = createDevices(media)
    await camera.turnOn()
    media.plugged.camera = ['cam-2']
    media.tracks[0]?.unplug()
    await settled()
    expect([camera.on.value, camera.trouble.value, camera.chosen.value]).toEqual([true, null, 'cam-2'])
  })

  it('say so when the only one is unplugged', async () => {
    const media = createFakeMedia()
    const { camera } = createDevices(media)
    await camera.turnOn()
    media.trouble = { camera: 'none-found' }
    media.tracks[0]?.unplug()
    await settled()
    expect([camera.on.value, camera.trouble.value]).toEqual([false, 'lost'])
  })

  it('leave nothing running when released', async () => {
    const media = createFakeMedia()
    const devices = createDevices(media)
    await devices.turnOn(both)
    devices.microphone.turnOff()
    devices.release()
    expect(media.tracks.map((track) => track.readyState)).toEqual(['ended', 'ended'])
  })
})

describe('choosing a device', () => {
  it('lists what is there once one has been allowed', async () => {
    const media = createFakeMedia()
    media.plugged.microphone = ['mic-1', 'mic-2']
    const { microphone } = createDevices(media)
    expect(microphone.options.value).toEqual([])
    await microphone.turnOn()
    await settled()
    expect(microphone.options.value.map(({ id }) => id)).toEqual(['mic-1', 'mic-2'])
    expect(microphone.chosen.value).toBe('mic-1')
  })

  it('changes what others get, and ends the one before', async () => {
    const media = createFakeMedia()
    media.plugged.camera = ['cam-1', 'cam-2']
    const { camera } = createDevices(media)
    await camera.turnOn()
    await camera.choose('cam-2')
    expect(camera.live.value?.getSettings().deviceId).toBe('cam-2')
    expect(media.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'live'])
  })

  it('turns nothing on that was off', async () => {
    const media = createFakeMedia()
    const { camera } = createDevices(media)
    await camera.choose('cam-2')
    expect([camera.on.value, camera.chosen.value, media.asked]).toEqual([false, 'cam-2', []])
  })

  it('unmutes the microphone that was chosen while muted', async () => {
    const media = createFakeMedia()
    media.plugged.microphone = ['mic-1', 'mic-2']
    const { microphone } = createDevices(media)
    await microphone.turnOn()
    microphone.turnOff()
    await microphone.choose('mic-2')
    expect(microphone.on.value).toBe(false)
    await microphone.turnOn()
    expect(microphone.live.value?.getSettings().deviceId).toBe('mic-2')
  })

  it('is remembered, and forgotten where the device is not there today', async () => {
    const media = createFakeMedia()
    media.plugged.camera = ['cam-1', 'cam-2']
    await createDevices(media).camera.choose('cam-2')
    const again = createDevices(media)
    await again.camera.turnOn()
    expect(again.camera.chosen.value).toBe('cam-2')
    media.plugged.camera = ['cam-1']
    const later = createDevices(media)
    await later.camera.turnOn()
    expect(later.camera.chosen.value).toBe('cam-1')
  })

  it('keeps the loudspeaker that was chosen for as long as it is plugged in', async () => {
    const media = createFakeMedia()
    media.plugged.speaker = ['out-1', 'out-2']
    const devices = createDevices(media)
    const stop = devices.watch()
    await devices.speaker.choose('out-2')
    await devices.microphone.turnOn()
    await settled()
    expect(devices.speaker.chosen.value).toBe('out-2')
    media.plugged.speaker = ['out-1']
    media.changed()
    await settled()
    expect(devices.speaker.chosen.value).toBe('')
    stop()
  })
})

describe('what is plugged in and allowed later', () => {
  it.each([
    ['none-found', 'plugged in', true],
    ['lost', 'plugged in', true],
    ['denied', 'plugged in', false],
    ['denied', 'allowed', true],
    ['system', 'allowed', true],
    ['in-use', 'allowed', false],
  ] as const)('after the trouble %s and being %s turns the device on: %s', async (trouble, event, expected) => {
    const media = createFakeMedia({ camera: trouble })
    const devices = createDevices(media)
    const stop = devices.watch()
    await devices.camera.turnOn()
    media.trouble = {}
    if (event === 'allowed') media.allow('camera')
    else media.changed()
    await settled()
    expect(devices.camera.on.value).toBe(expected)
    stop()
    expect(media.watching).toBe(0)
  })

  it('turns on nothing that nobody wanted', async () => {
    const media = createFakeMedia()
    const devices = createDevices(media)
    devices.watch()
    media.changed()
    media.allow('microphone')
    await settled()
    expect(media.asked).toEqual([])
  })
})
