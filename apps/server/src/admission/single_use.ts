// A token that opens the door once, and still survives a reload: its holder proves with a resume ticket that they are the one who used it
// (docs/revocation.md, "Once"). What is kept of a use, and who gets it next; keeping it is the store's.
import { createHash, randomBytes } from 'node:crypto'

/** A use as the store keeps it. */
export interface TokenUse {
  /** The token's ID, 64 hex digits. */
  readonly tid: string
  /** Unix seconds: when the token expires. Nothing is kept for long after that. */
  readonly until: number
  /** Of the ticket that was given last: its hash, {@link holderOf}. */
  readonly holder: string
  /** Of the ticket before it, which still counts: the answer that carried the last one may never have arrived. Null for none. */
  readonly former: string | null
}

/** Somebody wants to come in with a token that is for one use. */
export interface UseAttempt {
  readonly tid: string
  readonly until: number
  /** Of the new ticket, which they get when they come in. */
  readonly holder: string
  /** Of the ticket that they brought, which the first one made for themselves; null when they brought none. */
  readonly brought: string | null
}

/** Somebody took a use and got no seat. */
export interface GivenBack {
  readonly tid: string
  /** Of the ticket that they would have got. */
  readonly holder: string
}

/**
 * The use after an attempt; null when the token is used up for whoever asks. The first one takes it, and it is theirs by the ticket that they brought
 * as well, should the answer never arrive; later ones need the last ticket, or the one before it. So a page may be reloaded any number of times, also
 * while the network fails, and a copy of the token alone opens nothing.
 */
export function useAfter(kept: TokenUse | null, { tid, until, holder, brought }: UseAttempt): TokenUse | null {
  if (kept === null) return { tid, until, holder, former: brought }
  if (brought === null || (brought !== kept.holder && brought !== kept.former)) return null
  return { tid, until: kept.until, holder, former: brought }
}

/**
 * Whether a use is free again. Only that of somebody who brought no ticket, and so could never come again: everybody else still has the use, by the
 * ticket that they brought.
 */
export function isFreed(kept: TokenUse | null, { holder }: GivenBack): boolean {
  return kept?.holder === holder && kept.former === null
}

/** 32 random bytes as base64url: 43 characters. */
export function createResumeTicket(random: (length: number) => Uint8Array = randomBytes): string {
  return Buffer.from(random(32)).toString('base64url')
}

/**
 * What is kept of a ticket: SHA-256 over `roompass-resume/v1`, the token's ID and the ticket, each ended by a line feed, in hex. Whoever reads the store
 * cannot make a ticket of it, and a ticket of one token opens no other.
 */
export function holderOf(tid: string, ticket: string): string {
  return createHash('sha256').update(`roompass-resume/v1\n${tid}\n${ticket}\n`).digest('hex')
}
