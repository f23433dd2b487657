// The hub on the server: rooms, people and rules behind a four-method connection. Knows no socket, no HTTP and no token library.
export { systemClock } from './clock.ts'
export { createHub } from './hub.ts'
export { defaultHubLimits } from './limits.ts'
export type { HubLimits } from './limits.ts'
export { maySendMedia } from './sdp.ts'
export type {
  Admission,
  AdmitContext,
  Clock,
  Connection,
  ConnectionHandler,
  Duplicates,
  Hub,
  HubEvent,
  HubEventPerson,
  HubOptions,
  HubPass,
  OneUse,
  RemovalReason,
  RoomSummary,
  SeatSummary,
  Taken,
} from './types.ts'
