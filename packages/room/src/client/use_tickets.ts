// The tickets of tokens that are for one use (spec/room-protocol.md section 2.4): which one goes with a token, in memory or where a page keeps them.

/** Where the ticket of a token is kept. Neither method may throw. */
export interface UseTickets {
  /** The ticket that was kept last for this token; null for none. */
  ticketOf(kitToken: string): string | null
  /** Keeps the ticket; the one before it matters no more. Never put a ticket or a token into a URL. */
  keep(kitToken: string, ticket: string): void
}

/** Kept as long as the page lives. */
export function createUseTickets(): UseTickets {
  const tickets = new Map<string, string>()
  return {
    ticketOf: (kitToken) => tickets.get(kitToken) ?? null,
    keep: (kitToken, ticket) => void tickets.set(kitToken, ticket),
  }
}

/**
 * What goes with a token to the door. The first time that is a ticket of one's own making, kept before it is sent: the use that it takes is ours even
 * if the answer never arrives.
 */
export function ticketFor(tickets: UseTickets, kitToken: string): string {
  const kept = tickets.ticketOf(kitToken)
  if (kept !== null) return kept
  const made = createTicket()
  tickets.keep(kitToken, made)
  return made
}

/** 32 random bytes in base64url. */
function createTicket(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
