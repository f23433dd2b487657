// How much video each link may send: the whole of a home's uplink is shared by all links.

/** Bits per second for one link, by the number of people in the room (index), oneself included. */
const byPeople: readonly number[] = [1_200_000, 1_200_000, 1_200_000, 600_000, 400_000, 256_000, 192_000, 128_000]
const least = 96_000

/** The most video, in bits per second, to send to each person of a room with `people` people. */
export function videoBitrate(people: number): number {
  return byPeople[Math.max(0, people)] ?? least
}

/** Limits what a sender sends. Browsers refuse while they negotiate: the next settled negotiation tries again. */
export async function limitBitrate(sender: RTCRtpSender, bitsPerSecond: number): Promise<void> {
  const parameters = sender.getParameters()
  const [encoding] = parameters.encodings ?? []
  if (encoding === undefined || encoding.maxBitrate === bitsPerSecond) return
  encoding.maxBitrate = bitsPerSecond
  try {
    await sender.setParameters(parameters)
  } catch {
    // Parameters are void as soon as something else changed them; nothing is lost but this limit.
  }
}
