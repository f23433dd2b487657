// One person's stay in a room: people, links, devices and token, from the first welcome to the end, across connections.
// Which connection carries it is room_client.ts.
import type {
  ClientMessage,
  Hello,
  HubMessage,
  IceServer,
  MediaFlags,
  Ping,
  RoomGrant,
  Welcome,
} from '../protocol/index.ts'
import type { ClientClock } from './clock.ts'
import type { Emitter } from './emitter.ts'
import type { EngineFactory, MediaEngine, TrackKind } from './engines/engine.ts'
import { createOutbox } from './outbox.ts'
import { createParticipants, type Participants } from './participants.ts'
import type { RoomEvents } from './types.ts'

export interface StaySurroundings {
  readonly engine: EngineFactory
  readonly clock: ClientClock
  readonly events: Emitter<RoomEvents>
  /** Goes to the current line, if there is one. */
  readonly send: (message: ClientMessage) => void
}

export interface Stay {
  readonly participants: Participants
  readonly canPublish: boolean
  readonly expiresAt: number | null
  readonly roomId: string
  /** What `hello` says besides token and name. */
  greeting(): Pick<Hello, 'media' | 'resume' | 'seen'>
  /** Takes what the welcome says about oneself and the room; the state follows. */
  welcome(message: Welcome): void
  /** After the state has told: people and links as the welcome has them. */
  settle(message: Welcome): void
  hear(message: Exclude<HubMessage, Welcome>): void
  ping(): Ping
  /** The network may be back: links in trouble try again at once. */
  nudge(): void
  /** The line is gone; media goes on. */
  lineLost(): void
  setTrack(kind: TrackKind, track: MediaStreamTrack | null): void
  end(): void
}

const off: MediaFlags = { microphone: false, camera: false }

