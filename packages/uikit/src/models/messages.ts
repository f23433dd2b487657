// Every text the kit shows, in English, and how a page replaces some of them. What an end says is in end_texts.ts.
import { endTexts, type EndText } from './end_texts.ts'
import type { DeviceTrouble } from './devices.ts'
import type { DeviceKind, EndReason } from './room_types.ts'

/** The texts of the kit. `{name}` and the like are filled in; the words around them are yours to change. */
export interface Messages {
  readonly preJoinTitle: string
  readonly preJoinLead: string
  readonly yourName: string
  readonly namePlaceholder: string
  readonly join: string
  readonly joining: string
  readonly cancel: string
  readonly entering: string
  readonly microphone: string
  readonly camera: string
  readonly cameraOff: string
  readonly starting: string
  readonly tryAgain: string
  readonly canStillJoin: string
  readonly leave: string
  readonly leaveTitle: string
  readonly leaveText: string
  readonly stay: string
  readonly rejoin: string
  readonly home: string
  readonly room: string
  readonly people: string
  readonly callControls: string
  readonly onePerson: string
  readonly manyPeople: string
  readonly alone: string
  readonly you: string
  readonly viewing: string
  readonly reconnecting: string
  readonly personReconnecting: string
  readonly personConnecting: string
  readonly microphoneOff: string
  readonly speaking: string
  readonly soundBlocked: string
  readonly turnOnSound: string
  readonly welcomeAlone: string
  readonly welcomeOne: string
  readonly welcomeMany: string
  readonly joined: string
  readonly joinedMany: string
  readonly left: string
  readonly leftMany: string
  readonly and: string
  readonly guest: string
  readonly trouble: Readonly<Record<DeviceTrouble, Readonly<Record<DeviceKind | 'both', string>>>>
  readonly ended: Readonly<Record<EndReason, EndText>>
}

export const english: Messages = {
  preJoinTitle: 'Ready to join?',
  preJoinLead: 'Room {room}',
  yourName: 'Your name',
  namePlaceholder: 'How others will see you',
  join: 'Join',
  joining: 'Joining…',
  cancel: 'Cancel',
  entering: 'Entering the room…',
  microphone: 'Microphone',
  camera: 'Camera',
  cameraOff: 'Your camera is off',
  starting: 'Starting your camera…',
  tryAgain: 'Try again',
  canStillJoin: 'You can join anyway.',
  leave: 'Leave',
  leaveTitle: 'Leave the room?',
  leaveText: 'The others stay. You can come back while your pass is valid.',
  stay: 'Stay',
  rejoin: 'Rejoin',
  home: 'Return home',
  room: 'Room',
  people: 'People in the room',
  callControls: 'Call controls',
  onePerson: '1 person',
  manyPeople: '{count} people',
  alone: 'Nobody else is here yet. People appear as they join.',
  you: '{name} (you)',
  viewing: 'You are watching only',
  reconnecting: 'Connection lost. Reconnecting…',
  personReconnecting: 'Reconnecting…',
  personConnecting: 'Connecting…',
  microphoneOff: 'microphone off',
  speaking: 'speaking',
  soundBlocked: 'Your browser is holding back the sound.',
  turnOnSound: 'Turn on sound',
  welcomeAlone: 'You are in the room. Nobody else is here yet.',
  welcomeOne: 'You are in the room with {name}.',
  welcomeMany: 'You are in the room with {count} others.',
  joined: '{name} joined',
  joinedMany: '{count} people joined',
  left: '{name} left',
  leftMany: '{count} people left',
  and: '{first} and {second}',
  guest: 'Guest',
  trouble: {
    denied: {
      microphone: 'The microphone is blocked. Allow it in your browser’s site settings, beside the address.',
      camera: 'The camera is blocked. Allow it in your browser’s site settings, beside the address.',
      both: 'The microphone and the camera are blocked. Allow them in your browser’s site settings, beside the address.',
    },
    'none-found': {
      microphone: 'No microphone was found. Plug one in to be heard.',
      camera: 'No camera was found. Plug one in to be seen.',
      both: 'No microphone and no camera were found. Plug them in to be heard and seen.',
    },
    'in-use': {
      microphone: 'The microphone is in use by another app. Close that app to use it here.',
      camera: 'The camera is in use by another app. Close that app to use it here.',
      both: 'Another app uses the microphone and the camera. Close that app to use them here.',
    },
    insecure: {
      microphone: 'Browsers give the microphone only to pages opened over https.',
      camera: 'Browsers give the camera only to pages opened over https.',
      both: 'Browsers give microphone and camera only to pages opened over https.',
    },
    lost: {
      microphone: 'The microphone stopped. Check its plug.',
      camera: 'The camera stopped. Check its plug.',
      both: 'The microphone and the camera stopped. Check their plugs.',
    },
    failed: {
      microphone: 'The microphone did not start.',
      camera: 'The camera did not start.',
      both: 'The microphone and the camera did not start.',
    },
  },
  ended: endTexts,
}

/** What a page may pass as `messages`: any part of the catalogue. */
export type MessageOverrides = Partial<Omit<Messages, 'trouble' | 'ended'>> & {
  readonly trouble?: Partial<Messages['trouble']>
  readonly ended?: Partial<Messages['ended']>
}

/** The catalogue with the page's own words in it. */
export function messagesWith(overrides: MessageOverrides = {}): Messages {
  return {
    ...english,
    ...overrides,
    trouble: { ...english.trouble, ...overrides.trouble },
    ended: { ...english.ended, ...overrides.ended },
  }
}

/** `text` with each `{name}` replaced by its value; an unknown one stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(values, key) ? String(values[key]) : whole))
}
