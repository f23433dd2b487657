import { describe, expect, it } from 'vitest'
import { createSound } from '../../src/models/sound.ts'

const blocked = (): Error => Object.assign(new Error('blocked'), { name: 'NotAllowedError' })
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

describe('the sound of the others', () => {
  it('asks for a click when the browser holds it back, and starts everyone with that one click', async () => {
    const sound = createSound()
    let allowed = false
    let playing = 0
    const play = (): Promise<void> => {
      if (!allowed) return Promise.reject(blocked())
      playing += 1
      return Promise.resolve()
    }
    sound.add(() => play())
    sound.add(() => play())
    await settled()
    expect(sound.blocked.value).toBe(true)
    allowed = true
    await sound.turnOn()
    expect([sound.blocked.value, playing]).toEqual([false, 2])
  })

  it('asks for nothing when a person left before their sound began, or when it failed for another reason', async () => {
    const sound = createSound()
    const forget = sound.add(() => Promise.reject(blocked()))
    sound.add(() => Promise.reject(new Error('removed')))
    forget()
    await settled()
    expect(sound.blocked.value).toBe(false)
  })
})
