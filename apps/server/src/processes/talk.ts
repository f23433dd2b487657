// Notices and questions over the channel between two processes. Both run the same version of the same program: what comes is what was sent.
import type { Notice, Questions } from './messages.ts'

export interface Talk {
  tell(notice: Notice): void
  /** @throws Error when there is no answer in time, or nobody to give one any more */
  ask<Q extends keyof Questions>(what: Q, given: Questions[Q][0]): Promise<Questions[Q][1]>
  /** To be called with each message that comes. */
  hear(message: unknown): void
  /** Nobody is there any more. */
  close(): void
}

export type Answers = {
  readonly [Q in keyof Questions]?: (given: Questions[Q][0]) => Questions[Q][1] | Promise<Questions[Q][1]>
}

export interface TalkParts {
  readonly send: (message: object) => void
  readonly noticed: (notice: Notice) => void
  /** What is answered here. */
  readonly answers: Answers
  /** Milliseconds that an answer may take. Default 2000. */
  readonly patienceMs?: number
}

type Wire =
  | Notice
  | { readonly ask: keyof Questions; readonly id: number; readonly given: never }
  | { readonly answer: number; readonly ok: boolean; readonly value?: unknown }

interface Asked {
  readonly done: (value: unknown) => void
  readonly failed: (error: Error) => void
}

export function createTalk({ send, noticed, answers, patienceMs = 2000 }: TalkParts): Talk {
  const asked = new Map<number, Asked>()
  let [lastId, closed] = [0, false]

  const answer = async (what: keyof Questions, id: number, given: never): Promise<void> => {
    try {
      const value = await answers[what]?.(given)
      if (!closed) send({ answer: id, ok: value !== undefined, value })
    } catch {
      if (!closed) send({ answer: id, ok: false })
    }
  }

  return {
    tell(notice) {
      if (!closed) send(notice)
    },
    async ask<Q extends keyof Questions>(what: Q, given: Questions[Q][0]) {
      if (closed) throw new Error('the other process is gone')
      lastId += 1
      const id = lastId
      let timer: NodeJS.Timeout | undefined
      const value = await new Promise<unknown>((done, failed) => {
        asked.set(id, { done, failed })
        timer = setTimeout(() => failed(new Error('the other process does not answer')), patienceMs).unref()
        send({ ask: what, id, given })
      }).finally(() => {
        clearTimeout(timer)
        asked.delete(id)
      })
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the other side answers with what this question has
      return value as Questions[Q][1]
    },
    hear(message) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above: the same program sent it
      const heard = message as Wire
      if ('tell' in heard) noticed(heard)
      else if ('ask' in heard) void answer(heard.ask, heard.id, heard.given)
      else if (heard.ok) asked.get(heard.answer)?.done(heard.value)
      else asked.get(heard.answer)?.failed(new Error('the other process could not answer'))
    },
    close() {
      closed = true
      for (const { failed } of asked.values()) failed(new Error('the other process is gone'))
    },
  }
}
