import { describe, expect, it } from 'vitest'
import { createCall } from '../../src/models/call.ts'
import type { Call } from '../../src/models/call_types.ts'
import { settingsOf } from '../../src/models/settings.ts'
import type { RoomConfig } from '../../src/room_config.ts'
import { createFakeMedia } from '../fakes/media.ts'
import { fakePerson, FakeRoomClient, type FakeRoomOptions } from '../fakes/room_client.ts'
import { createFakeTime } from '../fakes/time.ts'

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const names = (users: { userID: string }[]): string => users.map((user) => user.userID).join('+')

function setUp(config: RoomConfig = {}, ...answers: FakeRoomOptions[]) {
  const trace: string[] = []
  const rooms: FakeRoomClient[] = []
  const opened: { kitToken: string; userName?: string }[] = []
  const media = createFakeMedia()
  const time = createFakeTime()
  const settings = settingsOf(
    {
      onJoinRoom: () => void trace.push('join'),
      onLeaveRoom: () => void trace.push('leave'),
      onUserJoin: (users) => void trace.push(`came ${names(users)}`),
      onUserLeave: (users) => void trace.push(`went ${names(users)}`),
      onTokenWillExpire: () => void trace.push('expiring'),
      onYouRemovedFromRoom: () => void trace.push('removed'),
      ...config,
    },
    (error) => void trace.push(`threw ${String(error)}`),
  )
  const call: Call = createCall({
    kitToken: 'token-1',
    face: { roomId: 'studio', userId: 'ada', userName: 'Ada' },
    settings,
    messages: settings.messages,
    ports: {
      async openRoom(options) {
        opened.push(options)
        const room = new FakeRoomClient(answers[rooms.length] ?? answers.at(-1) ?? {}, options.userName)
        rooms.push(room)
        return room
      },
      media,
      later: time.later,
    },
  })
  const room = (): FakeRoomClient => {
    const last = rooms.at(-1)
    if (last === undefined) throw new Error('no room was opened')
    return last
  }
  return { call, trace, rooms, opened, media, time, room }
}

const direct: RoomConfig = { showPreJoinView: false }

