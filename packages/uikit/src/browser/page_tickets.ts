// The tickets of tokens that are for one use, across a reload of the page (spec/room-protocol.md section 2.4). They lie in the session's storage only
// while no page is there: a tab that is duplicated gets a copy of that storage, and must not take the first one's place with it.
import type { UseTickets } from '@roompass/room/client'

export interface PageTickets extends UseTickets {
  /** Takes the ticket that the page before left for this token, if it left one. */
  take(kitToken: string): Promise<void>
  /** The page goes away: leaves its tickets for the page that comes next. */
  leave(): void
}

export function createPageTickets(): PageTickets {
  const tickets = new Map<string, string>()
  /** Where each token's ticket lies; a page that goes away has no time to find out. */
  const places = new Map<string, string>()
  const finding = new Map<string, Promise<string | null>>()

  const placeOf = (kitToken: string): Promise<string | null> => {
    const found = finding.get(kitToken) ?? placeFor(kitToken)
    finding.set(kitToken, found)
    return found.then((place) => {
      if (place !== null) places.set(kitToken, place)
      return place
    })
  }

  const clear = (): void => {
    for (const place of places.values()) inStorage((storage) => storage.removeItem(place))
  }

  return {
    ticketOf: (kitToken) => tickets.get(kitToken) ?? null,
    keep(kitToken, ticket) {
      tickets.set(kitToken, ticket)
      void placeOf(kitToken)
    },
    async take(kitToken) {
      const place = await placeOf(kitToken)
      if (place === null) return
      const left = inStorage((storage) => storage.getItem(place))
      clear()
      if (left !== null && !tickets.has(kitToken)) tickets.set(kitToken, left)
    },
    leave() {
      for (const [kitToken, place] of places) {
        const ticket = tickets.get(kitToken)
        if (ticket !== undefined) inStorage((storage) => storage.setItem(place, ticket))
      }
      // A page that the browser brings back as it was is there again.
      addEventListener('pageshow', clear, { once: true })
    },
  }
}

/** Those of this page, whichever kit of it is shown. */
export const pageTickets: PageTickets = createPageTickets()

/** A key that does not give the token away. Null where the browser has no SHA-256: on pages that are not secure, which have no camera either. */
async function placeFor(kitToken: string): Promise<string | null> {
  try {
    const hash = await crypto.subtle.digest(
      'SHA-256',
      new TextEncoder().encode(`roompass-page-ticket/v1\n${kitToken}\n`),
    )
    return `roompass.ticket.${Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  } catch {
    return null
  }
}

/** Storage is absent in some frames and full on some machines: then a reload ends what the token opens. */
function inStorage<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(sessionStorage)
  } catch {
    return null
  }
}
