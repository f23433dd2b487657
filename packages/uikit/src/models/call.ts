// The whole of one call: pre-join → room → left, and back. Signals for the views, callbacks for the page. No DOM.
import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals'
import { createAnnouncer } from './announcer.ts'
import type { Call, CallOptions, Phase } from './call_types.ts'
import { createDevices } from './devices.ts'
import { mayTryAgain } from './end_texts.ts'
import { fill, type Messages } from './messages.ts'
import { createPassRequest } from './pass_request.ts'
import { createPeople } from './people.ts'
import type { DeviceKind, EndReason, Person } from './room_types.ts'
import { createSound } from './sound.ts'
import { createVisit, type Visit } from './visit.ts'

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
      // The room first: on a page that is going away nothing is done after an await.
      const gone = giveUp()?.leave()
      await showEnd('self')
      await gone
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
      const gone = giveUp()?.leave()
      devices.release()
      phase.value = { name: 'idle' }
      await gone
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
