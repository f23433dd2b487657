// One kit: created with a Kit Token, shown with joinRoom, gone with destroy. Knows pages; the call itself is a model.
import { read } from '@roompass/token'
import { browserMedia } from './browser/media.ts'
import { mount } from './browser/mount.tsx'
import { report, warn, warnOnce } from './browser/notices.ts'
import { pageTickets } from './browser/page_tickets.ts'
import { createCall } from './models/call.ts'
import type { Call, CallPorts, PassFace, Phase } from './models/call_types.ts'
import { settingsOf } from './models/settings.ts'
import type { RoomConfig } from './room_config.ts'

export interface CreateOptions {
  /** Origin of the Roompass server, http(s) or ws(s). Default: the page's own origin. */
  readonly serverUrl?: string
}

export interface Kit {
  /**
   * Shows the kit. Resolves when the first view stands: the pre-join view, or without it the room, or why it was refused.
   * Rejects only for a call that cannot work: after `destroy`, or with a `container` that is no element.
   */
  joinRoom(config?: RoomConfig): Promise<void>
  /** Leaves without asking; what then stands is the leaving view, or what the config says. */
  leaveRoom(): Promise<void>
  /** Stays in the room with a fresh token, or keeps it for the next join. False when it was refused. */
  renewToken(kitToken: string): Promise<boolean>
  /** Leaves, ends every track, and removes the kit from the page. A second call does nothing. */
  destroy(): Promise<void>
  readonly roomId: string
  /** What the person's own microphone and camera give; null while neither runs. */
  readonly localStream: MediaStream | null
}

/** What a kit reaches outside itself; tests pass their own. */
export type KitPorts = Omit<CallPorts, 'openRoom'> & {
  openRoom(options: { kitToken: string; userName?: string; serverUrl: string }): ReturnType<CallPorts['openRoom']>
}

type RoomPart = typeof import('./room_part.ts')

const loadRoomPart = (): Promise<RoomPart> => import('./room_part.ts')

const browserPorts: KitPorts = {
  async openRoom(options) {
    const [{ createRoomClient }] = await Promise.all([loadRoomPart(), pageTickets.take(options.kitToken)])
    return createRoomClient({ ...options, useTickets: pageTickets })
  },
  media: browserMedia,
  later(run, ms) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

const over: ReadonlySet<Phase['name']> = new Set<Phase['name']>(['idle', 'left'])

/**
 * A kit for the room and the person that `kitToken` names. Nothing is shown or contacted yet.
 * @throws TypeError when `kitToken` is not a string, or `serverUrl` is not a URL of a server. One that cannot be read is shown as such by `joinRoom`.
 */
export function create(kitToken: string, options: CreateOptions = {}, ports: KitPorts = browserPorts): Kit {
  if (typeof kitToken !== 'string') throw new TypeError('kitToken must be a string')
  if (options.serverUrl !== undefined && !/^(https?|wss?):\/\/./.test(options.serverUrl)) {
    throw new TypeError('serverUrl must be an http, https, ws or wss URL')
  }
  let current = kitToken
  let face = faceOf(kitToken)
  let shown: { readonly call: Call; readonly standing: Promise<void>; unmount(): void } | null = null
  let destroyed = false
  let roomPart: RoomPart | null = null

  const show = (config: RoomConfig): Promise<void> => {
    const serverUrl = options.serverUrl ?? location.origin
    const settings = settingsOf(config, report)
    const call = createCall({
      kitToken: current,
      face,
      settings,
      messages: settings.messages,
      ports: {
        ...ports,
        async openRoom(wish) {
          roomPart = await loadRoomPart()
          return ports.openRoom({ ...wish, serverUrl })
        },
      },
    })
    const unmount = mount(call, config.container ?? null, () => roomPart)
    // Early, so that a tab that is duplicated in the pre-join view has no ticket. Joining waits for it.
    void pageTickets.take(current)
    // A page that goes away must say so: the seat would stay taken for the time in which a connection may come back. It may be on its way to be
    // loaded again: then whoever has not left comes in with the same pass.
    const goodbye = (): void => {
      if (!over.has(call.phase.value.name)) pageTickets.leave()
      void call.leave()
    }
    addEventListener('pagehide', goodbye)
    const standing = call.start()
    // A failure is met again, and shown, by joining.
    loadRoomPart().then(
      (part) => tellUnmet(config, part),
      () => {},
    )
    shown = {
      call,
      standing,
      unmount() {
        removeEventListener('pagehide', goodbye)
        unmount()
      },
    }
    return standing
  }

  return {
    async joinRoom(config = {}) {
      if (destroyed) throw new Error('this kit was destroyed: create another')
      if (config.container !== undefined && config.container !== null && !(config.container instanceof Element)) {
        throw new TypeError('container must be an element of the page')
      }
      if (shown !== null && !over.has(shown.call.phase.value.name)) {
        warn('joinRoom was called again before the call was over; the first one stands')
        return shown.standing
      }
      shown?.unmount()
      await show(config)
    },
    async leaveRoom() {
      await shown?.call.leave()
    },
    async renewToken(fresh) {
      const freshFace = faceOf(fresh)
      if (freshFace === null) return false
      if (shown !== null && !(await shown.call.renew(fresh))) return false
      current = fresh
      face = freshFace
      return true
    },
    async destroy() {
      destroyed = true
      const last = shown
      shown = null
      last?.unmount()
      await last?.call.dispose()
    },
    get roomId() {
      return face?.roomId ?? ''
    },
    get localStream() {
      const devices = shown?.call.devices
      const tracks = [devices?.microphone.live.value, devices?.camera.live.value].filter((track) => track != null)
      return tracks.length === 0 ? null : new MediaStream(tracks)
    },
  }
}

function tellUnmet(config: RoomConfig, { unmetWishes }: RoomPart): void {
  if (config.console === 'Error' || config.console === 'None') return
  const unmet = unmetWishes(config)
  if (unmet.length === 0) return
  warnOnce(
    `joinRoom was given options that have no effect: ${unmet.join(', ')}. The README of @roompass/uikit lists those that work.`,
  )
}

function faceOf(kitToken: string): PassFace | null {
  try {
    const { roomId, userId, userName } = read(kitToken)
    return { roomId, userId, userName }
  } catch {
    return null
  }
}
