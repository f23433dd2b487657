// The whole of one call: pre-join → room → left, and back. Signals for the views, callbacks for the page. No DOM.
import { effect, signal, type ReadonlySignal } from '@preact/signals'
import type { RoomClient } from '@roompass/room/client'
import { createAnnouncer, type Announcer, type Later } from './announcer.ts'
import { createDevices, type Devices, type MediaPort } from './devices.ts'
import { mayTryAgain } from './end_texts.ts'
import { fill, type Messages } from './messages.ts'
import { createPeople, type People } from './people.ts'
import type { DeviceKind, EndReason, OpenRoom } from './room_types.ts'
import type { Settings } from './settings.ts'
import { createSound, type Sound } from './sound.ts'

/** Which view stands: nothing, pre-join, the wait of a direct join, the room, or the leaving view. */
export type Phase =
  | { readonly name: 'idle' }
  | { readonly name: 'prejoin' }
  | { readonly name: 'entering' }
  | { readonly name: 'room' }
  | { readonly name: 'left'; readonly why: EndReason }

/** The pass as its readable part shows it; null where it cannot be read. */
export interface PassFace {
  readonly roomId: string
  readonly userId: string
  readonly userName: string
}

export interface CallPorts {
  readonly openRoom: OpenRoom
  readonly media: MediaPort
  readonly later: Later
}

export interface CallOptions {
  readonly kitToken: string
  readonly face: PassFace | null
  readonly settings: Settings
  readonly messages: Messages
  readonly ports: CallPorts
}

export interface Call {
  readonly phase: ReadonlySignal<Phase>
  /** Joining is under way. */
  readonly busy: ReadonlySignal<boolean>
  /** Why the last attempt from the pre-join view was refused. */
  readonly refusal: ReadonlySignal<EndReason | null>
  readonly userName: ReadonlySignal<string>
  readonly userId: string
  readonly roomId: string
  /** The leaving view offers a way back: the pass may work again, or a fresh one has come. */
  readonly mayRejoin: ReadonlySignal<boolean>
  /** What the room says about publishing; null until it has said anything. */
  readonly canPublish: ReadonlySignal<boolean | null>
  /** The connection to the room is being restored, and it has taken long enough to say so. */
  readonly reconnecting: ReadonlySignal<boolean>
  readonly people: People
  readonly devices: Devices
  readonly sound: Sound
  readonly announcer: Announcer
  readonly settings: Settings
  readonly messages: Messages
  /** Shows the first view. Resolves when it stands; a refusal is shown, never thrown. */
  start(): Promise<void>
  setUserName(name: string): void
  join(): Promise<void>
  /** Leaves a room, or gives up entering one. */
  leave(): Promise<void>
  rejoin(): Promise<void>
  home(): Promise<void>
  /** Stays in the room with a fresh token, or keeps it for the next join. False when the room refused it. */
  renew(kitToken: string): Promise<boolean>
  /** Ends everything without a callback. */
  dispose(): Promise<void>
}

const reconnectingAfterMs = 1500

