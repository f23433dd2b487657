// Who came and went, as one short line at a time: several people within a moment become one announcement.
import { signal, type ReadonlySignal } from '@preact/signals'
import { fill, type Messages } from './messages.ts'

/** Runs `run` after `ms` milliseconds unless the returned function is called. */
export type Later = (run: () => void, ms: number) => () => void

const gatherMs = 600
const showMs = 4000

export interface Announcer {
  /** The line to show and to speak; empty when there is nothing new. */
  readonly line: ReadonlySignal<string>
  say(text: string): void
  joined(name: string): void
  left(name: string): void
  stop(): void
}

export function createAnnouncer(messages: Messages, later: Later): Announcer {
  const line = signal('')
  let names: Record<'joined' | 'left', string[]> = { joined: [], left: [] }
  let cancelGather: (() => void) | null = null
  let cancelShow: (() => void) | null = null

  const say = (text: string): void => {
    cancelShow?.()
    line.value = text
    cancelShow = later(() => {
      line.value = ''
    }, showMs)
  }
  const flush = (): void => {
    cancelGather = null
    const parts = [
      sentence(names.joined, messages.joined, messages.joinedMany, messages),
      sentence(names.left, messages.left, messages.leftMany, messages),
    ]
    names = { joined: [], left: [] }
    say(parts.filter((part) => part !== '').join('. '))
  }
  const gather = (what: 'joined' | 'left', name: string): void => {
    names[what].push(name || messages.guest)
    cancelGather ??= later(flush, gatherMs)
  }

  return {
    line,
    say,
    joined: (name) => gather('joined', name),
    left: (name) => gather('left', name),
    stop() {
      cancelGather?.()
      cancelShow?.()
      cancelGather = cancelShow = null
      names = { joined: [], left: [] }
      line.value = ''
    },
  }
}

function sentence(names: readonly string[], one: string, many: string, messages: Messages): string {
  const [first, second] = names
  if (first === undefined) return ''
  if (second === undefined) return fill(one, { name: first })
  if (names.length === 2) return fill(one, { name: fill(messages.and, { first, second }) })
  return fill(many, { count: names.length })
}
