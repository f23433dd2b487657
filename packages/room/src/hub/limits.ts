// The hub's policies with their defaults (spec/room-protocol.md section 3). Sizes of the wire are in protocol/limits.ts.

export interface HubLimits {
  /** Seats of a room when the pass names no number; six is what a mesh carries. */
  readonly maxPeople: number
  /** Time for the first message. */
  readonly helloSeconds: number
  /** How long a seat is kept for someone who lost the connection. */
  readonly resumeSeconds: number
  /** How often a client pings. */
  readonly heartbeatSeconds: number
  /** How many pings may be missing before a connection counts as lost. */
  readonly missedHeartbeats: number
  /** How long before the expiry a person is told. */
  readonly expiringSeconds: number
  /** Messages other than signals, per person. */
  readonly messagesPerSecond: number
  readonly messageBurst: number
  /** Signals, per person: candidates come in bursts. */
  readonly signalsPerSecond: number
  readonly signalBurst: number
  /** Characters of signals, per person: nobody can fill another person's connection. */
  readonly signalBytesPerSecond: number
  readonly signalByteBurst: number
  /** Signals kept for a person until their client has confirmed them. */
  readonly mailboxBytes: number
  /** What may wait in a connection behind something else before its reader counts as too slow. */
  readonly bufferedBytes: number
  /** How long something may wait there. */
  readonly drainSeconds: number
}

export const defaultHubLimits: HubLimits = {
  maxPeople: 6,
  helloSeconds: 5,
  resumeSeconds: 60,
  heartbeatSeconds: 15,
  missedHeartbeats: 2,
  expiringSeconds: 30,
  messagesPerSecond: 20,
  messageBurst: 40,
  signalsPerSecond: 20,
  signalBurst: 200,
  signalBytesPerSecond: 64 * 1024,
  signalByteBurst: 512 * 1024,
  mailboxBytes: 64 * 1024,
  bufferedBytes: 256 * 1024,
  drainSeconds: 12,
}

/** The defaults with some of them replaced. Throws RangeError naming a limit that is not a positive number. */
export function hubLimits(wished: Partial<HubLimits> = {}): HubLimits {
  const limits = { ...defaultHubLimits, ...wished }
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isFinite(value) || value <= 0) throw new RangeError(`limits.${name} must be a positive number`)
  }
  return limits
}
