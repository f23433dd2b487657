import { afterEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { read } from '@roompass/token'
import { UIKitPrebuilt as ZegoUIKitPrebuilt } from '../src/index.ts'
import { fakeKitToken } from './fakes/kit_token.ts'

const face = { roomId: 'studio', userId: 'ada', userName: 'Ada Lovelace' }
const token04 = fakeKitToken(face).split('#')[0] ?? ''

let cleanUp = (): Promise<void> => Promise.resolve()
afterEach(async () => {
  vi.restoreAllMocks()
  await cleanUp()
  cleanUp = () => Promise.resolve()
})

describe('the class for pages written for ZEGOCLOUD', () => {
  it('runs the page of their documentation', async () => {
    const root = document.createElement('div')
    root.id = 'root'
    document.body.append(root)

    const kitToken = ZegoUIKitPrebuilt.generateKitTokenForProduction(
      1234567890,
      token04,
      'studio',
      'ada',
      'Ada Lovelace',
    )
    const zp = ZegoUIKitPrebuilt.create(kitToken)
    cleanUp = async () => {
      await zp.destroy()
      root.remove()
    }
    await zp.joinRoom({
      container: document.querySelector('#root'),
      scenario: { mode: ZegoUIKitPrebuilt.OneONoneCall },
    })

    await expect.element(page.getByLabelText('Your name')).toHaveValue('Ada Lovelace')
    await expect.element(page.getByRole('button', { name: 'Camera' })).toHaveAttribute('aria-pressed', 'true')
    expect(zp.getRoomID()).toBe('studio')
    expect(zp.localStream?.getTracks().map((track) => track.kind)).toEqual(['audio', 'video'])
    expect(read(kitToken)).toMatchObject({ appId: 1234567890, ...face })
  })

  it('is one kit until destroy, and warns of a second create', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue()
    const first = ZegoUIKitPrebuilt.create(fakeKitToken(face))
    cleanUp = () => first.destroy()
    expect(ZegoUIKitPrebuilt.create(fakeKitToken({ ...face, roomId: 'attic' }))).toBe(first)
    expect(first.getRoomID()).toBe('studio')
    expect(warned).toHaveBeenCalledOnce()
    await first.destroy()
    const second = ZegoUIKitPrebuilt.create(fakeKitToken({ ...face, roomId: 'attic' }))
    cleanUp = () => second.destroy()
    expect(second).not.toBe(first)
    expect(second.getRoomID()).toBe('attic')
  })

  it('takes the calls that ask for nothing here', () => {
    const kit = ZegoUIKitPrebuilt.create(fakeKitToken(face))
    cleanUp = () => kit.destroy()
    kit.addPlugins({ ZIM: {} })
    kit.setLanguage('en-US')
    expect(kit.getVersion()).toBe(ZegoUIKitPrebuilt.getVersion())
  })
})
