// What the mesh needs of the browser. Looked up when used, so that importing works everywhere.
import { createMeter, type Meter } from './meter.ts'

export interface MeshPorts {
  createPeerConnection(configuration: RTCConfiguration): RTCPeerConnection
  createStream(tracks: readonly MediaStreamTrack[]): MediaStream
  createMeter(track: MediaStreamTrack): Meter
}

export const browserPorts: MeshPorts = {
  createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
  createStream: (tracks) => new MediaStream([...tracks]),
  createMeter,
}
