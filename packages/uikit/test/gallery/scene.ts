// Puts one state of the kit on a page: the whole kit over a pretend room and pretend devices.
import type { Participant } from '@roompass/room/client'
import { create, type Kit, type KitPorts } from '../../src/kit.ts'
import type { Theme } from '../../src/room_config.ts'
import { fakeKitToken } from '../fakes/kit_token.ts'
import { fakePerson, FakeRoomClient, type FakeRoomOptions } from '../fakes/room_client.ts'
import { pretendMedia } from './media.ts'
import { longNames, personStream, shortNames } from './people.ts'
import type { State } from './states.ts'

export interface Scene {
  readonly kit: Kit
  readonly room: FakeRoomClient
  /** The element that holds the kit's shadow root. */
  readonly host: HTMLElement
  readonly root: ShadowRoot
}

const beforeTheRoom = ['prejoin', 'camera-off', 'pickers', 'blocked', 'refused', 'refused-for-good']

/** Shows `state` in `container`. Resolves when it stands. */
export async function showState(state: State, container: Element, theme: Theme): Promise<Scene> {
  const { kind } = state
  const room = new FakeRoomClient(roomOptions(state), ownName(kind))
  const ports: KitPorts = {
    openRoom: async () => room,
    media: pretendMedia(kind),
    later(run, ms) {
      const timer = setTimeout(run, kind === 'trouble' ? 0 : ms)
      return () => clearTimeout(timer)
    },
  }
  const roomId = kind === 'names' ? 'Quarterly-planning-with-everybody-from-design-and-engineering' : 'design-review'
  const kit = create(fakeKitToken({ roomId, userId: 'ada', userName: ownName(kind) }), {}, ports)
  const standing = kit.joinRoom({
    container,
    theme,
    showPreJoinView: beforeTheRoom.includes(kind),
    turnOnCameraWhenJoining: kind !== 'camera-off',
    sharedLinks: [{ name: 'link', url: 'https://example.com/?room=design-review' }],
    onTokenWillExpire: () => {},
    onReturnToHomeScreenClicked: () => {},
  })
  // Whoever is kept at the door stands there until the door opens.
  if (kind !== 'entering') await standing
  const host = container.querySelector<HTMLElement>('[data-roompass]')
  if (host?.shadowRoot == null) throw new Error('the kit does not stand')
  const scene: Scene = { kit, room, host, root: host.shadowRoot }
  await act(kind, scene)
  return scene
}

function ownName(kind: State['kind']): string {
  return kind === 'names' ? 'Ada Augusta King, Countess of Lovelace and first of all programmers' : 'Ada Lovelace'
}

function roomOptions({ kind, people = 1 }: State): FakeRoomOptions {
  if (kind === 'refused') return { refuse: 'room_full' }
  if (kind === 'refused-for-good') return { refuse: 'token_expired' }
  return { inside: others(kind, people - 1), publish: kind !== 'viewer', held: kind === 'entering' }
}

function others(kind: State['kind'], count: number): Participant[] {
  const names = kind === 'names' ? longNames : shortNames
  return names.slice(0, count).map((userName, index) =>
    fakePerson(`user-${index}`, {
      userName,
      camera: kind === 'names' ? index > 3 : index % 3 !== 2,
      microphone: index % 2 === 0,
      speaking: index === 0,
      stream: personStream(index + 1),
      link: kind !== 'trouble' ? 'connected' : index === 0 ? 'interrupted' : index === 2 ? 'connecting' : 'connected',
    }),
  )
}

async function act(kind: State['kind'], { kit, room, root }: Scene): Promise<void> {
  const press = (selector: string): void => root.querySelector<HTMLElement>(selector)?.click()
  // The devices open, and their list comes, a moment after the view.
  await new Promise((resolve) => setTimeout(resolve, 60))
  switch (kind) {
    case 'refused':
    case 'refused-for-good':
      return press('button[type=submit]')
    case 'muted':
      press('[aria-label=Microphone]')
      return press('[aria-label=Camera]')
    case 'trouble':
      return room.drop()
    case 'settings':
      return press('[aria-label=Settings]')
    case 'asking':
      return press('.leave')
    case 'left':
      return kit.leaveRoom()
    case 'unreachable':
      return room.end('unreachable')
    case 'expired':
      return room.end('token_expired')
    case 'removed':
      return room.end('removed')
  }
}
