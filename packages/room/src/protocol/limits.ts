// The sizes both sides hold each other to (spec/room-protocol.md section 3). The hub's policies are in hub/limits.ts.

/** The WebSocket sub-protocol both sides name in the handshake. */
export const subprotocol = 'roompass.room.v1'

/** Limits of the wire; bytes are bytes of UTF-8. */
export const wireLimits = {
  /** The largest frame of any kind: what a WebSocket server sets as its maximum payload. */
  frameBytes: 80 * 1024,
  /** A message that carries no session description. */
  messageBytes: 16 * 1024,
  /** The first message, before anything is known about who sends it. */
  helloBytes: 8 * 1024,
  /** A message from the hub: `welcome` grows with the number of people. */
  hubMessageBytes: 1024 * 1024,
  /** The SDP of one description. */
  sdpBytes: 64 * 1024,
  /** The text of one ICE candidate. */
  candidateBytes: 2 * 1024,
  /** A display name as shown to others. */
  userNameBytes: 256,
  /** A display name as wished for, before it is cleaned. */
  wishedNameBytes: 1024,
  /** A resume ticket, a peer id and other short opaque strings. */
  idBytes: 128,
} as const

/** Whether a text is longer than `limit` bytes of UTF-8; looks at no more of it than it must. */
export function longerThan(text: string, limit: number): boolean {
  if (text.length > limit) return true
  if (text.length * 3 <= limit) return false
  return new TextEncoder().encode(text).length > limit
}