describe('a call', () => {
  it('goes from pre-join to the room to the leaving view, with each callback once', async () => {
    const { call, trace, room } = setUp()
    await call.start()
    expect(call.phase.value.name).toBe('prejoin')
    await call.join()
    expect(call.phase.value.name).toBe('room')
    room().arrive(fakePerson('grace'))
    await settled()
    room().depart('grace')
    await settled()
    await call.leave()
    expect(call.phase.value).toEqual({ name: 'left', why: 'self' })
    expect(trace).toEqual(['join', 'came grace', 'went grace', 'leave'])
  })

  it('reports those who were there already as the first batch, after onJoinRoom', async () => {
    const { call, trace, room } = setUp(direct, { inside: [fakePerson('grace'), fakePerson('alan')] })
    await call.start()
    await settled()
    room().arrive(fakePerson('edsger'))
    await settled()
    expect(trace).toEqual(['join', 'came grace+alan', 'came edsger'])
  })

  it('announces newcomers, but not those who were there already one by one', async () => {
    const { call, room, time } = setUp(direct, { inside: [fakePerson('grace'), fakePerson('alan')] })
    await call.start()
    await settled()
    expect(call.announcer.line.value).toBe('You are in the room with 2 others.')
    time.pass(5000)
    expect(call.announcer.line.value).toBe('')
    room().arrive(fakePerson('edsger'))
    time.pass(600)
    expect(call.announcer.line.value).toBe('edsger joined')
  })

  it('does not report a join or anybody anew after a dropped connection came back', async () => {
    const { call, trace, room, time } = setUp(direct, { inside: [fakePerson('grace')] })
    await call.start()
    await settled()
    room().drop()
    expect(call.reconnecting.value).toBe(false)
    time.pass(1500)
    expect(call.reconnecting.value).toBe(true)
    room().resume()
    await settled()
    expect(call.reconnecting.value).toBe(false)
    expect(call.phase.value.name).toBe('room')
    expect(trace).toEqual(['join', 'came grace'])
  })

  it('can be left while reconnecting', async () => {
    const { call, trace, room } = setUp(direct)
    await call.start()
    room().drop()
    await call.leave()
    expect(call.phase.value.name).toBe('left')
    expect(trace).toEqual(['join', 'leave'])
  })

  it('reports a removal as that alone', async () => {
    const { call, trace, room } = setUp(direct)
    await call.start()
    room().end('removed')
    expect(call.phase.value).toEqual({ name: 'left', why: 'removed' })
    expect(call.mayRejoin.value).toBe(false)
    expect(trace).toEqual(['join', 'removed'])
  })

  it('is left once when the connection is given up', async () => {
    const { call, trace, room } = setUp(direct)
    await call.start()
    room().drop()
    room().end('unreachable')
    await call.leave()
    expect(call.phase.value).toEqual({ name: 'left', why: 'unreachable' })
    expect(trace).toEqual(['join', 'leave'])
  })

  it('stays on the pre-join view with the reason when it is refused, and joins at the next try', async () => {
    const { call, trace } = setUp({}, { refuse: 'room_full' }, {})
    await call.start()
    await call.join()
    expect([call.phase.value.name, call.refusal.value, call.busy.value]).toEqual(['prejoin', 'room_full', false])
    await call.join()
    expect([call.phase.value.name, call.refusal.value]).toEqual(['room', null])
    expect(trace).toEqual(['join'])
  })

  it('shows why, and fires nothing, when a direct join is refused', async () => {
    const { call, trace, media } = setUp(direct, { refuse: 'token_expired' })
    await call.start()
    expect(call.phase.value).toEqual({ name: 'left', why: 'token_expired' })
    expect(call.mayRejoin.value).toBe(false)
    expect([trace, media.asked]).toEqual([[], []])
  })

  it('offers the way back once a fresh token has come', async () => {
    const { call, room, opened } = setUp(direct)
    await call.start()
    room().end('token_expired')
    expect(call.mayRejoin.value).toBe(false)
    expect(await call.renew('token-2')).toBe(true)
    expect(call.mayRejoin.value).toBe(true)
    await call.rejoin()
    expect(opened.map(({ kitToken }) => kitToken)).toEqual(['token-1', 'token-2'])
  })

  it('ignores a second click on Join', async () => {
    const { call, rooms, trace, room } = setUp({}, { held: true })
    await call.start()
    const first = call.join()
    await call.join()
    await settled()
    expect(rooms).toHaveLength(1)
    room().admit()
    await first
    expect(trace).toEqual(['join'])
  })

  it('gives up entering without a callback', async () => {
    const { call, trace, room } = setUp(direct, { held: true })
    const entering = call.start()
    expect(call.phase.value.name).toBe('entering')
    await call.leave()
    await entering
    expect(call.phase.value).toEqual({ name: 'left', why: 'self' })
    expect(trace).toEqual([])
    expect(room().listening).toBe(0)
  })

  it('rejoins with the devices as they were, and fires onJoinRoom again', async () => {
    const { call, trace, media } = setUp()
    await call.start()
    await settled()
    await call.join()
    call.devices.camera.turnOff()
    await call.leave()
    await call.rejoin()
    await settled()
    expect([call.devices.microphone.on.value, call.devices.camera.on.value]).toEqual([true, false])
    expect(media.asked).toEqual(['microphone+camera', 'microphone'])
    expect(trace).toEqual(['join', 'leave', 'join'])
  })

  it('is refused as unreachable when its code cannot be loaded, and may be tried again', async () => {
    const { call } = setUp()
    const offline = createCall({
      kitToken: 'token-1',
      face: { roomId: 'studio', userId: 'ada', userName: 'Ada' },
      settings: call.settings,
      messages: call.messages,
      ports: {
        openRoom: () => Promise.reject(new Error('no network')),
        media: createFakeMedia(),
        later: createFakeTime().later,
      },
    })
    await offline.start()
    await offline.join()
    expect([offline.refusal.value, offline.busy.value]).toEqual(['unreachable', false])
  })

  it('can be given up while its code is still being loaded, and then joins nothing', async () => {
    const { call, trace } = setUp()
    const room = new FakeRoomClient()
    const loading = Promise.withResolvers<FakeRoomClient>()
    const slow = createCall({
      kitToken: 'token-1',
      face: { roomId: 'studio', userId: 'ada', userName: 'Ada' },
      settings: { ...call.settings, preJoin: false },
      messages: call.messages,
      ports: {
        openRoom: () => loading.promise,
        media: createFakeMedia(),
        later: createFakeTime().later,
      },
    })
    const entering = slow.start()
    await slow.leave()
    loading.resolve(room)
    await entering
    expect(slow.phase.value).toEqual({ name: 'left', why: 'self' })
    expect([room.state.name, room.listening, trace]).toEqual(['idle', 0, []])
  })

  // A page that was closed right after its person had been seated kept the seat.
  it('tells the room at once when it is left while joining, since the page may be going away', async () => {
    const { call, room } = setUp(direct, { held: true })
    void call.start()
    await settled()
    expect(room().state.name).toBe('connecting')
    void call.leave()
    expect(room().state.name).toBe('left')
  })

  it('returns home to the pre-join view, or to the page where it wants that', async () => {
    const kit = setUp()
    await kit.call.start()
    await kit.call.join()
    await kit.call.leave()
    await kit.call.home()
    expect(kit.call.phase.value.name).toBe('prejoin')

    const page = setUp({ onReturnToHomeScreenClicked: () => void page.trace.push('home') })
    await page.call.start()
    await page.call.join()
    await page.call.leave()
    await page.call.home()
    expect(page.trace).toEqual(['join', 'leave', 'home'])
    expect(page.call.phase.value.name).toBe('left')
  })

  it('shows nothing after leaving when the page wants neither view', async () => {
    const { call } = setUp({ ...direct, showLeavingView: false })
    await call.start()
    await call.leave()
    expect(call.phase.value.name).toBe('idle')
  })

  it('returns to pre-join with the reason when there is no leaving view', async () => {
    const { call, room } = setUp({ showLeavingView: false })
    await call.start()
    await call.join()
    room().end('restart')
    expect([call.phase.value.name, call.refusal.value]).toEqual(['prejoin', 'restart'])
  })

  it('takes the name from the token, and sends the one that the person typed', async () => {
    const { call, opened } = setUp()
    await call.start()
    expect(call.userName.value).toBe('Ada')
    call.setUserName('  Countess ')
    await call.join()
    expect(opened).toEqual([{ kitToken: 'token-1', userName: 'Countess' }])
  })

  it('says that a token which cannot be read is not valid', async () => {
    const { call } = setUp()
    const unread = createCall({
      kitToken: 'x',
      face: null,
      settings: call.settings,
      messages: call.messages,
      ports: { openRoom: async () => new FakeRoomClient(), media: createFakeMedia(), later: createFakeTime().later },
    })
    await unread.start()
    expect(unread.phase.value).toEqual({ name: 'left', why: 'token_invalid' })
  })

  it('survives a callback that throws, and reports it', async () => {
    const { call, trace } = setUp({
      ...direct,
      onJoinRoom: () => {
        throw new Error('page')
      },
    })
    await call.start()
    expect(call.phase.value.name).toBe('room')
    expect(trace).toEqual(['threw Error: page'])
  })

  it('leaves nothing behind when it is disposed, and fires nothing', async () => {
    const { call, trace, room, media, time } = setUp()
    await call.start()
    await settled()
    await call.join()
    room().arrive(fakePerson('grace'))
    await call.dispose()
    await settled()
    expect(room().listening).toBe(0)
    expect(time.waiting).toBe(0)
    expect(media.tracks.map((track) => track.readyState)).toEqual(['ended', 'ended'])
    expect(media.watching).toBe(0)
    expect(room().state).toEqual({ name: 'left', why: 'self' })
    expect(trace).toEqual(['join'])
  })
})

