import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../../src/browser/mount.tsx'
import { createCall, type Call } from '../../src/models/call.ts'
import { DeviceError, type DeviceTrouble, type MediaPort } from '../../src/models/devices.ts'
import { settingsOf } from '../../src/models/settings.ts'
import type { RoomConfig } from '../../src/room_config.ts'
import { fakePerson, FakeRoomClient, type FakeRoomOptions } from '../fakes/room_client.ts'
import { personStream } from '../gallery/people.ts'

let cleanUp = (): Promise<void> => Promise.resolve()
afterEach(() => cleanUp())

function mediaWith(trouble?: DeviceTrouble): MediaPort {
  return {
    async open(kinds) {
      await Promise.resolve()
      if (trouble !== undefined) throw new DeviceError(trouble)
      return kinds.flatMap((kind) =>
        kind === 'camera'
          ? personStream(1).getVideoTracks()
          : new AudioContext().createMediaStreamDestination().stream.getAudioTracks(),
      )
    },
    watchLevel: () => () => {},
  }
}

interface Scene {
  readonly call: Call
  readonly room: FakeRoomClient
  readonly root: ShadowRoot
  readonly host: HTMLElement
}

async function setUp(config: RoomConfig = {}, answer: FakeRoomOptions = {}, trouble?: DeviceTrouble): Promise<Scene> {
  await page.viewport(1280, 800)
  const container = document.createElement('div')
  container.style.setProperty('height', '760px')
  document.body.append(container)
  const room = new FakeRoomClient(answer, 'Ada')
  const settings = settingsOf(config, (error) => {
    throw error
  })
  const call = createCall({
    kitToken: 'token',
    face: { roomId: 'studio', userId: 'ada', userName: 'Ada' },
    settings,
    messages: settings.messages,
    ports: {
      openRoom: () => room,
      media: mediaWith(trouble),
      later(run, ms) {
        const timer = setTimeout(run, Math.min(ms, 50))
        return () => clearTimeout(timer)
      },
    },
  })
  const unmount = mount(call, container)
  await call.start()
  const host = container.querySelector<HTMLElement>('[data-roompass]')
  if (host?.shadowRoot == null) throw new Error('the kit has no shadow root')
  cleanUp = async () => {
    unmount()
    await call.dispose()
    container.remove()
  }
  return { call, room, root: host.shadowRoot, host }
}

const button = (name: string | RegExp) => page.getByRole('button', { name })

/** Every control that Tab reaches, by its accessible name, until the focus leaves the kit. */
async function tabbed(root: ShadowRoot): Promise<string[]> {
  // Tab goes on from where the last click was; a control before the kit makes it start at the kit's first one.
  const before = document.createElement('button')
  root.host.before(before)
  before.focus()
  const names: string[] = []
  for (let presses = 0; presses < 30; presses += 1) {
    await userEvent.tab()
    const focused = root.activeElement
    if (focused === null) break
    const name = focused.getAttribute('aria-label') ?? focused.closest('label')?.innerText ?? focused.textContent
    if (names.includes(name)) break
    names.push(name)
  }
  before.remove()
  return names
}

async function violations(host: HTMLElement): Promise<string[]> {
  const { violations: found } = await axe.run(host, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { region: { enabled: false } },
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
}

describe('from pre-join to the room and out again', () => {
  it('is a walk of four clicks', async () => {
    const { call, room, root } = await setUp(
      {},
      { inside: [fakePerson('grace', { userName: 'Grace', stream: personStream(2) })] },
    )
    await expect.element(page.getByLabelText('Your name')).toHaveValue('Ada')
    await button('Join').click()
    await expect.element(page.getByRole('group', { name: 'Ada (you)' })).toBeVisible()
    await expect.element(page.getByRole('group', { name: 'Grace' })).toBeVisible()
    expect(root.querySelectorAll('.tile video')).toHaveLength(2)
    room.arrive(fakePerson('alan', { userName: 'Alan', microphone: false, camera: false }))
    await expect.element(page.getByRole('group', { name: 'Alan, microphone off' })).toBeVisible()
    await expect.element(page.getByText('Alan joined')).toBeVisible()
    await button('Leave').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
    await expect.element(page.getByRole('heading', { name: 'You left the room' })).toBeVisible()
    await button('Rejoin').click()
    await expect.element(page.getByRole('group', { name: 'Call controls' })).toBeVisible()
    expect(call.phase.value.name).toBe('room')
  })

  it('shows names as text, whatever stands in them', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const { root } = await setUp({ showPreJoinView: false }, { inside: [fakePerson('eve', { userName: name })] })
    await expect.element(page.getByRole('group', { name })).toBeVisible()
    expect(root.querySelector('img')).toBeNull()
  })

  it('moves the focus into each new view', async () => {
    const { root } = await setUp({ showLeaveRoomConfirmDialog: false })
    await button('Join').click()
    await expect.poll(() => root.activeElement?.textContent).toBe('studio')
    await button('Leave').click()
    await expect.poll(() => root.activeElement?.textContent).toBe('You left the room')
  })

  it('leaves no trace on the page', async () => {
    await setUp()
    await cleanUp()
    cleanUp = () => Promise.resolve()
    expect(document.querySelector('[data-roompass]')).toBeNull()
  })
})

