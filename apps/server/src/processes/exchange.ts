// The parent's side of what children share: hints and what was taken of limits go from each to all others, it knows who is there, and adds up
// what each of them has counted. Starting and ending them is supervisor.ts.
import { createMergedMetrics } from '../observe/merged_metrics.ts'
import type { SeenNode } from '../store/store.ts'
import type { Notice } from './messages.ts'
import { createTalk, type Talk } from './talk.ts'

export interface Member extends Pick<Talk, 'tell' | 'hear'> {
  /** It has ended. */
  left(): void
}

export interface Exchange {
  /**
   * Takes in a child.
   * @param process its number
   * @param noticed what it says that is for the parent
   */
  join(process: number, send: (message: object) => void, noticed: (notice: Notice) => void): Member
  /** The metrics of all of them, as Prometheus reads them. */
  metrics(): Promise<string>
}

type Node = Omit<SeenNode, 'ageMs'> & { readonly at: number }

/** @param monotonic milliseconds that no clock that is set changes */
export function createExchange(monotonic: () => number = () => performance.now()): Exchange {
  const nodes = new Map<string, Node>()
  const members = new Map<Member, Talk>()
  const merged = createMergedMetrics()
  let [joined, sources] = [0, new Map<Talk, number>()]

  const toOthers = (from: Talk | null, notice: Notice): void => {
    for (const talk of members.values()) if (talk !== from) talk.tell(notice)
  }
  const forget = (url: string, id: string): boolean => nodes.get(url)?.id === id && nodes.delete(url)

  const metrics = async (): Promise<string> => {
    await Promise.all(
      [...members.values()].map(async (talk) => {
        const source = sources.get(talk) ?? 0
        merged.heard(source, await talk.ask('own_metrics', null).catch(() => null))
      }),
    )
    return merged.text()
  }

  return {
    join(process, send, noticed) {
      const own = new Set<string>()
      const talk: Talk = createTalk({
        send,
        noticed(notice) {
          if (notice.tell === 'hint' || notice.tell === 'spent') toOthers(talk, notice)
          else noticed(notice)
        },
        answers: {
          announce(node) {
            own.add(node.url)
            nodes.set(node.url, { ...node, at: monotonic() })
            return null
          },
          seen: () => [...nodes.values()].map(({ at, ...node }) => ({ ...node, ageMs: Math.max(0, monotonic() - at) })),
          forget({ url, id, olderThanMs }) {
            const node = nodes.get(url)
            return node !== undefined && monotonic() - node.at >= olderThanMs && forget(url, id)
          },
          metrics,
        },
      })
      joined += 1
      sources.set(talk, joined)
      merged.began(joined, process)
      const source = joined
      const member: Member = {
        tell: (notice) => talk.tell(notice),
        hear: (message) => talk.hear(message),
        left() {
          if (!members.delete(member)) return
          talk.close()
          sources.delete(talk)
          merged.ended(source)
          for (const url of own) nodes.delete(url)
          // Its rooms get another home at once: nobody has to wait until it is missed.
          toOthers(null, { tell: 'hint', topic: 'nodes' })
        },
      }
      members.set(member, talk)
      return member
    },
    metrics,
  }
}
