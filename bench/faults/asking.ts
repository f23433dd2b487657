// Callers who go on asking for tokens while something is done to the server, each for another user every time, and what became of it.
import { setTimeout as pause } from 'node:timers/promises'
import type { AuditRow, Store } from '@roompass/server'
import { verifyAudit } from '@roompass/server'
import type { Node } from './site.ts'

export interface Asking {
  /** Users whose token was given. */
  readonly given: readonly string[]
  /** Milliseconds of each answer, by status; 0 for none. */
  readonly answers: ReadonlyMap<number, readonly number[]>
  /** Resolves when somebody who asked after this call was given a token, with the milliseconds that it took. */
  readonly untilGiven: (patienceMs?: number) => Promise<number>
  readonly stop: () => Promise<void>
}

/** @param everyMs between two requests of one caller */
export function keepAsking(node: Node, name: string, { callers = 4, everyMs = 20 } = {}): Asking {
  const given: string[] = []
  const answers = new Map<number, number[]>()
  const over = new AbortController()
  /** When the last one asked who was given a token. */
  const latest = { asked: 0 }
  const all = Array.from({ length: callers }, async (_, caller) => {
    for (let n = 0; !over.signal.aborted; n += 1) {
      const userId = `${name}-${caller}-${n}`
      const began = performance.now()
      const { status } = await node.ask(userId)
      answers.set(status, [...(answers.get(status) ?? []), performance.now() - began])
      if (status === 201) {
        given.push(userId)
        latest.asked = Math.max(latest.asked, began)
      }
      await pause(everyMs)
    }
  })
  return {
    given,
    answers,
    async untilGiven(patienceMs = 30_000) {
      const from = performance.now()
      const until = AbortSignal.timeout(patienceMs)
      while (latest.asked < from) {
        if (until.aborted) return Number.POSITIVE_INFINITY
        await pause(5)
      }
      return performance.now() - from
    },
    async stop() {
      over.abort()
      await Promise.all(all)
    },
  }
}

/** How many answers had none of these statuses. */
export function otherThan(statuses: readonly number[], ...all: readonly Asking[]): number {
  const counted = all.flatMap(({ answers }) => [...answers].filter(([status]) => !statuses.includes(status)))
  return counted.reduce((sum, [, times]) => sum + times.length, 0)
}

/** What the audit says of those who were given a token: how many rows are missing or there twice, and whether the chain holds. */
export async function compareWithAudit(
  store: Store,
  given: readonly string[],
): Promise<{ readonly lost: number; readonly twice: number; readonly chainBroken: number }> {
  const rows: AuditRow[] = []
  for (let after = 0; ;) {
    const page = await store.findAudit({ after, order: 'oldest', limit: 1000 })
    rows.push(...page.filter(({ event }) => event === 'token.issued'))
    const last = page.at(-1)
    if (last === undefined) break
    after = last.seq
  }
  const { whole } = await verifyAudit(store)
  await store.close()
  const kept = new Set(rows.map(({ userId }) => userId))
  return {
    lost: given.filter((one) => !kept.has(one)).length,
    twice: rows.length - kept.size,
    chainBroken: whole ? 0 : 1,
  }
}
