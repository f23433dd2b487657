// Microphone and camera on one RTCPeerConnection: one transceiver each, made by whoever offers first.
// Switching a device replaces a track and negotiates nothing; only the grant changes directions.
import type { TrackKind } from '../engine.ts'

export type Tracks = Readonly<Record<TrackKind, MediaStreamTrack | null>>

const kinds = { microphone: 'audio', camera: 'video' } as const
const trackKinds = ['microphone', 'camera'] as const

export interface Media {
  /** For whoever offers first: both transceivers, in this order. */
  create(): void
  /** For whoever answers: takes the transceivers of the offer, if that has not happened. */
  adopt(): Promise<void>
  /** The grant has changed. */
  redirect(): void
  setTrack(kind: TrackKind, track: MediaStreamTrack | null): void
  /** What the other side sends, as agreed on. */
  received(): readonly MediaStreamTrack[]
  sender(kind: TrackKind): RTCRtpSender | null
  receiver(kind: TrackKind): RTCRtpReceiver | null
}

export interface MediaOptions {
  readonly pc: RTCPeerConnection
  /** Tracks of one stream are played in step with each other. */
  readonly stream: MediaStream
  readonly tracks: () => Tracks
  readonly mayPublish: () => boolean
}

export function createMedia({ pc, stream, tracks, mayPublish }: MediaOptions): Media {
  const transceivers: Partial<Record<TrackKind, RTCRtpTransceiver>> = {}

  const direction = (): RTCRtpTransceiverDirection => (mayPublish() ? 'sendrecv' : 'recvonly')
  const trackOf = (kind: TrackKind): MediaStreamTrack | null => (mayPublish() ? tracks()[kind] : null)

  const replace = async (kind: TrackKind, track: MediaStreamTrack | null): Promise<void> => {
    try {
      await transceivers[kind]?.sender.replaceTrack(track)
    } catch {
      // The connection was closed meanwhile: its successor begins with the current tracks.
    }
  }

  return {
    create() {
      for (const kind of trackKinds) {
        transceivers[kind] = pc.addTransceiver(kinds[kind], { direction: direction(), streams: [stream] })
        void replace(kind, trackOf(kind))
      }
    },
    async adopt() {
      for (const kind of trackKinds) {
        const offered = pc.getTransceivers().find(({ receiver }) => receiver.track.kind === kinds[kind])
        const transceiver = transceivers[kind] ?? offered
        if (transceiver === undefined) continue
        transceivers[kind] = transceiver
        if (transceiver.direction !== direction()) transceiver.direction = direction()
        transceiver.sender.setStreams?.(stream)
        await replace(kind, trackOf(kind))
      }
    },
    redirect() {
      for (const kind of trackKinds) {
        const transceiver = transceivers[kind]
        if (transceiver === undefined) continue
        if (transceiver.direction !== direction()) transceiver.direction = direction()
        void replace(kind, trackOf(kind))
      }
    },
    setTrack(kind, track) {
      void replace(kind, mayPublish() ? track : null)
    },
    received: () =>
      trackKinds.flatMap((kind) => {
        const transceiver = transceivers[kind]
        const { currentDirection = null } = transceiver ?? {}
        const receives = currentDirection === 'sendrecv' || currentDirection === 'recvonly'
        return transceiver !== undefined && receives ? [transceiver.receiver.track] : []
      }),
    sender: (kind) => transceivers[kind]?.sender ?? null,
    receiver: (kind) => transceivers[kind]?.receiver ?? null,
  }
}