export function createStay({ engine: createEngine, clock, events, send }: StaySurroundings): Stay {
  const participants = createParticipants(events)
  const outbox = createOutbox((signal) => send({ type: 'signal', ...signal }))
  const tracks: Record<TrackKind, MediaStreamTrack | null> = { microphone: null, camera: null }
  let stream: MediaStream | null = null
  let engine: MediaEngine | null = null
  let canPublish = false
  let iceServers: readonly IceServer[] = []
  let expiresAt: number | null = null
  let warnedOf: number | null = null
  let roomId = ''
  let ticket: string | null = null
  let seen = 0
  /** Between a welcome and the loss of its line: before that the hub takes nothing but `hello`. */
  let ready = false
  /** What the hub believes to be on. */
  let told: MediaFlags = off
  /** Signals sent before each ping that has no answer yet. */
  let pings: number[] = []

  const wished = (): MediaFlags => ({ microphone: tracks.microphone !== null, camera: tracks.camera !== null })

  const startEngine = (selfPeerId: string): void => {
    engine?.close()
    const mine = createEngine({
      selfPeerId,
      get canPublish() {
        return canPublish
      },
      get iceServers() {
        return iceServers
      },
      clock,
      send: (signal) => outbox.send(signal),
      onStream: (peerId, received) => participants.change(peerId, { stream: received }),
      onSpeaking(peerId, speaking) {
        if (peerId === selfPeerId) participants.changeSelf({ speaking })
        else participants.change(peerId, { speaking })
      },
      onLink: (peerId, link) => participants.change(peerId, { link }),
    })
    engine = mine
    applyTracks()
  }

  const applyTracks = (): void => {
    for (const kind of ['microphone', 'camera'] as const) engine?.setTrack(kind, canPublish ? tracks[kind] : null)
  }

  /** Tells the hub and oneself what is on. */
  const tellMedia = (): void => {
    const flags = canPublish ? wished() : off
    participants.changeSelf({ publish: canPublish, ...flags, stream: canPublish ? stream : null })
    if (!ready || (told.microphone === flags.microphone && told.camera === flags.camera)) return
    told = flags
    send({ type: 'media', ...flags })
  }

  const settle = ({ self, people, resumed, heard }: Welcome, newSeat: boolean): void => {
    if (newSeat || !resumed) {
      outbox.reset()
      seen = 0
    }
    if (newSeat) {
      startEngine(self.peerId)
    } else {
      engine?.hostChanged()
      applyTracks()
    }
    const { gone, came } = participants.reconcile(people)
    for (const peerId of gone) engine?.removePeer(peerId)
    if (newSeat) for (const { peerId } of participants.others) participants.change(peerId, beginning)
    if (!newSeat && resumed) engine?.nudge()
    if (!newSeat && !resumed) engine?.restartLinks()
    // Who came while this person was away found them in the welcome, and has begun; signals tell.
    const begins = newSeat ? people.map(({ peerId }) => peerId) : came
    for (const peerId of begins) engine?.addPeer(peerId, newSeat || !resumed ? 'offers' : 'waits')
    outbox.open(newSeat || !resumed ? 0 : heard)
    ready = true
    tellMedia()
  }

  let seatIsNew = true

  return {
    participants,
    get canPublish() {
      return canPublish
    },
    get expiresAt() {
      return expiresAt
    },
    get roomId() {
      return roomId
    },
    greeting: () => ({ media: wished(), ...(ticket === null ? {} : { resume: ticket, seen }) }),
    welcome(message) {
      seatIsNew = engine === null || participants.self?.peerId !== message.self.peerId
      canPublish = message.grant.publish
      iceServers = message.iceServers
      expiresAt = message.expiresAt
      roomId = message.roomId
      ticket = message.ticket
      told = { microphone: message.self.microphone, camera: message.self.camera }
      participants.setSelf(message.self, canPublish ? stream : null)
    },
    settle: (message) => settle(message, seatIsNew),
    hear(message) {
      switch (message.type) {
        case 'joined':
          if (participants.joined(message.person)) engine?.addPeer(message.person.peerId, 'waits')
          return
        case 'left':
          engine?.removePeer(message.peerId)
          participants.left(message.peerId)
          return
        case 'media':
          return participants.media(message)
        case 'signal':
          // The same signal may come twice around a break.
          if (message.seq <= seen) return
          seen = message.seq
          return engine?.receive(message)
        case 'renewed':
          expiresAt = message.expiresAt
          return granted(message.grant)
        case 'granted':
          return granted(message.grant)
        case 'refused':
          return refused(message)
        case 'expiring':
          if (warnedOf === message.expiresAt) return
          warnedOf = message.expiresAt
          return events.emit('tokenWillExpire', { expiresAt: message.expiresAt })
        case 'pong':
          return outbox.confirm(pings.shift() ?? 0)
      }
    },
    ping() {
      pings.push(outbox.sent)
      return { type: 'ping', seen }
    },
    nudge: () => engine?.nudge(),
    lineLost() {
      ready = false
      pings = []
      outbox.close()
    },
    setTrack(kind, track) {
      if (tracks[kind] === track) return
      tracks[kind] = track
      stream = streamOf([tracks.microphone, tracks.camera])
      if (canPublish) engine?.setTrack(kind, track)
      tellMedia()
    },
    end() {
      engine?.close()
      engine = null
      ticket = null
      canPublish = false
      expiresAt = null
      seen = 0
      pings = []
      outbox.close()
      outbox.reset()
      participants.clear()
    },
  }

  function granted({ publish }: RoomGrant): void {
    canPublish = publish
    // The hub has masked what it believed to be on.
    if (!canPublish) told = off
    engine?.hostChanged()
    applyTracks()
    tellMedia()
  }

  function refused({ of, code, message, peerId }: Extract<HubMessage, { type: 'refused' }>): void {
    // Somebody who has just left: their `left` is on its way.
    if (of === 'signal' && code === 'no_such_peer') return
    if (of === 'signal' && peerId !== undefined) engine?.refused(peerId)
    events.emit('refused', { of, code, message })
  }
}

const beginning = { link: 'connecting', stream: null, speaking: false } as const

function streamOf(tracks: readonly (MediaStreamTrack | null)[]): MediaStream | null {
  const present = tracks.filter((track) => track !== null)
  return present.length === 0 || typeof MediaStream === 'undefined' ? null : new MediaStream(present)
}
