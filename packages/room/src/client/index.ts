// The room client for browsers: one person's connection to a room, and the engines that carry media. Safe to import on a server.
export type { EngineFactory, EngineHost, IncomingSignal, MediaEngine, OutgoingSignal } from './engines/engine.ts'
export { RoomError } from './types.ts'
export type {
  ClientClock,
  LinkState,
  Participant,
  RoomClient,
  RoomClientOptions,
  RoomErrorCode,
  RoomEvents,
  RoomState,
  TrackKind,
  WebSocketLike,
  WebSocketMaker,
} from './types.ts'
