// From sound levels to "is speaking": the ring comes quickly, and outlives the pauses between words.

/** Linear audio level, 0 to 1, above which there is speech rather than noise. */
const threshold = 0.02
const onAfterMs = 250
const offAfterMs = 1000

export interface SpeakingDetector {
  /** Takes the level at a moment (ms). Gives what changed: true, false, or null for nothing. */
  feed(level: number, now: number): boolean | null
}

export function createSpeakingDetector(): SpeakingDetector {
  let speaking = false
  /** Since when the level has said the opposite of `speaking`. */
  let contraryFrom: number | null = null

  return {
    feed(level, now) {
      if (level > threshold === speaking) {
        contraryFrom = null
        return null
      }
      contraryFrom ??= now
      if (now - contraryFrom < (speaking ? offAfterMs : onAfterMs)) return null
      contraryFrom = null
      speaking = !speaking
      return speaking
    },
  }
}

/** A level older than this says nothing any more. */
const staleMs = 500

/** The level a receiver played last, 0 when it plays nothing. */
export function receivedLevel(receiver: RTCRtpReceiver, now: number): number {
  const [source] = receiver.getSynchronizationSources()
  // Sources are stamped with the wall clock, or with the page's; both run with real time.
  if (source === undefined || Math.min(age(source, now), age(source, performance.now())) > staleMs) return 0
  return source.audioLevel ?? 0
}

function age(source: RTCRtpSynchronizationSource, now: number): number {
  return Math.abs(now - source.timestamp)
}
