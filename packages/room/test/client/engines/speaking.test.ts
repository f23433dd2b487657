// From levels to speaking, and what a room's size leaves for video.
import { describe, expect, it } from 'vitest'
import { limitBitrate, videoBitrate } from '../../../src/client/engines/mesh/bitrate.ts'
import { createSpeakingDetector, receivedLevel } from '../../../src/client/engines/mesh/speaking.ts'

/** Feeds levels, one each 50 ms; gives the changes with their moments. */
function changes(levels: readonly number[]): string[] {
  const detector = createSpeakingDetector()
  return levels.flatMap((level, index) => {
    const change = detector.feed(level, index * 50)
    return change === null ? [] : [`${change} ${index * 50}`]
  })
}
const loud = (count: number): number[] => Array.from({ length: count }, () => 0.3)
const quiet = (count: number): number[] => Array.from({ length: count }, () => 0.001)

describe('speaking', () => {
  it('begins after a quarter of a second of sound', () => {
    expect(changes(loud(20))).toEqual(['true 250'])
  })

  it('is not begun by a click', () => {
    expect(changes([...loud(4), ...quiet(10), ...loud(4), ...quiet(10)])).toEqual([])
  })

  it('outlives the pauses between words and ends after a second of silence', () => {
    expect(changes([...loud(10), ...quiet(15), ...loud(5), ...quiet(40)])).toEqual(['true 250', 'false 2500'])
  })

  it('does not hear noise', () => {
    expect(changes(Array.from({ length: 50 }, () => 0.015))).toEqual([])
  })
})

function receiver(sources: object[]): RTCRtpReceiver {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one method that is used
  return { getSynchronizationSources: () => sources } as unknown as RTCRtpReceiver
}

describe('the level of a receiver', () => {
  it('is that of its last packet, by either clock of a browser', () => {
    expect(receivedLevel(receiver([{ timestamp: 1_800_000_000_100, audioLevel: 0.4 }]), 1_800_000_000_200)).toBe(0.4)
    expect(receivedLevel(receiver([{ timestamp: performance.now(), audioLevel: 0.4 }]), 1_800_000_000_200)).toBe(0.4)
  })

  it('is silence when nothing came lately, or ever', () => {
    expect(receivedLevel(receiver([{ timestamp: 1_800_000_000_000, audioLevel: 0.4 }]), 1_800_000_001_000)).toBe(0)
    expect(receivedLevel(receiver([]), 1_800_000_000_000)).toBe(0)
    expect(receivedLevel(receiver([{ timestamp: 1_800_000_000_000 }]), 1_800_000_000_000)).toBe(0)
  })
})

describe('the video of one link', () => {
  it('shrinks with every person in the room', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 20].map(videoBitrate)).toEqual([
      1_200_000, 1_200_000, 600_000, 400_000, 256_000, 192_000, 128_000, 96_000, 96_000,
    ])
  })

  it('takes no more than about a megabit of uplink for the whole room', () => {
    for (let people = 2; people <= 6; people += 1) {
      expect(videoBitrate(people) * (people - 1)).toBeLessThanOrEqual(1_200_000)
    }
  })

  it('is left as it is by a browser that refuses', async () => {
    const sender = {
      getParameters: () => ({ encodings: [{}] }),
      setParameters: () => Promise.reject(new Error('negotiating')),
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two methods that are used
    await expect(limitBitrate(sender as unknown as RTCRtpSender, 1)).resolves.toBeUndefined()
  })
})
