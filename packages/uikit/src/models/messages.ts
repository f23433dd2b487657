// Every text the kit shows, in English, and how a page replaces some of them. What an end says is in end_texts.ts.
import { endTexts, type EndText } from './end_texts.ts'
import type { BrowserFamily, ChoiceKind, DeviceTrouble } from './media_port.ts'
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
  readonly settings: string
  readonly settingsTitle: string
  readonly done: string
  readonly leaveTitle: string
  readonly leaveText: string
  readonly stay: string
  readonly rejoin: string
  readonly home: string
  readonly back: string
  readonly reload: string
  readonly getNewPass: string
  readonly noNewPass: string
  readonly room: string
  readonly people: string
  readonly callControls: string
  readonly onePerson: string
  readonly manyPeople: string
  readonly alone: string
  readonly copyLink: string
  readonly copyNamedLink: string
  readonly copied: string
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
  /** What a list of devices is for. */
  readonly choose: Readonly<Record<ChoiceKind, string>>
  readonly howToAllow: string
  /** The steps that allow a blocked device again; `thenTryAgain` follows them. */
  readonly allowSteps: Readonly<Record<BrowserFamily, readonly string[]>>
  readonly thenTryAgain: string
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
  settings: 'Settings',
  settingsTitle: 'Sound and picture',
  done: 'Done',
  leaveTitle: 'Leave the room?',
  leaveText: 'The others stay, and you can come back.',
  stay: 'Stay',
  rejoin: 'Rejoin',
  home: 'Return home',
  back: 'Back to the preview',
  reload: 'Reload the page',
  getNewPass: 'Get a new pass',
  noNewPass: 'No new pass has come. Open your link to the room again.',
  room: 'Room',
  people: 'People in the room',
  callControls: 'Call controls',
  onePerson: '1 person',
  manyPeople: '{count} people',
  alone: 'Nobody else is here yet.',
  copyLink: 'Copy link',
  copyNamedLink: 'Copy {name}',
  copied: 'Copied',
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
  choose: { microphone: 'Choose a microphone', camera: 'Choose a camera', speaker: 'Choose a loudspeaker' },
  howToAllow: 'Show me how',
  allowSteps: {
    chromium: ['Click the icon at the left end of the address bar.', 'Switch on Camera and Microphone.'],
    android: ['Tap the icon at the left end of the address bar.', 'Tap Permissions, and allow Camera and Microphone.'],
    firefox: [
      'Click the crossed-out camera or microphone beside the address.',
      'Remove the block with the × next to it.',
    ],
    safari: ['In the menu bar open Safari, then Settings for this website.', 'Set Camera and Microphone to Allow.'],
    ios: ['Tap the button beside the address, then Website Settings.', 'Set Camera and Microphone to Allow.'],
  },
  thenTryAgain: 'Come back here and press Try again.',
  trouble: {
    denied: {
      microphone: 'The microphone is blocked for this page.',
      camera: 'The camera is blocked for this page.',
      both: 'The microphone and the camera are blocked for this page.',
    },
    dismissed: {
      microphone: 'Your browser asked for the microphone and got no answer. Try again, and choose Allow.',
      camera: 'Your browser asked for the camera and got no answer. Try again, and choose Allow.',
      both: 'Your browser asked for microphone and camera and got no answer. Try again, and choose Allow.',
    },
    system: {
      microphone: 'Your system keeps the microphone from this browser. Allow it in the privacy settings of the system.',
      camera: 'Your system keeps the camera from this browser. Allow it in the privacy settings of the system.',
      both: 'Your system keeps microphone and camera from this browser. Allow them in the privacy settings of the system.',
    },
    embedded: {
      microphone: 'The page around this room does not let it use the microphone. Open the room in a window of its own.',
      camera: 'The page around this room does not let it use the camera. Open the room in a window of its own.',
      both: 'The page around this room does not let it use microphone and camera. Open the room in a window of its own.',
    },
    'none-found': {
      microphone: 'No microphone was found. Plug one in to be heard.',
      camera: 'No camera was found. Plug one in to be seen.',
      both: 'No microphone and no camera were found. Plug them in to be heard and seen.',
    },
    'in-use': {
      microphone: 'Another app is using the microphone. Close it to use the microphone here.',
      camera: 'Another app is using the camera. Close it to use the camera here.',
      both: 'Another app is using microphone and camera. Close it to use them here.',
    },
    insecure: {
      microphone: 'Browsers give the microphone only to pages opened over https.',
      camera: 'Browsers give the camera only to pages opened over https.',
      both: 'Browsers give microphone and camera only to pages opened over https.',
    },
    lost: {
      microphone: 'The microphone has stopped. Check its plug.',
      camera: 'The camera has stopped. Check its plug.',
      both: 'The microphone and the camera have stopped. Check their plugs.',
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
export type MessageOverrides = Partial<Omit<Messages, 'trouble' | 'ended' | 'choose' | 'allowSteps'>> & {
  readonly choose?: Partial<Messages['choose']>
  readonly allowSteps?: Partial<Messages['allowSteps']>
  readonly trouble?: Partial<Messages['trouble']>
  readonly ended?: Partial<Messages['ended']>
}

/** The catalogue with the page's own words in it. */
export function messagesWith(overrides: MessageOverrides = {}): Messages {
  return {
    ...english,
    ...overrides,
    choose: { ...english.choose, ...overrides.choose },
    allowSteps: { ...english.allowSteps, ...overrides.allowSteps },
    trouble: { ...english.trouble, ...overrides.trouble },
    ended: { ...english.ended, ...overrides.ended },
  }
}

/** `text` with each `{name}` replaced by its value; an unknown one stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(values, key) ? String(values[key]) : whole))
}
