// What one call is to the views and to the kit: its phase, its signals, its commands. No behaviour.
import type { ReadonlySignal } from '@preact/signals'
import type { Announcer, Later } from './announcer.ts'
import type { Devices } from './devices.ts'
import type { MediaPort } from './media_port.ts'
import type { Messages } from './messages.ts'
import type { PassRequest } from './pass_request.ts'
import type { People } from './people.ts'
import type { EndReason, OpenRoom } from './room_types.ts'
import type { Settings } from './settings.ts'
import type { Sound } from './sound.ts'

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