describe('the keyboard', () => {
  it('reaches every control of the pre-join view', async () => {
    const { root } = await setUp()
    expect(await tabbed(root)).toEqual(['Microphone', 'Camera', 'Your name', 'Join'])
  })

  it('reaches every control of the room, and toggles with the space bar', async () => {
    const { root, call } = await setUp()
    await button('Join').click()
    await expect.element(page.getByRole('group', { name: 'Call controls' })).toBeVisible()
    expect(await tabbed(root)).toEqual(['Microphone', 'Camera', 'Leave'])
    root.querySelector<HTMLElement>('[aria-label="Microphone"]')?.focus()
    await userEvent.keyboard(' ')
    await expect.element(button('Microphone')).toHaveAttribute('aria-pressed', 'false')
    expect(call.devices.microphone.on.value).toBe(false)
  })

  it('closes the question before leaving with Escape, and is back on Leave', async () => {
    const { root, call } = await setUp()
    await button('Join').click()
    await expect.element(button('Leave')).toBeVisible()
    root.querySelector<HTMLElement>('.leave')?.focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('dialog', { name: 'Leave the room?' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => root.querySelector('dialog')).toBeNull()
    expect(root.activeElement?.className).toBe('leave')
    expect(call.phase.value.name).toBe('room')
  })

  it('has targets of at least 44 pixels', async () => {
    const { root } = await setUp()
    const small = (): string[] =>
      [...root.querySelectorAll('button, input')]
        .filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44)
        .map((one) => one.className)
    expect(small()).toEqual([])
    await button('Join').click()
    await expect.element(button('Leave')).toBeVisible()
    expect(small()).toEqual([])
  })
})

describe('what goes wrong', () => {
  it('is told beside Join in a sentence, and Join stays', async () => {
    const { root } = await setUp({}, { refuse: 'room_full' })
    await button('Join').click()
    await expect
      .poll(() => root.querySelector('[role=alert]')?.textContent)
      .toMatch(/^The room is full\. Everyone it can hold is inside\./)
    await expect.element(button('Join')).toBeEnabled()
  })

  it('does not keep someone with blocked devices out', async () => {
    const { call } = await setUp({}, {}, 'denied')
    await expect.element(page.getByText(/microphone and the camera are blocked/)).toBeVisible()
    await button('Join').click()
    await expect.poll(() => call.phase.value.name).toBe('room')
  })

  it('never stands in the way of Leave while reconnecting', async () => {
    const { room, call } = await setUp({ showPreJoinView: false, showLeaveRoomConfirmDialog: false })
    room.drop()
    await expect.element(page.getByText('Connection lost. Reconnecting…')).toBeVisible()
    await button('Leave').click()
    await expect.poll(() => call.phase.value.name).toBe('left')
  })

  it('offers no controls that a viewer may not use', async () => {
    const { root } = await setUp({ showPreJoinView: false }, { publish: false })
    await expect.element(page.getByText(/You are watching/)).toBeVisible()
    expect(await tabbed(root)).toEqual(['Leave'])
  })

  it('shows no rejoin for a pass that has expired', async () => {
    const { room, root } = await setUp({ showPreJoinView: false })
    await expect.element(button('Leave')).toBeVisible()
    room.end('token_expired')
    await expect.element(page.getByRole('heading', { name: 'Your pass has expired' })).toBeVisible()
    expect(root.querySelectorAll('button')).toHaveLength(0)
  })
})

describe.each(['light', 'dark'] as const)('accessibility rules in %s', (theme) => {
  it('hold before, in and after the room', async () => {
    const { room, host, root } = await setUp({ theme }, { refuse: 'room_full' }, 'denied')
    await button('Join').click()
    await expect.poll(() => root.querySelector('[role=alert]')?.textContent).toMatch(/full/)
    expect(await violations(host)).toEqual([])
    expect(room.state.name).toBe('ended')
    await cleanUp()

    const inside = [fakePerson('grace', { speaking: true }), fakePerson('alan', { link: 'interrupted', camera: false })]
    const next = await setUp({ theme, showPreJoinView: false }, { inside })
    next.room.drop()
    await expect.element(page.getByText('Connection lost. Reconnecting…')).toBeVisible()
    expect(await violations(next.host)).toEqual([])
    await button('Leave').click()
    await expect.element(page.getByRole('dialog')).toBeVisible()
    expect(await violations(next.host)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
    await expect.element(page.getByRole('heading')).toBeVisible()
    expect(await violations(next.host)).toEqual([])
  })
})
