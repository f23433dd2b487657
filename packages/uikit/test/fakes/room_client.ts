// A room in memory with the RoomClient interface: people come, speak, drop out and go when a test says so.
import type { Participant, RoomClient, RoomEvents, RoomState } from '@roompass/room/client'
import type { DeviceKind, EndReason } from '../../src/models/room_types.ts'

type Listeners = { [K in keyof RoomEvents]: Set<(value: RoomEvents[K]) => void> }

/** What `join` rejects with, as the real client's RoomError is: an Error with a code. */
class FakeRefusal extends Error {
  readonly code: string
  constructor(code: string) {
    super(`refused: ${code}`)
    this.code = code
  }
}

export interface FakeRoomOptions {
  /** The door's answer; default: admitted. */
  readonly refuse?: Exclude<EndReason, 'self'>
  readonly publish?: boolean
  /** People who are there before us. */
  readonly inside?: readonly Participant[]
  /** Keeps `join` pending until `admit` is called. */
  readonly held?: boolean
  readonly userId?: string
}

export function fakePerson(userId: string, more: Partial<Participant> = {}): Participant {
  return {
    peerId: `peer-${userId}`,
    userId,
    userName: userId,
    isSelf: false,
    publish: true,
    microphone: true,
    camera: true,
    speaking: false,
    stream: null,
    link: 'connected',
    ...more,
  }
}

export class FakeRoomClient implements RoomClient {
  state: RoomState = { name: 'idle' }
  self: Participant | null = null
  participants: Participant[] = []
  canPublish = false
  expiresAt: number | null = null
  readonly roomId = 'studio'
  readonly tracks: Record<DeviceKind, MediaStreamTrack | null> = { microphone: null, camera: null }
  renewed: string[] = []
  refuseRenewal = false
  readonly #options: FakeRoomOptions
  #userName: string
  #admit: (() => void) | null = null
  #abort: ((error: Error) => void) | null = null
  readonly #listeners: Listeners = {
    state: new Set(),
    participantJoined: new Set(),
    participantLeft: new Set(),
    participantChanged: new Set(),
    tokenWillExpire: new Set(),
    refused: new Set(),
  }

  constructor(options: FakeRoomOptions = {}, userName = 'Ada') {
    this.#options = options
    this.#userName = userName
  }

  on<K extends keyof RoomEvents>(event: K, listener: (value: RoomEvents[K]) => void): () => void {
    this.#listeners[event].add(listener)
    return () => this.#listeners[event].delete(listener)
  }

  emit<K extends keyof RoomEvents>(event: K, value: RoomEvents[K]): void {
    for (const listener of this.#listeners[event]) listener(value)
  }

  get listening(): number {
    return Object.values(this.#listeners).reduce((sum, set) => sum + set.size, 0)
  }

  async join(): Promise<void> {
    this.#become({ name: 'connecting', attempt: 1 })
    await new Promise<void>((resolve, reject) => {
      this.#admit = resolve
      this.#abort = reject
      if (this.#options.held !== true) resolve()
    })
    const { refuse, publish = true, inside = [], userId = 'ada' } = this.#options
    if (refuse !== undefined) {
      this.#become({ name: 'ended', why: refuse })
      throw new FakeRefusal(refuse)
    }
    this.canPublish = publish
    this.self = fakePerson(userId, {
      isSelf: true,
      userName: this.#userName,
      microphone: this.tracks.microphone !== null,
      camera: this.tracks.camera !== null,
    })
    this.participants = [...inside]
    this.#become({ name: 'joined', since: 0 })
    for (const person of inside) this.emit('participantJoined', person)
  }

  admit(): void {
    this.#admit?.()
  }

  async leave(): Promise<void> {
    this.#abort?.(new FakeRefusal('aborted'))
    if (this.state.name !== 'ended') this.#become({ name: 'left', why: 'self' })
  }

  async renew(kitToken: string): Promise<void> {
    if (this.refuseRenewal) throw new FakeRefusal('token_invalid')
    this.renewed.push(kitToken)
  }

  setTrack(kind: DeviceKind, track: MediaStreamTrack | null): void {
    this.tracks[kind] = track
    if (this.self !== null) this.changeSelf({ [kind]: track !== null })
  }

  setUserName(name: string): void {
    this.#userName = name
  }

  arrive(person: Participant): void {
    this.participants = [...this.participants, person]
    this.emit('participantJoined', person)
  }

  depart(userId: string): void {
    const person = this.participants.find((one) => one.userId === userId)
    if (person === undefined) throw new Error(`${userId} is not in the room`)
    this.participants = this.participants.filter((one) => one !== person)
    this.emit('participantLeft', person)
  }

  change(userId: string, more: Partial<Participant>): void {
    this.participants = this.participants.map((one) => (one.userId === userId ? { ...one, ...more } : one))
    const person = this.participants.find((one) => one.userId === userId)
    if (person !== undefined) this.emit('participantChanged', person)
  }

  changeSelf(more: Partial<Participant>): void {
    if (this.self === null) return
    this.self = { ...this.self, ...more }
    this.emit('participantChanged', this.self)
  }

  end(why: Exclude<EndReason, 'self'>): void {
    this.#become({ name: 'ended', why })
  }

  drop(): void {
    this.#become({ name: 'reconnecting', attempt: 1, since: 0 })
  }

  resume(): void {
    this.#become({ name: 'joined', since: 0 })
  }

  #become(state: RoomState): void {
    this.state = state
    this.emit('state', state)
  }
}
