// One stay in a room, from the door to the end: feeds people and announcer, publishes the devices, ends once.
// What is shown before and after it, and what the page is told, is the call's (call.ts).
import { effect, type Signal } from '@preact/signals'
import type { RoomClient, RoomState } from '@roompass/room/client'
import type { Announcer, Later } from './announcer.ts'
import type { Devices } from './devices.ts'
import { isEndReason } from './end_texts.ts'
import type { People } from './people.ts'
import type { EndReason } from './room_types.ts'

/** What a visit works on, and whom it tells. */
export interface Surroundings {
  /** The page has said that this person does not send, whatever the room allows. */
  readonly watchOnly: boolean
  readonly devices: Devices
  readonly people: People
  readonly announcer: Announcer
  readonly later: Later
  readonly canPublish: Signal<boolean | null>
  readonly reconnecting: Signal<boolean>
  /** Inside, once. */
  onEntered(): void
  /** Outside again, once, and only after `onEntered`. */
  onEnded(why: EndReason): void
  onTokenWillExpire(): void
}

export interface Visit {
  readonly entered: boolean
  /** Resolves to null inside, or when given up meanwhile; else to the reason of the refusal. */
  join(): Promise<EndReason | null>
  leave(): Promise<void>
  renew(kitToken: string): Promise<boolean>
  /** Hears nothing of the room any more. */
  forget(): void
}

// A dropped connection is often back within a second: nobody needs to hear of that.
const reconnectingAfterMs = 1500

export function createVisit(client: RoomClient, around: Surroundings): Visit {
  let entered = false
  let forgotten = false

  const enter = (): void => {
    if (entered || forgotten) return
    entered = true
    around.people.follow(client)
    readGrant(client, around)
    around.onEntered()
  }
  const end = (why: EndReason): void => {
    // Before entering, the rejection of `join` tells the same.
    if (!entered || forgotten) return
    forget()
    around.onEnded(why)
  }
  const stops = [
    followState(client, around, enter, end),
    followPeople(client, around, () => entered),
    client.on('tokenWillExpire', () => around.onTokenWillExpire()),
    effect(() => client.setTrack('microphone', around.devices.microphone.live.value)),
    effect(() => client.setTrack('camera', around.devices.camera.live.value)),
  ]
  const forget = (): void => {
    forgotten = true
    for (const stop of stops) stop()
    around.people.clear()
    around.announcer.stop()
  }

  return {
    get entered() {
      return entered && !forgotten
    },
    async join() {
      try {
        await client.join()
        enter()
        return null
      } catch (cause) {
        if (forgotten) return null
        forget()
        return reasonOf(cause)
      }
    },
    async leave() {
      await client.leave()
      end('self')
    },
    async renew(kitToken) {
      try {
        await client.renew(kitToken)
        return true
      } catch {
        return false
      }
    },
    forget,
  }
}

function followState(
  client: RoomClient,
  { later, reconnecting }: Surroundings,
  enter: () => void,
  end: (why: EndReason) => void,
): () => void {
  let cancel: (() => void) | null = null
  const settle = (): void => {
    cancel?.()
    reconnecting.value = false
  }
  const stop = client.on('state', (state: RoomState) => {
    switch (state.name) {
      case 'joined':
        settle()
        return enter()
      case 'reconnecting':
        cancel?.()
        cancel = later(() => {
          reconnecting.value = true
        }, reconnectingAfterMs)
        return
      case 'left':
        return end('self')
      case 'ended':
        return end(state.why)
    }
  })
  return () => {
    stop()
    settle()
  }
}

function followPeople(client: RoomClient, around: Surroundings, entered: () => boolean): () => void {
  const { people, announcer } = around
  const stops = [
    client.on('participantJoined', (person) => {
      if (people.joined(person)) announcer.joined(person.userName)
    }),
    client.on('participantLeft', (person) => {
      people.left(person)
      announcer.left(person.userName)
    }),
    client.on('participantChanged', () => {
      people.refresh()
      if (entered()) readGrant(client, around)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Who may not publish keeps no device open: their light would burn for nobody. */
function readGrant(client: RoomClient, { canPublish, devices, watchOnly }: Surroundings): void {
  canPublish.value = client.canPublish && !watchOnly
  if (!canPublish.value) devices.release()
}

function reasonOf(cause: unknown): EndReason {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null
  return isEndReason(code) ? code : 'unreachable'
}