describe('devices in a call', () => {
  it('are published to the room, and taken back when turned off', async () => {
    const { call, room, media } = setUp()
    await call.start()
    await settled()
    await call.join()
    expect(room().tracks.camera).toBe(media.tracks[1])
    await call.devices.camera.toggle()
    expect(room().tracks.camera).toBeNull()
  })

  it('are asked for after a direct join, since only then the room has said who may publish', async () => {
    const { call, room, media } = setUp(direct, { held: true })
    const entering = call.start()
    await settled()
    expect(media.asked).toEqual([])
    room().admit()
    await entering
    expect(media.asked).toEqual(['microphone+camera'])
  })

  it('are never asked for from someone who may only watch', async () => {
    const { call, media } = setUp(direct, { publish: false })
    await call.start()
    await settled()
    await call.leave()
    await call.rejoin()
    await settled()
    expect(media.asked).toEqual([])
    expect(call.canPublish.value).toBe(false)
  })

  it('stop when the room says that the person may only watch', async () => {
    const { call, media } = setUp({}, { publish: false })
    await call.start()
    await settled()
    await call.join()
    expect(media.tracks.map((track) => track.readyState)).toEqual(['ended', 'ended'])
  })

  it('follow the page’s wish for the start', async () => {
    const { call, media } = setUp({ turnOnCameraWhenJoining: false })
    await call.start()
    await settled()
    expect(media.asked).toEqual(['microphone'])
  })
})

