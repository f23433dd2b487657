// What a process has from the others that serve the same address on this machine, by way of the parent: who is there, hints, what they took of
// limits, and the metrics of all of them.
import type { Bus } from '../bus/bus.ts'
import { createProcessBus, type HintLine } from '../bus/process_bus.ts'
import type { Share } from '../config/of_process.ts'
import type { Spending } from '../limits/spending.ts'
import type { NodeMembers } from '../nodes/membership.ts'
import type { Notice, Spent } from './messages.ts'
import type { Talk } from './talk.ts'

export interface Siblings {
  readonly bus: Bus
  /** Who the other nodes are; null where the store knows that, since there are other machines. */
  readonly members: NodeMembers | null
  readonly spending: Spending
  /** Whether this one is to say that processes of other machines which have the same store are no nodes of this system. */
  readonly apart: boolean
  /** Of all of them. */
  readonly metrics: () => Promise<string>
}

/** Milliseconds for which what was taken is gathered before the others are told. */
const gatherMs = 20

export interface SiblingParts {
  readonly talk: Pick<Talk, 'tell' | 'ask'>
  /** Calls back with each notice. */
  readonly follow: (noticed: (notice: Notice) => void) => void
  /** Whether the parent is there. */
  readonly connected: () => boolean
}

/** @param share which of how many this is @param alone whether these are all nodes that there are */
export function createSiblings({ talk, follow, connected }: SiblingParts, share: Share, alone: boolean): Siblings {
  const line: HintLine = {
    send: (topic) => talk.tell({ tell: 'hint', topic }),
    follow: (heard) =>
      follow((notice) => {
        if (notice.tell === 'hint') heard(notice.topic)
      }),
    get connected() {
      return connected()
    },
  }
  const members: NodeMembers = {
    async announceNode({ url, id, speaks }) {
      await talk.ask('announce', { url, id, speaks })
    },
    seenNodes: async () => [...(await talk.ask('seen', null))],
    forgetNode: (lost) => talk.ask('forget', lost),
  }
  return {
    bus: createProcessBus(line),
    members: alone ? members : null,
    apart: alone && share.process === 1,
    spending: createSpending(share.count - 1, (spent) => talk.tell({ tell: 'spent', spent }), follow),
    metrics: () => talk.ask('metrics', null),
  }
}

function createSpending(others: number, tell: (spent: Spent) => void, follow: SiblingParts['follow']): Spending {
  const followers = new Map<string, (key: string, count: number) => void>()
  let taken = new Map<string, Map<string, number>>()
  follow((notice) => {
    if (notice.tell !== 'spent') return
    for (const [limit, keys] of notice.spent) for (const [key, count] of keys) followers.get(limit)?.(key, count)
  })
  const flush = (): void => {
    const spent = [...taken].map(([limit, keys]) => [limit, [...keys]] as const)
    taken = new Map()
    tell(spent)
  }
  return {
    others,
    took(limit, key, count) {
      if (taken.size === 0) setTimeout(flush, gatherMs).unref()
      const keys = taken.get(limit) ?? new Map<string, number>()
      taken.set(limit, keys.set(key, (keys.get(key) ?? 0) + count))
    },
    follow: (limit, took) => void followers.set(limit, took),
  }
}
