// Who is in the room: people as the hub tells them, with what the engine adds. Emits what changed, each thing once.
import type { MediaFlags, Person, PeerMedia } from '../protocol/index.ts'
import type { Emitter } from './emitter.ts'
import type { Participant, RoomEvents } from './types.ts'

/** What an engine, or a media message, can change about a participant. */
export type ParticipantChange = Partial<Omit<Participant, 'peerId' | 'userId' | 'userName' | 'isSelf'>>

export interface Participants {
  readonly self: Participant | null
  readonly others: readonly Participant[]
  has(peerId: string): boolean
  /** Oneself, as the hub says. The first time nobody is told: the state that follows says it. */
  setSelf(person: Person, stream: MediaStream | null): void
  /** Takes the full list of the others; who is gone or new is told. Gives the peer ids of both. */
  reconcile(people: readonly Person[]): { readonly gone: readonly string[]; readonly came: readonly string[] }
  /** Somebody came; false when they were there. */
  joined(person: Person): boolean
  left(peerId: string): boolean
  media(message: PeerMedia): void
  change(peerId: string, change: ParticipantChange): void
  changeSelf(change: ParticipantChange): void
  /** Forgets everybody without a word: the stay is over. */
  clear(): void
}

export function createParticipants(events: Pick<Emitter<RoomEvents>, 'emit'>): Participants {
  let self: Participant | null = null
  let others: readonly Participant[] = []
  /** What comes from each of the others, also from who may not send (spec 6.3.5). */
  const received = new Map<string, MediaStream>()

  const find = (peerId: string): Participant | undefined => others.find((one) => one.peerId === peerId)

  const replace = (old: Participant, change: ParticipantChange): void => {
    const next = changed(old, old === self ? change : allowed(old, change))
    if (next === old) return
    if (old === self) self = next
    else others = others.map((one) => (one === old ? next : one))
    events.emit('participantChanged', next)
  }

  /** Of somebody who may not send nothing is shown or heard, whatever comes. */
  const allowed = ({ peerId, publish: before }: Participant, change: ParticipantChange): ParticipantChange => {
    if (change.stream === null) received.delete(peerId)
    else if (change.stream !== undefined) received.set(peerId, change.stream)
    const { publish = before } = change
    const stream = received.get(peerId) ?? null
    // The tracks as well: a page may have kept the stream.
    if (stream !== null && (!publish || !before)) for (const track of stream.getTracks()) track.enabled = publish
    return publish ? { ...change, stream } : { ...change, stream: null, speaking: false }
  }

  const left = (peerId: string): boolean => {
    received.delete(peerId)
    const person = find(peerId)
    if (person === undefined) return false
    others = others.filter((one) => one !== person)
    events.emit('participantLeft', person)
    return true
  }

  const joined = (person: Person): boolean => {
    if (person.peerId === self?.peerId || find(person.peerId) !== undefined) return false
    const participant = participantOf(person)
    others = [...others, participant]
    events.emit('participantJoined', participant)
    return true
  }

  return {
    get self() {
      return self
    },
    get others() {
      return others
    },
    has: (peerId) => find(peerId) !== undefined,
    setSelf(person, stream) {
      const old = self
      const speaking = old?.peerId === person.peerId && old.speaking
      self = Object.freeze({ ...participantOf(person), isSelf: true, link: 'connected', stream, speaking })
      if (old !== null && differs(old, self)) events.emit('participantChanged', self)
    },
    reconcile(people) {
      const there = new Set(people.map((person) => person.peerId))
      const gone = others.map((one) => one.peerId).filter((peerId) => !there.has(peerId))
      for (const peerId of gone) left(peerId)
      const came: string[] = []
      for (const person of people) {
        const known = find(person.peerId)
        if (known !== undefined) replace(known, flagsOf(person))
        else if (joined(person)) came.push(person.peerId)
      }
      return { gone, came }
    },
    joined,
    left,
    media(message) {
      const person = find(message.peerId)
      if (person !== undefined) replace(person, flagsOf(message))
    },
    change(peerId, change) {
      const person = find(peerId)
      if (person !== undefined) replace(person, change)
    },
    changeSelf(change) {
      if (self !== null) replace(self, change)
    },
    clear() {
      self = null
      others = []
      received.clear()
    },
  }
}

function participantOf({ peerId, userId, userName, publish, microphone, camera }: Person): Participant {
  return Object.freeze({
    peerId,
    userId,
    userName,
    isSelf: false,
    publish,
    microphone,
    camera,
    speaking: false,
    stream: null,
    link: 'connecting',
  })
}

function flagsOf({ publish, microphone, camera }: MediaFlags & { readonly publish: boolean }): ParticipantChange {
  return { publish, microphone, camera }
}

function changed(old: Participant, change: ParticipantChange): Participant {
  const next = Object.freeze({ ...old, ...change })
  return differs(old, next) ? next : old
}

function differs(one: Participant, other: Participant): boolean {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the keys' type
  return (Object.keys(one) as (keyof Participant)[]).some((key) => one[key] !== other[key])
}
