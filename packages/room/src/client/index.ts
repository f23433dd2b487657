// The room client for browsers: one person's connection to a room, and the engines that carry media. Safe to import on a server.
export type { ClientClock } from './clock.ts'
export type {
  EngineFactory,
  EngineHost,
  IncomingSignal,
  LinkState,
  MediaEngine,
  OutgoingSignal,
  TrackKind,
} from './engines/engine.ts'
export { RoomError } from './types.ts'
export type {
  Participant,
  RoomClient,
  RoomClientOptions,
  RoomErrorCode,
  RoomEvents,
  RoomState,
  SocketEvent,
  WebSocketLike,
  WebSocketMaker,
} from './types.ts'
export { createFakeEngine } from './engines/fake.ts'
export type { FakeEngine, FakeEngineOptions } from './engines/fake.ts'
export { createMeshEngine } from './engines/mesh/mesh.ts'
export type { MeshOptions } from './engines/mesh/mesh.ts'
export type { Meter } from './engines/mesh/meter.ts'
export type { MeshPorts } from './engines/mesh/ports.ts'
export { transition } from './machine.ts'
export type { Effect, RoomEvent, Step } from './machine.ts'
export { createRoomClient } from './room_client.ts'
export { createUseTickets } from './use_tickets.ts'
export type { UseTickets } from './use_tickets.ts'
