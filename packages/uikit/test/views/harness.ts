// The views over a call on a pretend room, for the tests that press buttons.
import { page, userEvent } from 'vitest/browser'
import { mount } from '../../src/browser/mount.tsx'
import { createCall } from '../../src/models/call.ts'
import type { Call } from '../../src/models/call_types.ts'
import { DeviceError, type DeviceTrouble, type MediaPort } from '../../src/models/media_port.ts'
import { settingsOf } from '../../src/models/settings.ts'
import * as roomPart from '../../src/room_part.ts'
import type { RoomConfig } from '../../src/room_config.ts'
import { FakeRoomClient, type FakeRoomOptions } from '../fakes/room_client.ts'
import { pretendMedia } from '../gallery/media.ts'

export interface Scene {
  readonly call: Call
  readonly room: FakeRoomClient
  readonly root: ShadowRoot
  readonly host: HTMLElement
  readonly media: MediaPort
}

export interface Machine {
  /** Keeps every device from starting. */
  readonly trouble?: DeviceTrouble
  /** Two of each device instead of one. */
  readonly several?: boolean
}

let leave = (): Promise<void> => Promise.resolve()

/** Takes away what `setUp` put on the page. */
export async function takeAway(): Promise<void> {
  await leave()
  leave = () => Promise.resolve()
}

export async function setUp(
  config: RoomConfig = {},
  answer: FakeRoomOptions = {},
  machine: Machine = {},
): Promise<Scene> {
  await page.viewport(1280, 800)
  const container = document.createElement('div')
  container.style.setProperty('height', '760px')
  document.body.append(container)
  const room = new FakeRoomClient(answer, 'Ada')
  const media = mediaOf(machine)
  const settings = settingsOf(config, (error) => {
    throw error
  })
  const call = createCall({
    kitToken: 'token',
    face: { roomId: 'studio', userId: 'ada', userName: 'Ada' },
    settings,
    messages: settings.messages,
    ports: {
      openRoom: async () => room,
      media,
      later(run, ms) {
        const timer = setTimeout(run, Math.min(ms, 50))
        return () => clearTimeout(timer)
      },
    },
  })
  const unmount = mount(call, container, () => roomPart)
  await call.start()
  const host = container.querySelector<HTMLElement>('[data-roompass]')
  if (host?.shadowRoot == null) throw new Error('the kit has no shadow root')
  leave = async () => {
    unmount()
    await call.dispose()
    container.remove()
  }
  return { call, room, root: host.shadowRoot, host, media }
}

function mediaOf({ trouble, several = false }: Machine): MediaPort {
  const media = pretendMedia(several ? 'pickers' : 'prejoin')
  return trouble === undefined ? media : { ...media, open: () => Promise.reject(new DeviceError(trouble)) }
}

export const button = (name: string | RegExp) => page.getByRole('button', { name })

/** Every control that Tab reaches, by its accessible name, until the focus leaves the kit. */
export async function tabbed(root: ShadowRoot): Promise<string[]> {
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
