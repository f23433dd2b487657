// Transactions that write, and whose turn it is where several processes have the same file. SQLite asks for its lock again after 1, 2, 5 and up to 100
// milliseconds, so that whoever has just written takes it before anybody who waits: here those who wait ask often, and who has written steps back.
import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from './writer.ts'

/** Runs some work in a transaction, all of it or nothing. @throws what the work throws; Error of SQLite when others write for too long */
export type InTurn = <T>(work: () => T) => T

/** Milliseconds: how long somebody waits, between two questions, and for how long who has written leaves the lock to others. */
const patienceMs = 5000
const askEveryMs = 0.25
const stepBackMs = 1
/** So long others are expected after they were met. */
const expectMs = 1000
/** In the lowest byte of a code of SQLite (https://sqlite.org/rescode.html). */
const busy = 5

export function createWriteTurns(database: DatabaseSync): InTurn {
  const version = database.prepare('pragma data_version')
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const sleep = (ms: number): void => void Atomics.wait(bell, 0, 0, ms)
  let [seen, metAt, endedAt] = [0, -Infinity, -Infinity]

  /** Asks once: SQLite itself must not wait. Readers wait as ever, for what is rare and short. */
  const ask = (): Error | null => {
    try {
      database.exec('pragma busy_timeout = 0; begin immediate')
      return null
    } catch (error) {
      if (isBusy(error)) return error
      throw error
    } finally {
      database.exec('pragma busy_timeout = 2000')
    }
  }
  const begin = (): void => {
    const began = performance.now()
    if (began - metAt < expectMs) sleep(stepBackMs - (began - endedAt))
    for (let refused = ask(); refused !== null; refused = ask()) {
      metAt = performance.now()
      if (metAt - began > patienceMs) throw refused
      sleep(askEveryMs)
    }
    // It changes when another connection has written.
    const now = Number(version.get()?.['data_version'])
    if (seen !== 0 && now !== seen) metAt = performance.now()
    seen = now
  }

  return (work) => {
    try {
      return inTransaction(database, work, begin)
    } finally {
      endedAt = performance.now()
    }
  }
}

function isBusy(error: unknown): error is Error {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === busy
}
