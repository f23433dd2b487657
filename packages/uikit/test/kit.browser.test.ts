import { afterEach, describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { create, type Kit, type KitPorts } from '../src/kit.ts'
import { fakeKitToken } from './fakes/kit_token.ts'
import { createFakeMedia } from './fakes/media.ts'
import { FakeRoomClient } from './fakes/room_client.ts'

const kitToken = fakeKitToken({ roomId: 'studio', userId: 'ada', userName: 'Ada' })
const silent = { showPreJoinView: false, turnOnCameraWhenJoining: false, turnOnMicrophoneWhenJoining: false }

let kits: Kit[] = []
let containers: HTMLElement[] = []
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(kits.map((kit) => kit.destroy()))
  for (const element of containers) element.remove()
  kits = []
  containers = []
})

function setUp(token = kitToken) {
  const opened: { kitToken: string; serverUrl: string }[] = []
  const rooms: FakeRoomClient[] = []
  const ports: KitPorts = {
    async openRoom(options) {
      opened.push(options)
      const room = new FakeRoomClient({}, options.userName)
      rooms.push(room)
      return room
    },
    media: createFakeMedia(),
    later: () => () => {},
  }
  const kit = create(token, {}, ports)
  kits.push(kit)
  return { kit, opened, rooms }
}

function container(css: Record<string, string> = { height: '600px' }): HTMLElement {
  const element = document.createElement('div')
  for (const [name, value] of Object.entries(css)) element.style.setProperty(name, value)
  document.body.append(element)
  containers.push(element)
  return element
}

const hosts = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-roompass]')]

describe('a kit', () => {
  it('talks to the server of its own page when none is named', async () => {
    const { kit, opened } = setUp()
    await kit.joinRoom({ container: container(), ...silent })
    expect(opened).toEqual([{ kitToken, userName: 'Ada', serverUrl: location.origin }])
  })

  it('stands once, however often joinRoom is called during a call', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue()
    const { kit, rooms } = setUp()
    const place = container()
    await Promise.all([kit.joinRoom({ container: place, ...silent }), kit.joinRoom({ container: place, ...silent })])
    expect([hosts().length, rooms.length, warned.mock.calls.length]).toEqual([1, 1, 1])
  })

  it('joins anew when joinRoom is called after the call', async () => {
    const { kit, rooms } = setUp()
    const place = container()
    await kit.joinRoom({ container: place, ...silent })
    await kit.leaveRoom()
    await kit.joinRoom({ container: place, ...silent })
    expect([hosts().length, rooms.length]).toEqual([1, 2])
  })

  it('hides itself after the call when the page wants no leaving view', async () => {
    const { kit } = setUp()
    await kit.joinRoom({ ...silent, showLeavingView: false })
    expect(hosts()[0]?.offsetHeight).toBe(innerHeight)
    await kit.leaveRoom()
    expect(hosts()[0]?.hidden).toBe(true)
  })

  it('leaves the room when the page goes away', async () => {
    const { kit, rooms } = setUp()
    await kit.joinRoom({ container: container(), ...silent })
    dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(rooms[0]?.state).toEqual({ name: 'left', why: 'self' })
  })

  it('is gone after destroy, and refuses to be shown again', async () => {
    const { kit, rooms } = setUp()
    await kit.joinRoom({ container: container(), ...silent })
    await kit.destroy()
    expect(hosts()).toEqual([])
    expect(rooms[0]?.state.name).toBe('left')
    await expect(kit.joinRoom({ container: container() })).rejects.toThrow('destroyed')
  })

  it('gives up a join that is under way when destroyed', async () => {
    const { kit, rooms } = setUp()
    const joining = kit.joinRoom({ container: container(), ...silent })
    await kit.destroy()
    await joining
    expect([hosts(), rooms[0]?.listening]).toEqual([[], 0])
  })

  it.each([
    ['a height', { height: '500px' }, 500],
    ['only a least height', { 'min-height': '300px' }, innerHeight],
    ['no height', {}, innerHeight],
  ])('fills a container with %s', async (_what, css, height) => {
    const { kit } = setUp()
    await kit.joinRoom({ container: container(css), ...silent })
    expect(hosts()[0]?.offsetHeight).toBe(height)
  })

  it('says in words that a token which cannot be read is not valid', async () => {
    const { kit } = setUp('nonsense')
    await kit.joinRoom({ container: container() })
    await expect.element(page.getByRole('heading', { name: 'Your pass is not valid' })).toBeVisible()
  })

  it('names a wrong argument', async () => {
    const { kit } = setUp()
    const wrong: { container: Element } = JSON.parse('{"container":"#root"}')
    await expect(kit.joinRoom(wrong)).rejects.toThrow('container')
    expect(() => create(JSON.parse('1'))).toThrow('kitToken')
    expect(() => create(kitToken, { serverUrl: 'localhost:8787' })).toThrow('serverUrl')
  })

  it('takes a fresh token for the next join, but nothing that is no Kit Token', async () => {
    const { kit, opened } = setUp()
    const fresh = fakeKitToken({ roomId: 'attic', userId: 'ada', userName: 'Ada' })
    expect([await kit.renewToken('nonsense'), await kit.renewToken(fresh)]).toEqual([false, true])
    expect(kit.roomId).toBe('attic')
    await kit.joinRoom({ container: container(), ...silent })
    expect(opened[0]?.kitToken).toBe(fresh)
  })

  it('tells once which options have no effect, and nothing where the page does not want to hear it', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue()
    const odd = { ...silent, showScreenSharingButton: true, showPrejoinView: false }
    for (const config of [odd, odd, { ...odd, maxUsers: 2, console: 'None' }]) {
      const { kit } = setUp()
      await kit.joinRoom({ container: container(), ...config })
    }
    await expect.poll(() => warned.mock.calls.length).toBeGreaterThan(0)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(warned.mock.calls.map(([text]) => String(text))).toEqual([
      expect.stringMatching(/showScreenSharingButton, showPrejoinView\./),
    ])
  })
})
