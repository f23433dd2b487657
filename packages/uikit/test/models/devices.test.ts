import { describe, expect, it } from 'vitest'
import { createDevices } from '../../src/models/devices.ts'
import { createFakeMedia } from '../fakes/media.ts'

const both = { microphone: true, camera: true }

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

  it('say so when a device is unplugged', async () => {
    const media = createFakeMedia()
    const { camera } = createDevices(media)
    await camera.turnOn()
    media.tracks[0]?.unplug()
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
