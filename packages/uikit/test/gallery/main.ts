// One state of the kit per address, on a fake room: ?state=room&people=4&theme=dark. For looking at, and for screenshots.
import type { Participant } from '@roompass/room/client'
import { create, type KitPorts } from '../../src/kit.ts'
import { DeviceError, type MediaPort } from '../../src/models/devices.ts'
import { fakePerson, FakeRoomClient, type FakeRoomOptions } from '../fakes/room_client.ts'
import { fakeKitToken } from '../fakes/kit_token.ts'
import { personStream } from './people.ts'

const query = new URLSearchParams(location.search)
const state = query.get('state') ?? 'prejoin'
const theme = query.get('theme') === 'dark' ? 'dark' : 'light'
const names = [
  'Grace Hopper',
  'Katherine Johnson',
  '林 美咲',
  'Alan T.',
  'Dorothy Vaughan',
  'Edsger',
  'Barbara',
  'Radia',
]

const media: MediaPort = {
  async open(kinds) {
    if (state === 'blocked') throw new DeviceError('denied')
    return kinds.map((kind) => {
      const track =
        kind === 'camera'
          ? personStream(0).getVideoTracks()[0]
          : new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0]
      if (track === undefined) throw new DeviceError('failed')
      return track
    })
  },
  watchLevel(_track, listener) {
    const timer = setInterval(() => listener(0.55), 100)
    return () => clearInterval(timer)
  },
}

function others(count: number): Participant[] {
  return names.slice(0, count).map((userName, index) =>
    fakePerson(`user-${index}`, {
      userName,
      camera: index % 3 !== 2,
      microphone: index % 2 === 0,
      speaking: index === 0,
      stream: personStream(index + 1),
      link:
        state === 'trouble' && index === 0
          ? 'interrupted'
          : state === 'trouble' && index === 2
            ? 'connecting'
            : 'connected',
    }),
  )
}

function optionsOf(): FakeRoomOptions {
  const inside = others(Number(query.get('people') ?? '1') - 1)
  if (state === 'refused') return { refuse: 'room_full' }
  if (state === 'ended') return { refuse: 'token_expired' }
  return { inside, publish: state !== 'viewer', held: state === 'entering' }
}

const room = new FakeRoomClient(optionsOf(), 'Ada Lovelace')
const ports: KitPorts = {
  openRoom: () => room,
  media,
  later(run, ms) {
    const timer = setTimeout(run, state === 'trouble' ? 0 : ms)
    return () => clearTimeout(timer)
  },
}

const kit = create(fakeKitToken({ roomId: 'design-review', userId: 'ada', userName: 'Ada Lovelace' }), {}, ports)
const direct = !['prejoin', 'blocked', 'refused', 'camera-off'].includes(state)
await kit.joinRoom({
  container: document.querySelector('#root'),
  theme,
  showPreJoinView: !direct,
  turnOnCameraWhenJoining: state !== 'camera-off',
})

const inKit = (selector: string): HTMLElement | null | undefined =>
  document.querySelector('[data-roompass]')?.shadowRoot?.querySelector<HTMLElement>(selector)

if (state === 'refused') inKit('button[type=submit]')?.click()
if (state === 'trouble') room.drop()
if (state === 'asking') setTimeout(() => inKit('.leave')?.click(), 100)
if (state === 'left') await kit.leaveRoom()
