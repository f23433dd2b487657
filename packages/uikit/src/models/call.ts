// The whole of one call: pre-join → room → left, and back. Signals for the views, callbacks for the page. No DOM.
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import { createAnnouncer, type Announcer, type Later } from './announcer.ts'
import { createDevices, type Devices } from './devices.ts'
import { mayTryAgain } from './end_texts.ts'
import type { MediaPort } from './media_port.ts'
import { fill, type Messages } from './messages.ts'
import { createPassRequest, type PassRequest } from './pass_request.ts'
import { createPeople, type People } from './people.ts'
import type { DeviceKind, EndReason, OpenRoom, Person } from './room_types.ts'
import type { Settings } from './settings.ts'
import { createSound, type Sound } from './sound.ts'
import { createVisit, type Visit } from './visit.ts'

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
  /** The way to a fresh pass after the end of the last one; null where the page renews none. */
  readonly freshPass: PassRequest | null
  /** Whether this person sends: what the room says; before that, what the page says; null while nobody has. */
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
  /** Enters again from the leaving view; does nothing where the pass would only be refused again. */
  rejoin(): Promise<void>
  /** To where the page wants the person after a call; without such a place, back to the pre-join view. */
  home(): Promise<void>
  /** Stays in the room with a fresh token, or keeps it for the next join. False when the room refused it. */
  renew(kitToken: string): Promise<boolean>
  /** Ends everything without a callback. */
  dispose(): Promise<void>
}

export function createCall(options: CallOptions): Call {
  const { settings, messages, face, ports } = options
  const phase = signal<Phase>({ name: 'idle' })
  const busy = signal(false)
  const refusal = signal<EndReason | null>(null)
  const userName = signal(face?.userName ?? '')
  const canPublish = signal<boolean | null>(settings.watchOnly ? false : null)
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
  let visit: Visit | null = null
  let attempts = 0
  let stops: readonly (() => void)[] = []
  const freshPass = settings.renewsPass
    ? createPassRequest(() => settings.callbacks.onTokenWillExpire(), ports.later)
    : null

  const openDevices = async (): Promise<void> => {
    if (canPublish.value !== false) await devices.turnOn(wanted)
  }

  const showPreJoin = async (): Promise<void> => {
    phase.value = { name: 'prejoin' }
    await openDevices()
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

  const open = async (): Promise<Visit> => {
    const name = userName.value.trim()
    const client = await ports.openRoom(name === '' ? { kitToken } : { kitToken, userName: name })
    return createVisit(client, {
      watchOnly: settings.watchOnly,
      devices,
      people,
      announcer,
      later: ports.later,
      canPublish,
      reconnecting,
      onEntered() {
        phase.value = { name: 'room' }
        settings.callbacks.onJoinRoom()
      },
      onEnded(why) {
        visit = null
        // What was on is what a rejoin turns on again.
        if (canPublish.value === true) {
          wanted = { microphone: devices.microphone.on.value, camera: devices.camera.on.value }
        }
        if (why === 'removed') settings.callbacks.onYouRemovedFromRoom()
        else settings.callbacks.onLeaveRoom()
        void showEnd(why)
      },
      onTokenWillExpire: () => settings.callbacks.onTokenWillExpire(),
    })
  }

  /** Null inside or when given up; else why the door stayed shut. */
  const attempt = async (): Promise<EndReason | null> => {
    const turn = (attempts += 1)
    busy.value = true
    refusal.value = null
    const mine = await open().catch(() => null)
    if (turn !== attempts) {
      mine?.forget()
      return null
    }
    visit = mine
    const why = mine === null ? 'unreachable' : await mine.join()
    if (turn !== attempts) return null
    busy.value = false
    if (why !== null) visit = null
    else if (visit?.entered === true) announcer.say(welcomeOf(people.others.value, messages))
    return why
  }

  const giveUp = (): Visit | null => {
    const last = visit
    attempts += 1
    visit = null
    busy.value = false
    last?.forget()
    return last
  }

  const enterDirectly = async (): Promise<void> => {
    phase.value = { name: 'entering' }
    const why = await attempt()
    if (why !== null) await showEnd(why)
    // The permission prompt may stand for long: the person is inside meanwhile, and hears the others.
    else if (visit?.entered === true) void openDevices()
  }

  const rejoin = async (): Promise<void> => {
    if (phase.value.name === 'left' && mayRejoin.value) await enterDirectly()
  }

  return {
    phase,
    busy,
    refusal,
    userName,
    userId: face?.userId ?? '',
    roomId: face?.roomId ?? '',
    mayRejoin,
    freshPass,
    canPublish,
    reconnecting,
    people,
    devices,
    sound,
    announcer,
    settings,
    messages,
    async start() {
      stops = [
        devices.watch(),
        onChange(devices.microphone.on, (on) => settings.callbacks.onDeviceSwitched('microphone', on)),
        onChange(devices.camera.on, (on) => settings.callbacks.onDeviceSwitched('camera', on)),
      ]
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
    },
    async leave() {
      if (visit?.entered === true) return visit.leave()
      if (!busy.value) return
      const last = giveUp()
      await showEnd('self')
      await last?.leave()
    },
    rejoin,
    async home() {
      const { onReturnToHomeScreenClicked } = settings.callbacks
      if (onReturnToHomeScreenClicked !== null) onReturnToHomeScreenClicked()
      else if (phase.value.name === 'left') await showPreJoin()
    },
    async renew(fresh) {
      if (visit?.entered === true && !(await visit.renew(fresh))) return false
      kitToken = fresh
      mayRejoin.value = true
      if (freshPass?.answered() === true) void rejoin()
      return true
    },
    async dispose() {
      for (const stop of stops) stop()
      freshPass?.stop()
      const last = giveUp()
      devices.release()
      phase.value = { name: 'idle' }
      await last?.leave()
    },
  }
}

function onChange(source: ReadonlySignal<boolean>, tell: (now: boolean) => void): () => void {
  let last = source.peek()
  return effect(() => {
    const now = source.value
    if (now === last) return
    last = now
    untracked(() => tell(now))
  })
}

function welcomeOf(others: readonly Person[], messages: Messages): string {
  const [first] = others
  if (first === undefined) return messages.welcomeAlone
  if (others.length === 1) return fill(messages.welcomeOne, { name: first.userName || messages.guest })
  return fill(messages.welcomeMany, { count: others.length })
}
