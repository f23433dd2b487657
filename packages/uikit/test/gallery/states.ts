// The states of the kit that are worth a look, by name. The pictures (shoot.ts) and the accessibility test walk all of them.

export interface State {
  /** People in the room, oneself among them. */
  readonly people?: number
  readonly kind:
    | 'prejoin'
    | 'camera-off'
    | 'pickers'
    | 'blocked'
    | 'refused'
    | 'refused-for-good'
    | 'entering'
    | 'room'
    | 'names'
    | 'trouble'
    | 'lost'
    | 'sound'
    | 'viewer'
    | 'muted'
    | 'settings'
    | 'asking'
    | 'left'
    | 'unreachable'
    | 'expired'
    | 'removed'
}

export const states: Readonly<Record<string, State>> = {
  prejoin: { kind: 'prejoin' },
  'camera-off': { kind: 'camera-off' },
  pickers: { kind: 'pickers' },
  blocked: { kind: 'blocked' },
  refused: { kind: 'refused' },
  'refused-for-good': { kind: 'refused-for-good' },
  entering: { kind: 'entering' },
  room1: { kind: 'room', people: 1 },
  room2: { kind: 'room', people: 2 },
  room3: { kind: 'room', people: 3 },
  room4: { kind: 'room', people: 4 },
  room5: { kind: 'room', people: 5 },
  room6: { kind: 'room', people: 6 },
  names: { kind: 'names', people: 6 },
  muted: { kind: 'muted', people: 3 },
  trouble: { kind: 'trouble', people: 4 },
  lost: { kind: 'lost', people: 2 },
  sound: { kind: 'sound', people: 3 },
  viewer: { kind: 'viewer', people: 3 },
  settings: { kind: 'settings', people: 3 },
  asking: { kind: 'asking', people: 3 },
  left: { kind: 'left', people: 3 },
  unreachable: { kind: 'unreachable', people: 3 },
  expired: { kind: 'expired', people: 3 },
  removed: { kind: 'removed', people: 3 },
}
