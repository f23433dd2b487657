// The shapes of the room that models and views work with, all derived from @roompass/room/client. No behaviour.
import type { Participant, RoomClient, RoomState } from '@roompass/room/client'

/** Why a call is over: the person left, or the reason that the room (or the network) gave. */
export type EndReason = Extract<RoomState, { name: 'ended' }>['why'] | 'self'

/** The two things a person can switch on and off. */
export type DeviceKind = 'microphone' | 'camera'

/** One person as the views see them: a frozen copy, so that a signal changes when the person does. */
export type Person = Pick<
  Participant,
  'peerId' | 'userId' | 'userName' | 'isSelf' | 'microphone' | 'camera' | 'speaking' | 'stream' | 'link'
>

/** A copy of `participant` that later changes of the room cannot reach. */
export function personOf(participant: Participant): Person {
  const { peerId, userId, userName, isSelf, microphone, camera, speaking, stream, link } = participant
  return Object.freeze({ peerId, userId, userName, isSelf, microphone, camera, speaking, stream, link })
}

/** How the call model gets a room: production loads @roompass/room/client for it. Rejects where that cannot be loaded. */
export type OpenRoom = (options: { kitToken: string; userName?: string }) => Promise<RoomClient>
