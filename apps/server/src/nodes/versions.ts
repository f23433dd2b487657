// Which versions of what nodes say to each other understand one another: each takes its own and the one before it, so that nodes can be upgraded one
// after the other. What a version consists of is elsewhere (seals.ts, relay.ts, others.ts).

/** The newest version of this node. It changes when a node of today would not understand what is said; fields that can be left out change nothing. */
export const newest = 1

/** Whether two nodes understand each other. */
export function understand(one: number, other: number): boolean {
  return one >= 1 && other >= 1 && Math.abs(one - other) <= 1
}

/** The newest version that both take. */
export function between(one: number, other: number): number {
  return Math.min(one, other)
}
