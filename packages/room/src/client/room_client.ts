// The room client: runs what the machine decides, on WebSockets and timers, for one stay after another.
import { closeReasons, type ClientMessage, type HubMessage } from '../protocol/index.ts'
import { backoffMs, patienceMs } from './backoff.ts'
import { createAlarm, systemClock } from './clock.ts'
import { createEmitter } from './emitter.ts'
import { createMeshEngine } from './engines/mesh/mesh.ts'
import { createLine, roomUrl, type Line } from './line.ts'
import { transition, type Effect, type RoomEvent } from './machine.ts'
import { createRenewals } from './renewals.ts'
import { createStay } from './stay.ts'
import {
  RoomError,
  type RoomClient,
  type RoomClientOptions,
  type RoomEvents,
  type RoomState,
  type WebSocketMaker,
} from './types.ts'
import { createUseTickets, ticketFor } from './use_tickets.ts'
import { watchWake } from './wake.ts'

/**
 * A client for the room that `kitToken` names. Nothing is contacted before `join`.
 * @throws TypeError when `kitToken` is no string or empty, when `serverUrl` is no http(s) or ws(s) URL, or where there is no WebSocket.
 */
export function createRoomClient(options: RoomClientOptions): RoomClient {
  const { engine = createMeshEngine(), clock = systemClock, random = Math.random } = options
  const { useTickets = createUseTickets() } = options
  let kitToken = checkedToken(options.kitToken)
  let userName = options.userName
  const url = roomUrl(options.serverUrl)
  const webSocket = options.webSocket ?? globalWebSocket()

  let state: RoomState = { name: 'idle' }
  let line: Line | null = null
  let joining: Deferred | null = null
  let stopWatching: (() => void) | null = null
  const retry = createAlarm(clock)
  const patience = createAlarm(clock)
  const events = createEmitter<RoomEvents>()
  const send = (message: ClientMessage): void => line?.send(message)
  const stay = createStay({ engine, clock, events, send })
  const withTicket = (token: string) => ({ kitToken: token, useTicket: ticketFor(useTickets, token) })
  const renewals = createRenewals((token) => send({ type: 'renew', ...withTicket(token) }))

  // A listener or an effect may bring the next event: it waits until this one is done.
  const waiting: RoomEvent[] = []
  let busy = false
  const dispatch = (event: RoomEvent): void => {
    waiting.push(event)
    if (busy) return
    busy = true
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) step(next)
    busy = false
  }

  const step = (event: RoomEvent): void => {
    const before = state
    const next = transition(state, event)
    state = next.state
    watch(isOutside(state))
    for (const effect of next.effects) run(effect)
    if (state !== before) events.emit('state', state)
  }

  const watch = (outside: boolean): void => {
    if (outside) stopWatching?.()
    stopWatching = outside ? null : (stopWatching ?? watchWake(() => dispatch({ type: 'woke' })))
  }

  const run = (effect: Effect): void => {
    switch (effect.type) {
      case 'connect':
        return connect()
      case 'sayHello':
        return send({
          type: 'hello',
          ...withTicket(kitToken),
          ...(userName === undefined ? {} : { userName }),
          ...stay.greeting(),
        })
      case 'sayLeave':
        return send({ type: 'leave' })
      case 'disconnect':
        retry.stop()
        return dropLine()
      case 'scheduleRetry':
        if (effect.why !== null && closeReasons[effect.why].retry === 'new_token') {
          kitToken = renewals.takeForDoor() ?? kitToken
        }
        return retry.in(backoffMs(effect.attempt, effect.why, random), () => dispatch({ type: 'retry' }))
      case 'hurry':
        if (!retry.set) return
        retry.stop()
        return connect()
      case 'probe':
        stay.nudge()
        return line?.probe()
      case 'startPatience':
        return patience.in(patienceMs, () => dispatch({ type: 'gaveUp' }))
      case 'stopPatience':
        return patience.stop()
      case 'resolveJoin':
        return joining?.resolve()
      case 'rejectJoin':
        return joining?.reject(new RoomError(effect.code))
      case 'endStay':
        stay.end()
        return renewals.end(state.name === 'ended' ? state.why : 'aborted')
    }
  }

  const dropLine = (): void => {
    line?.hangUp()
    line = null
    stay.lineLost()
    renewals.close()
  }

  const keepTicket = ({ useTicket }: { readonly useTicket?: string }): void => {
    if (useTicket !== undefined) useTickets.keep(kitToken, useTicket)
  }

  const connect = (): void => {
    dropLine()
    let welcomed = false
    const mine = createLine(
      { url, webSocket, clock },
      {
        opened: () => dispatch({ type: 'opened' }),
        heard(message) {
          if (welcomed) return hear(message)
          if (message.type !== 'welcome') return
          welcomed = true
          keepTicket(message)
          stay.welcome(message)
          mine.keepAlive(message.limits.heartbeatSeconds, () => stay.ping())
          dispatch({ type: 'welcomed', now: clock.now() })
          // A listener may have left meanwhile.
          if (line !== mine) return
          stay.settle(message)
          if (line === mine) renewals.open()
        },
        closed(why) {
          dropLine()
          dispatch({ type: 'closed', why, fresh: renewals.waiting, now: clock.now() })
        },
      },
    )
    line = mine
  }

  const hear = (message: HubMessage): void => {
    if (message.type === 'welcome') return
    stay.hear(message)
    if (message.type === 'renewed') {
      kitToken = renewals.accepted() ?? kitToken
      keepTicket(message)
    }
    if (message.type === 'refused' && message.of === 'renew') renewals.refused(message.code)
  }

  return {
    get state() {
      return state
    },
    get self() {
      return stay.participants.self
    },
    get participants() {
      return stay.participants.others
    },
    get canPublish() {
      return stay.canPublish
    },
    get expiresAt() {
      return stay.expiresAt
    },
    get roomId() {
      return stay.roomId
    },
    join() {
      if (isOutside(state)) {
        joining = createDeferred()
        dispatch({ type: 'join' })
      }
      return joining?.promise ?? Promise.resolve()
    },
    leave() {
      dispatch({ type: 'leave' })
      return Promise.resolve()
    },
    async renew(fresh) {
      checkedToken(fresh)
      if (isOutside(state)) kitToken = fresh
      else await renewals.add(fresh)
    },
    setTrack: (kind, track) => stay.setTrack(kind, track),
    setUserName(name) {
      userName = name
    },
    on: events.on,
  }
}

interface Deferred {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: RoomError) => void
}

// Promise.withResolvers is younger than some of the browsers this runs in.
function createDeferred(): Deferred {
  let settle: Pick<Deferred, 'resolve' | 'reject'> | undefined
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, resolve: () => settle?.resolve(), reject: (error) => settle?.reject(error) }
}

function isOutside(state: RoomState): boolean {
  return state.name === 'idle' || state.name === 'left' || state.name === 'ended'
}

function checkedToken(kitToken: string): string {
  if (typeof kitToken !== 'string' || kitToken === '')
    throw new TypeError('kitToken must be a string that is not empty')
  return kitToken
}

function globalWebSocket(): WebSocketMaker {
  if (typeof WebSocket === 'undefined')
    throw new TypeError('webSocket must be given where there is no global WebSocket')
  return WebSocket
}
