// Peer ids and resume tickets. A ticket is `<peerId>.<32 random bytes>`: the first part finds the seat, the second opens it.

/** An id of 12 random bytes, base64url. */
export function createPeerId(random: (length: number) => Uint8Array): string {
  return base64url(random(12))
}

/** A new ticket for a seat. */
export function createTicket(peerId: string, random: (length: number) => Uint8Array): string {
  return `${peerId}.${base64url(random(32))}`
}

/** The peer id a ticket claims; proves nothing. */
export function peerIdOfTicket(ticket: string): string {
  return ticket.slice(0, Math.max(0, ticket.indexOf('.')))
}

/** Compares in a time that does not tell how much of the ticket was right. */
export function sameTicket(given: string, expected: string): boolean {
  if (given.length !== expected.length) return false
  let difference = 0
  for (let index = 0; index < expected.length; index += 1) {
    difference |= given.charCodeAt(index) ^ expected.charCodeAt(index)
  }
  return difference === 0
}

/** Random bytes from Web Crypto. */
export function webRandom(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
