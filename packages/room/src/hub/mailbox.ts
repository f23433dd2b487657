// Signals to one person, kept until their client confirms them, so that none is lost with a broken connection
// (spec/room-protocol.md section 8.3). Bounded: what falls out makes a resumption start the links anew.

export interface Mailbox {
  /** Keeps the next signal; `write` gets its sequence number. Gives the text. */
  add(write: (seq: number) => string): string
  /** Forgets what the client has confirmed. */
  confirm(seen: number): void
  /** Everything after `seen`, oldest first; null when some of it is no longer there. */
  after(seen: number): readonly string[] | null
  /** The number of the last signal, 0 before the first. */
  readonly last: number
}

export function createMailbox(limit: number): Mailbox {
  const kept: { readonly seq: number; readonly text: string }[] = []
  let size = 0
  let last = 0
  let gone = 0

  const forgetWhile = (outdated: (seq: number) => boolean): void => {
    let oldest = kept[0]
    while (oldest !== undefined && outdated(oldest.seq)) {
      kept.shift()
      size -= oldest.text.length
      gone = oldest.seq
      oldest = kept[0]
    }
  }

  return {
    add(write) {
      last += 1
      const text = write(last)
      kept.push({ seq: last, text })
      size += text.length
      forgetWhile(() => size > limit)
      return text
    },
    confirm(seen) {
      forgetWhile((seq) => seq <= seen)
    },
    after(seen) {
      return seen < gone ? null : kept.filter((entry) => entry.seq > seen).map((entry) => entry.text)
    },
    get last() {
      return last
    },
  }
}