describe('what the page hears of the devices', () => {
  it('is each change, once', async () => {
    const heard: string[] = []
    const { call } = setUp({
      ...direct,
      onMicrophoneStateUpdated: (state) => void heard.push(`microphone ${state}`),
      onCameraStateUpdated: (state) => void heard.push(`camera ${state}`),
    })
    await call.start()
    await settled()
    await call.devices.microphone.toggle()
    await call.dispose()
    expect(heard).toEqual(['microphone ON', 'camera ON', 'microphone OFF'])
  })
})

describe('the audience of a live stream', () => {
  const audience: RoomConfig = { scenario: { mode: 'LiveStreaming', config: { role: 'Audience' } } }

  it('is asked for no device, before the room or in it, even where the room would let it send', async () => {
    const { call, media, room } = setUp(audience)
    await call.start()
    await settled()
    await call.join()
    await settled()
    expect([media.asked, call.canPublish.value, room().tracks]).toEqual([[], false, { microphone: null, camera: null }])
  })

  it('is an audience only there', async () => {
    const { call, media } = setUp({ scenario: { mode: 'GroupCall', config: { role: 'Audience' } } })
    await call.start()
    await settled()
    expect(media.asked).toEqual(['microphone+camera'])
  })
})

describe('the token in a call', () => {
  it('that has run out is asked of the page again, and the fresh one leads back in', async () => {
    const { call, room, opened, trace } = setUp(direct)
    await call.start()
    room().end('token_expired')
    expect([call.mayRejoin.value, call.freshPass?.pending.value]).toEqual([false, false])
    call.freshPass?.ask()
    expect(trace).toEqual(['join', 'leave', 'expiring'])
    expect(call.freshPass?.pending.value).toBe(true)
    await call.renew('token-2')
    await settled()
    expect(call.phase.value.name).toBe('room')
    expect(opened.map(({ kitToken }) => kitToken)).toEqual(['token-1', 'token-2'])
  })

  it('that nobody brings in time is given up, and may be asked for again', async () => {
    const { call, room, time } = setUp(direct)
    await call.start()
    room().end('token_expired')
    call.freshPass?.ask()
    time.pass(15_000)
    expect([call.freshPass?.pending.value, call.freshPass?.unanswered.value]).toEqual([false, true])
    call.freshPass?.ask()
    expect([call.freshPass?.pending.value, call.freshPass?.unanswered.value]).toEqual([true, false])
  })

  it('cannot be asked of a page that renews none', async () => {
    const { call } = setUp()
    const plain = createCall({
      kitToken: 'token-1',
      face: null,
      settings: settingsOf({}, () => {}),
      messages: call.messages,
      ports: { openRoom: async () => new FakeRoomClient(), media: createFakeMedia(), later: createFakeTime().later },
    })
    expect(plain.freshPass).toBeNull()
  })

  it('is renewed in the room', async () => {
    const { call, room, trace } = setUp(direct)
    await call.start()
    room().emit('tokenWillExpire', { expiresAt: 1 })
    expect(trace).toEqual(['join', 'expiring'])
    expect(await call.renew('token-2')).toBe(true)
    expect(room().renewed).toEqual(['token-2'])
  })

  it('stays the old one when the room refuses the fresh one', async () => {
    const { call, room, opened } = setUp(direct)
    await call.start()
    room().refuseRenewal = true
    expect(await call.renew('token-2')).toBe(false)
    await call.leave()
    await call.rejoin()
    expect(opened.map(({ kitToken }) => kitToken)).toEqual(['token-1', 'token-1'])
  })
})
