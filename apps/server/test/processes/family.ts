// A parent and its children in one process: what they say is copied as a channel between processes copies it.
import { createExchange, type Exchange } from '../../src/processes/exchange.ts'
import type { Notice } from '../../src/processes/messages.ts'
import { createSiblings, type Siblings } from '../../src/processes/siblings.ts'
import { createTalk, type Talk } from '../../src/processes/talk.ts'

export interface FakeChild {
  readonly siblings: Siblings
  /** It is gone, and the parent sees that. */
  readonly die: () => void
  /** The parent is gone. */
  readonly orphan: () => unknown
  /** What it says of itself when it is asked for metrics; null: nothing. */
  says: string | null
}

export interface Family {
  readonly exchange: Exchange
  readonly bear: (process: number) => FakeChild
}

/** @param count how many there are */
export function createFamily(count: number, monotonic?: () => number): Family {
  const exchange = createExchange(monotonic)
  const bear = (process: number): FakeChild => {
    let connected = true
    const followers: ((notice: Notice) => void)[] = []
    const across =
      (hear: (message: unknown) => void) =>
      (message: object): void => {
        const copy: unknown = JSON.parse(JSON.stringify(message))
        setImmediate(() => {
          if (connected) hear(copy)
        })
      }
    let says: string | null = ''
    const talk: Talk = createTalk({
      send: across((message) => member.hear(message)),
      noticed: (notice) => {
        for (const noticed of followers) noticed(notice)
      },
      answers: {
        own_metrics: () => says ?? new Promise<string>(() => undefined),
      },
    })
    const member = exchange.join(
      process,
      across((message) => talk.hear(message)),
      () => undefined,
    )
    const siblings = createSiblings(
      { talk, follow: (noticed) => void followers.push(noticed), connected: () => connected },
      { process, count },
      true,
    )
    return {
      siblings,
      die() {
        connected = false
        member.left()
      },
      orphan: () => (connected = false),
      get says() {
        return says
      },
      set says(text) {
        says = text
      },
    }
  }
  return { exchange, bear }
}

export function openSiblings(count: number): FakeChild[] {
  const { bear } = createFamily(count)
  return Array.from({ length: count }, (_, i) => bear(i + 1))
}
