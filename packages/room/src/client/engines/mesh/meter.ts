// How loud the own microphone is. Where there is no Web Audio, or the page may not start it yet, it is silent.

export interface Meter {
  /** Linear level now, 0 to 1. */
  level(): number
  stop(): void
}

const silent: Meter = { level: () => 0, stop: () => undefined }

export function createMeter(track: MediaStreamTrack): Meter {
  if (typeof AudioContext === 'undefined' || typeof MediaStream === 'undefined') return silent
  const context = new AudioContext()
  const source = context.createMediaStreamSource(new MediaStream([track]))
  const analyser = context.createAnalyser()
  analyser.fftSize = 1024
  source.connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  return {
    level() {
      // A page that has not been touched may not start audio; later it may.
      if (context.state === 'suspended' && wasTouched()) context.resume().catch(() => undefined)
      analyser.getFloatTimeDomainData(samples)
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
    },
    stop() {
      source.disconnect()
      // Closing fails only when it is closed already.
      context.close().catch(() => undefined)
    },
  }
}

/** Browsers without the answer resume by themselves, or not at all. */
function wasTouched(): boolean {
  return 'userActivation' in navigator && navigator.userActivation.isActive
}