export function createCall(options: CallOptions): Call {
  const { settings, messages, face, ports } = options
  const phase = signal<Phase>({ name: 'idle' })
  const busy = signal(false)
  const refusal = signal<EndReason | null>(null)
  const userName = signal(face?.userName ?? '')
  const canPublish = signal<boolean | null>(null)
  const reconnecting = signal(false)
  const mayRejoin = signal(true)
  const devices = createDevices(ports.media)
  const people = createPeople(settings.callbacks)
  const sound = createSound()
  const announcer = createAnnouncer(messages, ports.later)

  let kitToken = options.kitToken
  let wanted: Record<DeviceKind, boolean> = {
    microphone: settings.microphone.atJoin,
    camera: settings.camera.atJoin,
  }
  let room: RoomClient | null = null
  let entered = false
  let release: (() => void)[] = []
  let disposed = false

  const openDevices = async (): Promise<void> => {
    if (canPublish.value !== false) await devices.turnOn(wanted)
  }

  const enter = (): void => {
    if (entered || room === null) return
    entered = true
    canPublish.value = room.canPublish
    people.follow(room)
    busy.value = false
    refusal.value = null
    phase.value = { name: 'room' }
    if (!room.canPublish) devices.release()
    settings.callbacks.onJoinRoom()
  }

  /** Forgets the room. Devices stop, and what was on is remembered for a rejoin. */
  const letGo = (): void => {
    for (const stop of release) stop()
    release = []
    if (entered && canPublish.value === true) {
      wanted = { microphone: devices.microphone.on.value, camera: devices.camera.on.value }
    }
    room = null
    entered = false
    busy.value = false
    reconnecting.value = false
    people.clear()
    announcer.stop()
  }

  const showEnd = async (why: EndReason): Promise<void> => {
    devices.release()
    mayRejoin.value = mayTryAgain(why)
    if (settings.leavingView) phase.value = { name: 'left', why }
    else if (settings.preJoin) {
      refusal.value = why === 'self' ? null : why
      await showPreJoin()
    } else phase.value = { name: 'idle' }
  }

  const finish = (why: EndReason): void => {
    // Before entering, the rejection of `join` tells the same.
    if (!entered) return
    letGo()
    if (why === 'removed') settings.callbacks.onYouRemovedFromRoom()
    else settings.callbacks.onLeaveRoom()
    if (!disposed) void showEnd(why)
  }

  const showPreJoin = async (): Promise<void> => {
    phase.value = { name: 'prejoin' }
    await openDevices()
  }

  const listen = (client: RoomClient): void => {
    let cancelNotice = (): void => {}
    release = [
      client.on('state', (state) => {
        cancelNotice()
        if (state.name === 'joined') {
          reconnecting.value = false
          enter()
        } else if (state.name === 'reconnecting') {
          cancelNotice = ports.later(() => {
            reconnecting.value = true
          }, reconnectingAfterMs)
        } else if (state.name === 'left') finish('self')
        else if (state.name === 'ended') finish(state.why)
      }),
      client.on('tokenWillExpire', () => settings.callbacks.onTokenWillExpire()),
      client.on('participantJoined', (person) => {
        if (people.joined(person)) announcer.joined(person.userName)
      }),
      client.on('participantLeft', (person) => {
        people.left(person)
        announcer.left(person.userName)
      }),
      client.on('participantChanged', () => {
        people.refresh()
        if (entered && client.canPublish !== canPublish.value) {
          canPublish.value = client.canPublish
          if (!client.canPublish) devices.release()
        }
      }),
      effect(() => client.setTrack('microphone', devices.microphone.live.value)),
      effect(() => client.setTrack('camera', devices.camera.live.value)),
      () => cancelNotice(),
    ]
  }

  const attempt = async (): Promise<EndReason | null> => {
    busy.value = true
    refusal.value = null
    let client: RoomClient | null = null
    try {
      const name = userName.value.trim()
      client = ports.openRoom(name === '' ? { kitToken } : { kitToken, userName: name })
      room = client
      listen(client)
      await client.join()
      if (room === client) enter()
      return null
    } catch (cause) {
      // Someone gave up meanwhile (Cancel, destroy): there is nothing to tell.
      if (room !== client) return null
      letGo()
      return reasonOf(cause)
    }
  }

  const welcome = (): void => {
    const others = people.others.value
    const [first] = others
    if (first === undefined) announcer.say(messages.welcomeAlone)
    else if (others.length === 1) announcer.say(fill(messages.welcomeOne, { name: first.userName }))
    else announcer.say(fill(messages.welcomeMany, { count: others.length }))
  }

  const enterDirectly = async (): Promise<void> => {
    phase.value = { name: 'entering' }
    const why = await attempt()
    if (why !== null) return showEnd(why)
    if (!entered) return
    welcome()
    // The permission prompt may stand for long: the person is inside meanwhile, and hears the others.
    void openDevices()
  }

  return {
    phase,
    busy,
    refusal,
    userName,
    userId: face?.userId ?? '',
    roomId: face?.roomId ?? '',
    mayRejoin,
    canPublish,
    reconnecting,
    people,
    devices,
    sound,
    announcer,
    settings,
    messages,
    async start() {
      if (face === null) {
        mayRejoin.value = false
        phase.value = { name: 'left', why: 'token_invalid' }
      } else if (settings.preJoin) void showPreJoin()
      else await enterDirectly()
    },
    setUserName(name) {
      userName.value = name
    },
    async join() {
      if (busy.value || phase.value.name !== 'prejoin') return
      const why = await attempt()
      if (why !== null) refusal.value = why
      else if (entered) welcome()
    },
    async leave() {
      const client = room
      if (client === null) return
      if (!entered) {
        letGo()
        await showEnd('self')
      }
      await client.leave()
      finish('self')
    },
    async rejoin() {
      if (phase.value.name === 'left') await enterDirectly()
    },
    async home() {
      if (phase.value.name !== 'left') return
      if (settings.callbacks.onReturnToHomeScreenClicked !== null) settings.callbacks.onReturnToHomeScreenClicked()
      else await showPreJoin()
    },
    async renew(fresh) {
      if (room !== null && entered) {
        try {
          await room.renew(fresh)
        } catch {
          return false
        }
      }
      kitToken = fresh
      mayRejoin.value = true
      return true
    },
    async dispose() {
      disposed = true
      const client = room
      letGo()
      devices.release()
      phase.value = { name: 'idle' }
      await client?.leave()
    },
  }
}

function reasonOf(cause: unknown): EndReason {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  return typeof code === 'string' ? (code as EndReason) : 'unreachable'
}
