// The mesh engine: a link to every peer, browser to browser, and who is speaking. Four people in full video, six at most.
import { createAlarm } from '../../clock.ts'
import type { EngineFactory, EngineHost, MediaEngine, TrackKind } from '../engine.ts'
import { videoBitrate } from './bitrate.ts'
import { createLink, type Link } from './link.ts'
import type { Meter } from './meter.ts'
import { browserPorts, type MeshPorts } from './ports.ts'
import { createSpeakingDetector, receivedLevel, type SpeakingDetector } from './speaking.ts'

/** How often levels are looked at. */
const listenMs = 100

export interface MeshOptions {
  /** Parts of the browser to replace. Default: the browser's own. */
  readonly ports?: Partial<MeshPorts>
}

/** An engine that connects every person with every other directly, by WebRTC. */
export function createMeshEngine(options: MeshOptions = {}): EngineFactory {
  const ports = { ...browserPorts, ...options.ports }
  return (host) => createMesh(host, ports)
}

interface Peer {
  readonly link: Link
  readonly detector: SpeakingDetector
}

function createMesh(host: EngineHost, ports: MeshPorts): MediaEngine {
  const peers = new Map<string, Peer>()
  const tracks: Record<TrackKind, MediaStreamTrack | null> = { microphone: null, camera: null }
  const stream = ports.createStream([])
  const listening = createAlarm(host.clock)
  const own = createSpeakingDetector()
  let meter: Meter | null = null
  let closed = false

  const tell = (peerId: string, change: boolean | null): void => {
    if (change !== null) host.onSpeaking(peerId, change)
  }
  const listen = (): void => {
    const now = host.clock.now()
    tell(host.selfPeerId, own.feed(meter?.level() ?? 0, now))
    for (const [peerId, { link, detector }] of peers) {
      tell(peerId, detector.feed(link.audio === null ? 0 : receivedLevel(link.audio, now), now))
    }
    if (!closed) listening.in(listenMs, listen)
  }
  const resize = (): void => {
    for (const { link } of peers.values()) link.limit()
  }

  listening.in(listenMs, listen)

  return {
    addPeer(peerId, role) {
      if (closed || peers.has(peerId) || peerId === host.selfPeerId) return
      const link = createLink({
        peerId,
        host,
        ports,
        stream,
        tracks: () => tracks,
        videoLimit: () => videoBitrate(peers.size + 1),
      })
      peers.set(peerId, { link, detector: createSpeakingDetector() })
      if (role === 'offers') link.start()
      resize()
    },
    removePeer(peerId) {
      peers.get(peerId)?.link.close()
      if (peers.delete(peerId)) resize()
    },
    receive: (signal) => peers.get(signal.from)?.link.receive(signal),
    refused: (peerId) => peers.get(peerId)?.link.refused(),
    restartLinks() {
      for (const { link } of peers.values()) link.start()
    },
    nudge() {
      for (const { link } of peers.values()) link.nudge()
    },
    setTrack(kind, track) {
      if (closed || tracks[kind] === track) return
      tracks[kind] = track
      if (kind === 'microphone') {
        meter?.stop()
        meter = track === null ? null : ports.createMeter(track)
      }
      for (const { link } of peers.values()) link.setTrack(kind, track)
    },
    hostChanged() {
      for (const { link } of peers.values()) link.hostChanged()
    },
    close() {
      closed = true
      listening.stop()
      meter?.stop()
      meter = null
      for (const { link } of peers.values()) link.close()
      peers.clear()
    },
  }
}
