// The sizes both sides hold each other to (spec/room-protocol.md section 3). The hub's policies are in hub/limits.ts.

/** The WebSocket sub-protocol both sides name in the handshake. */
export const subprotocol = 'roompass.room.v1'

/** Limits of the wire; bytes are bytes of UTF-8. */
export interface WireLimits {
  /** The largest frame of any kind from a client: what a WebSocket server sets as its maximum payload. */
  readonly frameBytes: number
  /** A message from a client that carries no session description. */
  readonly messageBytes: number
  /** The first message, before anything is known about who sends it. */
  readonly helloBytes: number
  /** A message from the hub: `welcome` grows with the number of people. */
  readonly hubMessageBytes: number
  /** The SDP of one description. */
  readonly sdpBytes: number
  /** The text of one ICE candidate. */
  readonly candidateBytes: number
  /** A display name as shown to others. */
  readonly userNameBytes: number
  /** A display name as wished for, before it is cleaned. */
  readonly wishedNameBytes: number
  /** A resume ticket, a peer id and other short opaque strings. */
  readonly idBytes: number
}

/** The limits of `roompass.room.v1`. */
export const wireLimits: WireLimits = {
  frameBytes: 80 * 1024,
  messageBytes: 16 * 1024,
  helloBytes: 8 * 1024,
  hubMessageBytes: 1024 * 1024,
  sdpBytes: 64 * 1024,
  candidateBytes: 2 * 1024,
  userNameBytes: 256,
  wishedNameBytes: 1024,
  idBytes: 128,
}

/** Whether a text is longer than `limit` bytes of UTF-8; looks at no more of it than it must. */
export function longerThan(text: string, limit: number): boolean {
  if (text.length > limit) return true
  if (text.length * 3 <= limit) return false
  return new TextEncoder().encode(text).length > limit
}
