// Limits that the processes of one machine keep together without asking each other: what one takes is told to the others within moments, and they
// take it too. Whoever comes to all of them at once may get a little more at first, and owes it.
import { generation, type LocalLimiter } from './limiter.ts'

export interface Spending {
  /** How many other processes there are. */
  readonly others: number
  /** So many were taken here. */
  took(limit: string, key: string, count: number): void
  /** Calls back with what was taken elsewhere. */
  follow(limit: string, taken: (key: string, count: number) => void): void
}

/** The part of a limit that may be taken unheard of in all other processes together: most people never take so much, and telling costs as much as a fifth of a token. */
const untoldPart = 1 / 4

/** A limiter whose counts others have as well. */
export function createSpreadLimiter(local: LocalLimiter, spending: Spending): LocalLimiter {
  const { name, burst } = local.rate
  const tellAt = Math.max(1, Math.floor((burst * untoldPart) / spending.others))
  // Two generations, as the limiter itself has them.
  let [recent, older] = [new Map<string, number>(), new Map<string, number>()]
  const count = (key: string, before: number): void => {
    if (before + 1 >= tellAt) {
      recent.set(key, 0)
      return spending.took(name, key, before + 1)
    }
    recent.set(key, before + 1)
    if (recent.size < generation) return
    older = recent
    recent = new Map()
  }
  spending.follow(name, (key, taken) => local.charge(key, taken))
  return {
    ...local,
    take(key) {
      // What was taken before is made up for, here and everywhere.
      const before = local.isFull(key) ? 0 : (recent.get(key) ?? older.get(key) ?? 0)
      const wait = local.take(key)
      if (wait === 0) count(key, before)
      return wait
    },
    charge(key, taken = 1) {
      spending.took(name, key, taken)
      return local.charge(key, taken)
    },
  }
}
